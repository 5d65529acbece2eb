using System.Net;
using System.Text;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Connector.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Web;

/// <summary>The listener on a port of this machine, behind https://hooks.example.com, with one connection: main.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class WebhookListenerTests : IAsyncDisposable
{
    readonly FakeClock clock = new(SomeWebhook.Noon);
    readonly Hints hints = new();
    readonly HttpClient client = new();
    WebhookListener? listener;

    [Test]
    public async Task Takes_what_is_signed_and_names_the_contacts()
    {
        var status = await PostAsync(SomeWebhook.Request($"[{SomeWebhook.Notice("101")},{SomeWebhook.Notice("102")}]"));

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Named(), Is.EquivalentTo(["101", "102"]));
    }

    [TestCase("/webhooks/hubspot/main?note=a%3Ab%2Fc%20d")]
    [TestCase("/webhooks/hubspot/MAIN")]
    public async Task The_address_is_signed_as_it_was_called(string target)
    {
        var status = await PostAsync(SomeWebhook.Request(target: target));

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_wrong_signature_is_refused_and_names_nobody()
    {
        var status = await PostAsync(SomeWebhook.Request(secret: "another"));

        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(Named(), Is.Empty);
    }

    [Test]
    public async Task An_old_timestamp_is_refused_and_names_nobody()
    {
        var status = await PostAsync(SomeWebhook.Request(at: SomeWebhook.Noon.AddMinutes(-6)));

        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(Named(), Is.Empty);
    }

    [Test]
    public async Task What_is_played_back_has_no_effect()
    {
        var request = SomeWebhook.Request();
        await PostAsync(request);
        Named();

        var status = await PostAsync(request);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Named(), Is.Empty);
    }

    [Test]
    public async Task A_webhook_without_signature_is_refused()
    {
        using var response = await client.PostAsync(Address(SomeWebhook.Target), new StringContent("[]"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("")]
    [TestCase("[{]")]
    [TestCase("{}")]
    [TestCase("7")]
    public async Task A_body_that_is_no_list_is_refused(string body)
    {
        var status = await PostAsync(SomeWebhook.Request(body));

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("/webhooks/hubspot/other")]
    [TestCase("/webhooks/hubspot/quiet")]
    [TestCase("/webhooks/hubspot")]
    [TestCase("/")]
    public async Task Nobody_is_there(string target)
    {
        var status = await PostAsync(SomeWebhook.Request(target: target));

        Assert.That(status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Only_posts_are_taken()
    {
        using var response = await client.GetAsync(Address(SomeWebhook.Target));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_beyond_a_mebibyte_is_refused(bool isChunked)
    {
        using var call = Call(SomeWebhook.Request(new string(' ', WebhookEndpoint.LargestBody + 1)));
        call.Headers.TransferEncodingChunked = isChunked;

        using var response = await client.SendAsync(call);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(Named(), Is.Empty);
    }

    [Test]
    public async Task Ten_thousand_notices_in_no_order_name_each_contact_once()
    {
        var numbers = Enumerable.Range(0, 10_000).Select(number => 1_000 + (number * 7 % 1_000));
        foreach (var batch in numbers.Chunk(100))
            await PostAsync(SomeWebhook.Request($"[{string.Join(',', batch.Select(number => SomeWebhook.Notice($"{number}")))}]"));

        Assert.That(Named(), Is.EquivalentTo(Enumerable.Range(1_000, 1_000).Select(number => $"{number}")));
    }

    [SetUp]
    public async Task Listen()
    {
        var main = SomeCrm.HubSpotOptions() with { Name = "main", WebhookSecret = new(SomeWebhook.Secret) };
        var quiet = SomeCrm.HubSpotOptions() with { Name = "quiet" };
        listener = await WebhookListener.StartAsync(
            new(new("http://127.0.0.1:0"), SomeWebhook.Public), [(main, hints), (quiet, new())], clock, NullLogger.Instance, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (listener is not null)
            await listener.DisposeAsync();
    }

    async Task<HttpStatusCode> PostAsync(SignedRequest request)
    {
        using var call = Call(request);
        using var response = await client.SendAsync(call);
        return response.StatusCode;
    }

    HttpRequestMessage Call(SignedRequest request)
    {
        var call = new HttpRequestMessage(HttpMethod.Post, Address(request.Target)) { Content = new ReadOnlyMemoryContent(request.Body) };
        call.Headers.Add("X-HubSpot-Request-Timestamp", request.Timestamp);
        call.Headers.Add("X-HubSpot-Signature-v3", request.Signature);
        return call;
    }

    Uri Address(string target) => new(listener?.Address ?? throw new InvalidOperationException("Nobody listens."), target);

    IEnumerable<string> Named() => hints.Take(Hints.Most).Select(hint => hint.Id);
}
