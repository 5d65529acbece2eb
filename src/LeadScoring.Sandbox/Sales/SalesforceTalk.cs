using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Sandbox.Sales;

/// <summary>
/// What passes between a rep and a lead, as Salesforce keeps it with Enhanced Email: a mail is a task and an EmailMessage,
/// with a relation to everybody in it.
/// </summary>
public sealed class SalesforceTalk(SalesforceOrg org)
{
    string? campaign;
    string mail = "";

    /// <summary>One step of a story that ends with a demo.</summary>
    public void Go(string lead, int step)
    {
        switch (step)
        {
            case 0:
                mail = Mail(lead, isIncoming: false);
                break;
            case 1:
                org.OpenMail(mail);
                break;
            case 2:
                Respond(lead);
                break;
            case 3:
                Mail(lead, isIncoming: true);
                break;
            case 4:
                Call(lead, "Inbound", 95);
                Call(lead, "Outbound", 12);
                break;
            default:
                org.Create("Event", new Dictionary<string, object?>
                {
                    ["WhoId"] = lead,
                    ["Type"] = "Demo",
                    ["Subject"] = "Demo",
                    ["StartDateTime"] = org.Now.AddDays(2),
                    ["DurationInMinutes"] = 30,
                });
                break;
        }
    }

    string Mail(string lead, bool isIncoming)
    {
        var task = org.Create("Task", new Dictionary<string, object?>
        {
            ["WhoId"] = lead,
            ["Subject"] = "Email: your question",
            ["Status"] = "Completed",
            ["TaskSubtype"] = "Email",
        });
        var message = org.Create("EmailMessage", new Dictionary<string, object?>
        {
            ["ActivityId"] = task,
            ["Incoming"] = isIncoming,
            ["Status"] = isIncoming ? "0" : "3",
            ["MessageDate"] = org.Now,
            ["IsTracked"] = !isIncoming,
            ["Subject"] = "Your question",
        });
        org.Create("EmailMessageRelation", new Dictionary<string, object?>
        {
            ["EmailMessageId"] = message,
            ["RelationId"] = lead,
            ["RelationType"] = isIncoming ? "FromAddress" : "ToAddress",
        });
        return message;
    }

    void Call(string lead, string type, int seconds) => org.Create("Task", new Dictionary<string, object?>
    {
        ["WhoId"] = lead,
        ["Subject"] = "Call",
        ["Status"] = "Completed",
        ["TaskSubtype"] = "Call",
        ["CallType"] = type,
        ["CallDurationInSeconds"] = seconds,
    });

    void Respond(string lead)
    {
        campaign ??= org.Create("Campaign", new Dictionary<string, object?> { ["Name"] = "Buyer's guide", ["Type"] = "White Paper", ["Status"] = "In Progress" });
        org.Create("CampaignMember", new Dictionary<string, object?>
        {
            ["CampaignId"] = campaign,
            ["LeadId"] = lead,
            ["Status"] = "Responded",
            ["HasResponded"] = true,
        });
    }
}
