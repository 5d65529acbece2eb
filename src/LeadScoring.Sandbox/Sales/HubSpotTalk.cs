using System.Globalization;
using LeadScoring.Sandbox.HubSpot;

namespace LeadScoring.Sandbox.Sales;

/// <summary>
/// What passes between a rep and a contact, as HubSpot keeps it: engagements, each associated with the contact, whose own
/// properties tell the newest opening, click and reply. [seen by third parties]
/// </summary>
public sealed class HubSpotTalk(HubSpotPortal portal)
{
    const string Connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

    string mail = "";

    /// <summary>One step of a story that ends with a demo.</summary>
    public void Go(string contact, int step)
    {
        switch (step)
        {
            case 0:
                mail = Log("emails", contact, ("hs_email_direction", "EMAIL"), ("hs_email_status", "SENT"), ("hs_email_subject", "Your question"));
                break;
            case 1:
                Count("hs_email_open_count");
                RollUp(contact, "hs_email_last_open_date");
                break;
            case 2:
                Count("hs_email_click_count");
                RollUp(contact, "hs_email_last_click_date");
                Log("communications", contact, ("hs_communication_channel_type", "SMS"), ("hs_communication_logged_from", "CRM"));
                break;
            case 3:
                Log("emails", contact, ("hs_email_direction", "INCOMING_EMAIL"), ("hs_email_subject", "Re: Your question"));
                RollUp(contact, "hs_email_last_reply_date");
                break;
            case 4:
                Call(contact, "INBOUND", 95_000);
                Call(contact, "OUTBOUND", 12_000);
                break;
            default:
                Log("meetings", contact, ("hs_activity_type", "Demo"), ("hs_meeting_title", "Demo"), ("hs_meeting_outcome", "SCHEDULED"));
                break;
        }
    }

    void Call(string contact, string direction, int milliseconds) => Log(
        "calls", contact, ("hs_call_direction", direction), ("hs_call_duration", milliseconds.ToString(CultureInfo.InvariantCulture)),
        ("hs_call_status", "COMPLETED"), ("hs_call_disposition", Connected));

    void Count(string property) => portal.SetProperty("emails", mail, property, "1", "CRM_UI", at: null);

    void RollUp(string contact, string property) => portal.SetProperty(contact, property, Now);

    string Log(string type, string contact, params (string Name, string Value)[] values)
    {
        var properties = values.ToDictionary(value => value.Name, value => (string?)value.Value);
        properties["hs_timestamp"] = Now;
        var id = portal.Create(type, properties);
        portal.Associate(type, id, contact);
        return id;
    }

    string Now => portal.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
