using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;

namespace LeadScoring.Connector.Tests.HubSpot;

/// <summary>What is said about a call that lacks a scope.</summary>
sealed class HubSpotErrorsTests
{
    [Test]
    public void The_scope_that_is_missing_is_named_alone() => Assert.That(
        Remedy("""[{"message":"One or more of the following scopes are required.","context":{"requiredGranularScopes":["crm.objects.owners.read"]}}]"""),
        Is.EqualTo("Give the token the scope crm.objects.owners.read."));

    [Test]
    public void Of_several_scopes_each_is_named() => Assert.That(
        Remedy("""[{"context":{"requiredGranularScopes":["a.read","b.read"]}},{"context":{"requiredGranularScopes":["a.read","c.read"]}}]"""),
        Is.EqualTo("Give the token the scopes that it lacks of these: a.read, b.read, c.read."));

    [Test]
    public void A_scope_by_its_old_name_is_told_besides_those_that_there_are_now() => Assert.That(
        Remedy("""[{"context":{"requiredScopes":["contacts"]}}]"""),
        Is.EqualTo(
            "HubSpot names the scope contacts. Give the token the scopes crm.objects.contacts.read and .write, crm.schemas.contacts.read and crm.objects.owners.read, "
            + "for setup crm.schemas.contacts.write too."));

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("""[{"context":null}]""")]
    [TestCase("""[{"context":{"requiredGranularScopes":"a"}}]""")]
    [TestCase("""[{"context":{"requiredGranularScopes":[7,"a person's name",""]}}]""")]
    public void Where_no_scope_is_named_all_are(string errors) =>
        Assert.That(Remedy(errors), Does.StartWith("Give the token the scopes crm.objects.contacts.read and .write,"));

    static string? Remedy(string errors)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Forbidden);
        var call = new CrmCall(HttpMethod.Get, new("https://api.example.com/crm/owners/2026-09"), "owners");
        return HubSpotErrors.Explain(call, response, $$"""{"status":"error","category":"MISSING_SCOPES","message":"no","errors":{{errors}}}""").Remedy;
    }
}
