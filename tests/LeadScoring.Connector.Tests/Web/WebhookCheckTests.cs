using System.Text;
using System.Text.Json;
using LeadScoring.Connector.Web;

namespace LeadScoring.Connector.Tests.Web;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class WebhookCheckTests
{
    static readonly JsonSerializerOptions json = new() { PropertyNameCaseInsensitive = true };

    readonly WebhookCheck check = new(SomeWebhook.Secret, SomeWebhook.Public);

    /// <summary>Made by HubSpot's own client, which tests/conformance proves.</summary>
    [TestCaseSource(nameof(Vectors))]
    public void Agrees_with_the_client_of_HubSpot(Vector vector)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(vector.Timestamp));
        var request = new SignedRequest(vector.Method, vector.Target, Encoding.UTF8.GetBytes(vector.Body), vector.Timestamp, vector.Signature);

        var verdict = new WebhookCheck(vector.Secret, new(vector.Public)).Judge(request, at);

        Assert.That(verdict, Is.EqualTo(WebhookVerdict.Genuine));
    }

    [TestCase(-301, WebhookVerdict.Untimely)]
    [TestCase(-300, WebhookVerdict.Genuine)]
    [TestCase(300, WebhookVerdict.Genuine)]
    [TestCase(301, WebhookVerdict.Untimely)]
    public void Is_good_for_five_minutes_either_way(int seconds, object verdict)
    {
        var judged = check.Judge(SomeWebhook.Request(), SomeWebhook.Noon.AddSeconds(seconds));

        Assert.That(judged, Is.EqualTo(verdict));
    }

    [Test]
    public void The_same_signature_counts_once()
    {
        var request = SomeWebhook.Request();

        var judged = new[] { 0, 1, 299 }.Select(seconds => check.Judge(request, SomeWebhook.Noon.AddSeconds(seconds)));

        Assert.That(judged, Is.EqualTo([WebhookVerdict.Genuine, WebhookVerdict.Repeated, WebhookVerdict.Repeated]));
    }

    [Test]
    public void Another_way_to_write_the_same_signature_is_a_repetition_too()
    {
        var request = SomeWebhook.Request();
        check.Judge(request, SomeWebhook.Noon);

        var judged = check.Judge(request with { Signature = $" {request.Signature}\n" }, SomeWebhook.Noon);

        Assert.That(judged, Is.EqualTo(WebhookVerdict.Repeated));
    }

    [Test]
    public void The_next_attempt_has_another_timestamp_and_is_good()
    {
        check.Judge(SomeWebhook.Request(), SomeWebhook.Noon);

        var judged = check.Judge(SomeWebhook.Request(at: SomeWebhook.Noon.AddSeconds(1)), SomeWebhook.Noon.AddSeconds(1));

        Assert.That(judged, Is.EqualTo(WebhookVerdict.Genuine));
    }

    [TestCaseSource(nameof(Forgeries))]
    public void Refuses_(SignedRequest request) => Assert.That(check.Judge(request, SomeWebhook.Noon), Is.EqualTo(WebhookVerdict.Forged));

    static IEnumerable<TestCaseData> Vectors() =>
        JsonSerializer.Deserialize<Vector[]>(File.ReadAllText(Path.Combine(TestSource.Top, "tests", "conformance", "signatures.json")), json)!
            .Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    static IEnumerable<TestCaseData> Forgeries()
    {
        var good = SomeWebhook.Request();
        yield return Case("another secret", SomeWebhook.Request(secret: "another"));
        yield return Case("another body", good with { Body = Encoding.UTF8.GetBytes($"[{SomeWebhook.Notice()}] ") });
        yield return Case("another method", good with { Method = "PUT" });
        yield return Case("another path", good with { Target = "/webhooks/hubspot/other" });
        yield return Case("another query", good with { Target = $"{SomeWebhook.Target}?a=b" });
        yield return Case("another timestamp", good with { Timestamp = "1772452800001" });
        yield return Case("no timestamp", good with { Timestamp = null });
        yield return Case("a timestamp in words", good with { Timestamp = "noon" });
        yield return Case("a timestamp beyond time", good with { Timestamp = "9223372036854775807" });
        yield return Case("no signature", good with { Signature = null });
        yield return Case("an empty signature", good with { Signature = "" });
        yield return Case("half a signature", good with { Signature = good.Signature![..20] });
        yield return Case("a signature that is no base64", good with { Signature = "%%%" });
        yield return Case("a long signature", good with { Signature = new string('A', 400) });
    }

    static TestCaseData Case(string name, SignedRequest request) => new TestCaseData(request).SetArgDisplayNames(name);

    public sealed record Vector(
        string Name, string Method, string Public, string Target, string Body, string Timestamp, string Secret, string Signature);
}
