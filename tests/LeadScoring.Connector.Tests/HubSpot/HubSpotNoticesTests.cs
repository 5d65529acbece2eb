using System.Text;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;

namespace LeadScoring.Connector.Tests.HubSpot;

sealed class HubSpotNoticesTests
{
    [TestCase("contact.creation")]
    [TestCase("contact.propertyChange")]
    [TestCase("contact.deletion")]
    [TestCase("contact.restore")]
    [TestCase("contact.privacyDeletion")]
    public void A_contact_is_named_by_(string type) =>
        Assert.That(Read($$"""[{ "subscriptionType": "{{type}}", "objectId": 101, "portalId": 7 }]"""), Is.EqualTo([new Hint("contacts", "101")]));

    [TestCase("0-1", 1)]
    [TestCase("0-2", 0)]
    public void A_generic_subscription_names_contacts_by_their_type(string objectTypeId, int named) =>
        Assert.That(
            Read($$"""[{ "subscriptionType": "object.propertyChange", "objectTypeId": "{{objectTypeId}}", "objectId": 101 }]"""),
            Has.Count.EqualTo(named));

    [Test]
    public void A_merge_names_the_record_it_keeps_and_the_one_it_makes()
    {
        var named = Read("""[{ "subscriptionType": "contact.merge", "primaryObjectId": 5, "mergedObjectIds": [6], "newObjectId": 7 }]""");

        Assert.That(named?.Select(hint => hint.Id), Is.EqualTo(["5", "7"]));
    }

    [Test]
    public void What_is_told_twice_is_named_once()
    {
        var notice = """{ "subscriptionType": "contact.creation", "objectId": 101 }""";

        Assert.That(Read($"[{notice},{notice}]"), Has.Count.EqualTo(1));
    }

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{ "subscriptionType": 4 }""")]
    [TestCase("""{ "subscriptionType": "company.creation", "objectId": 101 }""")]
    [TestCase("""{ "subscriptionType": "contact.creation" }""")]
    [TestCase("""{ "subscriptionType": "contact.creation", "objectId": "../101" }""")]
    [TestCase("""{ "subscriptionType": "contact.creation", "objectId": -101 }""")]
    [TestCase("""{ "subscriptionType": "contact.creation", "objectId": 12345678901234567890 }""")]
    [TestCase("""{ "subscriptionType": "contact.creation", "objectId": [101] }""")]
    public void Nobody_is_named_by_(string notice) => Assert.That(Read($"[{notice}]"), Is.Empty);

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[")]
    public void No_list_is_no_webhook(string body) => Assert.That(Read(body), Is.Null);

    static IReadOnlyCollection<Hint>? Read(string body) => HubSpotNotices.Read(Encoding.UTF8.GetBytes(body));
}
