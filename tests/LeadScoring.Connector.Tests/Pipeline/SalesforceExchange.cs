using System.Globalization;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Tasks, messages, events and campaigns. A link that was clicked is counted on the record by another tool.</summary>
sealed class SalesforceExchange(Stage stage) : Exchange(stage)
{
    SalesforceOrg Org => Stage.Host.World.Salesforce;

    protected override string LogCall(string person, bool isInbound, TimeSpan lasted, DateTimeOffset ended) => Create(
        "Task", ("WhoId", person), ("Status", "Completed"), ("CompletedDateTime", ended), ("TaskSubtype", "Call"),
        ("CallType", isInbound ? "Inbound" : "Outbound"), ("CallDurationInSeconds", (int)lasted.TotalSeconds));

    protected override void Remove(string call) => Org.Delete("Task", call);

    protected override void SetLength(string call, TimeSpan lasted) =>
        Org.SetField("Task", call, "CallDurationInSeconds", (int)lasted.TotalSeconds);

    protected override string LogMail(string person, bool isIncoming)
    {
        var mail = Create("EmailMessage", ("Incoming", isIncoming), ("Status", isIncoming ? "0" : "3"), ("MessageDate", Stage.Now));
        Create("EmailMessageRelation", ("EmailMessageId", mail), ("RelationId", person), ("RelationType", isIncoming ? "FromAddress" : "ToAddress"));
        return mail;
    }

    protected override void OpenMail(string mail) => Org.OpenMail(mail);

    protected override void ClickLink(string person, string mail)
    {
        var before = Convert.ToDecimal(Org.Get(Stage.Play.Object, person, SalesforceScreen.LinkClicks), CultureInfo.InvariantCulture);
        Org.SetField(Stage.Play.Object, person, SalesforceScreen.LinkClicks, before + 1);
    }

    protected override void BounceMail(string mail) => Org.SetField("EmailMessage", mail, "IsBounced", value: true);

    protected override string LogMeeting(string person, string type) =>
        Create("Event", ("WhoId", person), ("Type", type), ("StartDateTime", Stage.Now.AddDays(7)));

    /// <summary>An event has no outcome: one that is called off is deleted.</summary>
    protected override void Cancel(string meeting) => Org.Delete("Event", meeting);

    protected override void Uncancel(string meeting) => Org.Undelete("Event", meeting);

    protected override void SetType(string meeting, string type) => Org.SetField("Event", meeting, "Type", type);

    protected override void Respond(string person, string offer)
    {
        var campaign = Create("Campaign", ("Name", offer), ("Type", offer));
        Create("CampaignMember", ("CampaignId", campaign), ($"{Stage.Play.Object}Id", person), ("HasResponded", true));
    }

    string Create(string type, params (string Name, object? Value)[] values) =>
        Org.Create(type, values.ToDictionary(value => value.Name, value => value.Value));
}
