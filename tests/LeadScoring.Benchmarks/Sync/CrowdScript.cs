using LeadScoring.Connector.Crm;
using LeadScoring.Sandbox;

namespace LeadScoring.Benchmarks.Sync;

/// <summary>What people do in the CRM between the passes.</summary>
sealed class CrowdScript(World world, CrmKind crm, bool withHistory)
{
    const int OneInSoManyHasPoints = 10;

    readonly Mappings mapping = Mappings.Of(crm);
    IReadOnlyList<string> ids = [];

    /// <summary>A month ago, one a second; each with an earlier status when there is history to read.</summary>
    public void Settle(int count)
    {
        var start = world.Time.GetUtcNow().AddDays(-30).AddSeconds(-count);
        ids = crm == CrmKind.Salesforce
            ? world.Salesforce.CreateMany("Lead", count, place => Lead(place), place => start.AddSeconds(place))
            : world.HubSpot.CreateContacts(count, place => Contact(place), place => start.AddSeconds(place));
        if (!withHistory)
            return;

        foreach (var (place, id) in ids.Index())
            SetStatus(id, Settled(place), start.AddSeconds(place + 1));
    }

    public void Touch(int count, int changed)
    {
        var now = world.Time.GetUtcNow();
        var start = now.AddMinutes(-5);
        foreach (var (place, id) in ids.Take(count).Index())
        {
            var at = start + ((now - start) * ((double)place / count));
            if (place % (count / Math.Max(changed, 1)) == 0 && place / (count / Math.Max(changed, 1)) < changed)
                SetStatus(id, mapping.Hot, at);
            else if (crm == CrmKind.Salesforce)
                world.Salesforce.Touch("Lead", id, at);
            else
                world.HubSpot.Touch(id, at);
        }
    }

    void SetStatus(string id, string status, DateTimeOffset at)
    {
        if (crm == CrmKind.Salesforce)
            world.Salesforce.SetField("Lead", id, "Status", status, at);
        else
            world.HubSpot.SetProperty(id, "hs_lead_status", status, at: at);
    }

    Dictionary<string, object?> Lead(int place) => new()
    {
        ["FirstName"] = "Person",
        ["LastName"] = $"{place}",
        ["Email"] = $"person.{place}@example.com",
        ["Company"] = "Example",
        ["Status"] = First(place),
    };

    Dictionary<string, string?> Contact(int place) => new()
    {
        ["firstname"] = "Person",
        ["lastname"] = $"{place}",
        ["email"] = $"person.{place}@example.com",
        ["hs_lead_status"] = First(place),
    };

    string First(int place) => withHistory ? mapping.Hot : Settled(place);

    string Settled(int place) => place % OneInSoManyHasPoints == 0 ? mapping.Warm : mapping.Cold;
}
