using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Sandboxes;

/// <summary>A sandbox with nobody in it, and a signed-in caller of each CRM.</summary>
sealed class SandboxClient : IAsyncDisposable
{
    readonly HttpClient http = new();

    SandboxClient(SandboxHost host, StoppedClock clock) => (Host, Clock) = (host, clock);

    public SandboxHost Host { get; }

    public StoppedClock Clock { get; }

    public World World => Host.World;

    public string Token { get; set; } = "";

    public static async Task<SandboxClient> StartAsync(TimeSpan indexLag = default)
    {
        var clock = new StoppedClock();
        var host = await SandboxHost.StartAsync(
            new SandboxOptions { Time = clock, Population = Population.Empty, HubSpotIndexLag = indexLag }, CancellationToken.None);
        var client = new SandboxClient(host, clock);
        await client.SignInAsync();
        return client;
    }

    public async Task SignInAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "sandbox-client",
            ["client_secret"] = "sandbox-secret",
        });
        using var response = await http.PostAsync(new Uri(Host.SalesforceUrl, "services/oauth2/token"), form);
        Token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString() ?? "";
    }

    public Task<(int Status, JsonElement Body)> QueryAsync(string soql) =>
        SalesforceAsync(HttpMethod.Get, "query?q=" + Uri.EscapeDataString(soql));

    public Task<(int Status, JsonElement Body)> SalesforceAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, new Uri(Host.SalesforceUrl, path.StartsWith('/') ? path : "services/data/v67.0/" + path), Token, body);

    public Task<(int Status, JsonElement Body)> HubSpotAsync(string path, object body) =>
        SendAsync(
            HttpMethod.Post, new Uri(Host.HubSpotUrl, path.StartsWith('/') ? path : "crm/objects/2026-09/contacts/" + path), "sandbox-token", body);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }

    async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, Uri url, string token, object? body)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
