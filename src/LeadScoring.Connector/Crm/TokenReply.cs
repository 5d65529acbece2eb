using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Connector.Crm;

/// <summary>What a token endpoint answers; both CRMs name its members as OAuth does.</summary>
sealed record TokenReply
{
    public string? AccessToken { get; init; }

    /// <summary>Given where refresh tokens rotate.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Seconds; Salesforce does not say.</summary>
    public int? ExpiresIn { get; init; }

    /// <summary>Where the Salesforce org answers.</summary>
    public Uri? InstanceUrl { get; init; }

    public TimeSpan? Life => ExpiresIn is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null;

    public static HttpRequestMessage Request(Uri endpoint, params (string Name, string Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
        };
        CrmCall.SetKind(request, CrmCall.SignIn);
        return request;
    }

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static TokenReply? Read(string body) => JsonSerializer.Deserialize(body, TokenJson.Default.TokenReply);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(TokenReply))]
sealed partial class TokenJson : JsonSerializerContext;
