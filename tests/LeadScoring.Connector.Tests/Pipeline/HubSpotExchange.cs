using LeadScoring.Connector.Crm;
using LeadScoring.Sandbox.HubSpot;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Engagements, each associated with the contact. An offer that was taken up is a conversion of the contact.</summary>
sealed class HubSpotExchange(Stage stage) : Exchange(stage)
{
    HubSpotPortal Portal => Stage.Host.World.HubSpot;

    protected override string LogCall(string person, bool isInbound, TimeSpan lasted, DateTimeOffset ended) => Log(
        "calls", person, ended - lasted, ("hs_call_direction", isInbound ? "INBOUND" : "OUTBOUND"),
        ("hs_call_duration", $"{lasted.TotalMilliseconds}"), ("hs_call_status", "COMPLETED"));

    protected override void Remove(string call) => Portal.Delete("calls", call);

    protected override void SetLength(string call, TimeSpan lasted) =>
        Set("calls", call, "hs_call_duration", $"{lasted.TotalMilliseconds}");

    protected override string LogMail(string person, bool isIncoming) => Log(
        "emails", person, Stage.Now, ("hs_email_direction", isIncoming ? "INCOMING_EMAIL" : "EMAIL"), ("hs_email_status", "SENT"));

    protected override void OpenMail(string mail) => Count(mail, "hs_email_open_count");

    protected override void ClickLink(string person, string mail) => Count(mail, "hs_email_click_count");

    protected override void BounceMail(string mail) => Set("emails", mail, "hs_email_status", "BOUNCED");

    protected override string LogMeeting(string person, string type) =>
        Log("meetings", person, Stage.Now.AddDays(7), ("hs_activity_type", type), ("hs_meeting_outcome", "SCHEDULED"));

    protected override void Cancel(string meeting) => Set("meetings", meeting, "hs_meeting_outcome", "CANCELED");

    protected override void Uncancel(string meeting) => Set("meetings", meeting, "hs_meeting_outcome", "SCHEDULED");

    protected override void SetType(string meeting, string type) => Set("meetings", meeting, "hs_activity_type", type);

    protected override void Respond(string person, string offer) =>
        Portal.SetProperty(person, HubSpotScreen.Conversion, offer);

    void Count(string mail, string property) =>
        Set("emails", mail, property, $"{int.Parse(Portal.Get("emails", mail, property) ?? "0") + 1}");

    string Log(string type, string person, DateTimeOffset at, params (string Name, string? Value)[] values)
    {
        var properties = values.ToDictionary(value => value.Name, value => value.Value);
        properties["hs_timestamp"] = CrmTime.Milliseconds(at);
        var id = Portal.Create(type, properties);
        Portal.Associate(type, id, person);
        return id;
    }

    void Set(string type, string id, string property, string value) => Portal.SetProperty(type, id, property, value, "CRM_UI", at: null);
}
