using System.Globalization;
using LeadScoring.Sandbox.Sales;

namespace LeadScoring.Sandbox;

/// <summary>
/// A scripted day: prospects answer and reps write it down, in both CRMs by turns, one change every 0.6 to 0.9 seconds
/// of real time, always in the same order, starting with people who are cold. From about twenty seconds on,
/// reps also take hot flags away by hand. Beside it, people far back in the queue exchange mails and calls with a rep, from a
/// first mail to the booking of a demo.
/// </summary>
public sealed class DayInSales(World world)
{
    const int FirstClearing = 28;
    const int BetweenClearings = 20;
    const int StepsOfATalk = 6;
    static readonly TimeSpan Start = TimeSpan.FromMilliseconds(400);

    readonly Queue<string> leads = new();
    readonly Queue<string> salesforceContacts = new();
    readonly Queue<string> contacts = new();
    readonly SalesforceTalk salesforceTalk = new(world.Salesforce);
    readonly HubSpotTalk hubSpotTalk = new(world.HubSpot);
    readonly List<string> workedLeads = [];
    readonly List<string> workedContacts = [];

    /// <summary>Ends when nobody is left to work on; throws <see cref="OperationCanceledException"/> when cancelled before.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Gather();
        await Task.Delay(Start, TimeProvider.System, cancellationToken);
        for (var step = 0; leads.Count > 0 && salesforceContacts.Count > 0 && contacts.Count > 0; step++)
        {
            if (step % 2 == 0) InSalesforce(step / 2);
            else InHubSpot(step / 2);
            if (step % 2 == 0) salesforceTalk.Go(FarBack(leads, step / 2), step / 2 % StepsOfATalk);
            else hubSpotTalk.Go(FarBack(contacts, step / 2), step / 2 % StepsOfATalk);
            if (step >= FirstClearing && (step - FirstClearing) % BetweenClearings == 0) ClearInSalesforce();
            if (step >= FirstClearing && (step - FirstClearing) % BetweenClearings == 5) ClearInHubSpot();
            await Task.Delay(TimeSpan.FromMilliseconds(600 + (step * 137 % 300)), TimeProvider.System, cancellationToken);
        }
    }

    void Gather()
    {
        var quiet = (world.Time.GetUtcNow() - TimeSpan.FromDays(11)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var id in world.Salesforce.Ids(
            $"SELECT Id FROM Lead WHERE Status = 'Open - Not Contacted' AND Hot_Lead__c = false AND CreatedDate < {quiet} ORDER BY Id")) leads.Enqueue(id);
        foreach (var id in world.Salesforce.Ids(
            $"SELECT Id FROM Contact WHERE Status__c = 'New' AND Hot_Lead__c = false AND CreatedDate < {quiet} ORDER BY Id")) salesforceContacts.Enqueue(id);
        foreach (var id in world.HubSpot.Ids("hs_lead_status", "NEW")) contacts.Enqueue(id);
    }

    void InSalesforce(int turn)
    {
        var org = world.Salesforce;
        switch (turn % 6)
        {
            case 0 or 3:
                workedLeads.Add(leads.Dequeue());
                org.SetField("Lead", workedLeads[^1], "Status", "Working - Contacted");
                break;
            case 1:
                org.SetField("Contact", salesforceContacts.Dequeue(), "Status__c", "Interested");
                break;
            case 2:
                Increase(leads.Peek(), "Email_Link_Clicks__c");
                break;
            case 4:
                Increase(workedLeads[^1], "Proposal_Views__c");
                break;
            default:
                org.SetField("Lead", workedLeads[workedLeads.Count / 2], "Status", "Closed - Not Converted");
                break;
        }
    }

    void InHubSpot(int turn)
    {
        var portal = world.HubSpot;
        switch (turn % 6)
        {
            case 0 or 3:
                workedContacts.Add(contacts.Dequeue());
                portal.SetProperty(workedContacts[^1], "hs_lead_status", "CONNECTED");
                break;
            case 1:
                portal.SetProperty(contacts.Peek(), "hs_email_last_open_date", Now());
                break;
            case 2:
                portal.SetProperty(contacts.Dequeue(), "hs_email_last_reply_date", Now());
                break;
            case 4:
                portal.SetProperty(workedContacts[0], "hs_lead_status", "OPEN_DEAL");
                break;
            default:
                portal.SetProperty(workedContacts[workedContacts.Count / 2], "hs_lead_status", "UNQUALIFIED");
                break;
        }
    }

    static string FarBack(Queue<string> people, int turn) => people.Reverse().ElementAt(turn / StepsOfATalk % people.Count);

    void Increase(string id, string field)
    {
        var before = world.Salesforce.Get("Lead", id, field) as decimal? ?? 0;
        world.Salesforce.SetField("Lead", id, field, before + 1);
    }

    void ClearInSalesforce()
    {
        var flagged = workedLeads.Find(id => world.Salesforce.Get("Lead", id, "Hot_Lead__c") is true);
        if (flagged is not null) world.Salesforce.SetField("Lead", flagged, "Hot_Lead__c", value: false);
    }

    void ClearInHubSpot()
    {
        var flagged = workedContacts.Find(id => world.HubSpot.Get(id, "hot_lead") == "true");
        if (flagged is not null) world.HubSpot.SetProperty(flagged, "hot_lead", "false");
    }

    string Now() => world.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
