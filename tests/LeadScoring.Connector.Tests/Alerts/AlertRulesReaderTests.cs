using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Alerts;

public sealed class AlertRulesReaderTests
{
    [Test]
    public void Every_key_of_on_hot_is_read()
    {
        var rules = Read(
            "{ mail: { to: [owner, sales@example.com], via: crm }, notification: {}, activity: { due_in: 1h }, webhook: {}, "
            + "not_when: [qualified, later], texts: { fr: { subject: '{name}' } } }").File?.Alerts;

        Assert.That(rules, Is.Not.Null);
        Assert.That((rules!.Mail!.To, rules.Mail.Via), Is.EqualTo((new[] { "owner", "sales@example.com" }, MailVia.Crm)));
        Assert.That((rules.Notification, rules.Activity, rules.DueIn, rules.Webhook), Is.EqualTo((true, true, TimeSpan.FromHours(1), true)));
        Assert.That(rules.NotWhen, Is.EquivalentTo([StatusMeaning.Qualified, StatusMeaning.Later]));
        Assert.That(rules.Texts[Locale.Fr], Is.EqualTo(new OwnTexts("{name}", null)));
    }

    [TestCase("{ mail: { to: nobody } }", "\"nobody\" is neither owner nor a mail address, such as sales@example.com.")]
    [TestCase("{ mail: { to: 'a@example.com, b@example.com' } }", "is neither owner nor a mail address")]
    [TestCase("{ activity: {}, texts: { en: { body: 'Call {nmae}' } } }", "\"{nmae}\" is no placeholder. Did you mean \"name\"?")]
    [TestCase("{ activity: {}, texts: { en: { subject: \"a\\nb\" } } }", "has several lines. Write the subject in one.")]
    public void Rejects_what_could_not_be_sent(string onHot, string complaint)
    {
        Assert.That(Read(onHot).Problems.Select(problem => problem.Message), Has.One.Contains(complaint));
    }

    [TestCase("mail: { to: owner }", CrmKind.Salesforce, null)]
    [TestCase("mail: { to: owner }", CrmKind.HubSpot, null)]
    [TestCase("mail: { to: owner, via: smtp }", CrmKind.Salesforce, "Alerts:Smtp:Host")]
    [TestCase("webhook: {}", CrmKind.Salesforce, "Alerts:WebhookUrl")]
    [TestCase("activity: {}, notification: {}", CrmKind.HubSpot, null)]
    public void What_the_configuration_lacks_is_named_with_its_key(string onHot, CrmKind crm, string? key)
    {
        var file = Read($"{{ {onHot} }}", crm).File!; // the cases are valid files

        var lacking = AlertNeeds.Lacking(file, new AlertOptions()).ToList();

        Assert.That(lacking, key is null ? Is.Empty : Has.One.Contains(key));
    }

    static MappingReading Read(string onHot, CrmKind crm = CrmKind.Salesforce)
    {
        var play = crm == CrmKind.Salesforce ? Play.Lead : Play.HubSpot;
        return MappingReader.Read("mapping.yaml", new Model { More = $"on_hot: {onHot}" }.TextFor(play), crm);
    }
}
