using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>
/// 150 acts over some eight days, and a pass after one in six. Every act has a minute of its own, so that the time at which
/// a lead turned hot names its crossing.
/// </summary>
class AlertWalk(Stage stage, Random random)
{
    static readonly string[] Statuses = [Status.Open, Status.Working, Status.Refused];

    /// <summary>Crossings that stood when a pass ended, by the record that goes on.</summary>
    readonly Dictionary<string, HashSet<long>> stood = [];

    readonly HashSet<string> gaveWay = [];

    protected Stage Stage => stage;

    public async Task GoAsync()
    {
        stage.Alerts = new AlertOptions { NotOlderThan = TimeSpan.FromDays(30) };
        foreach (var id in stage.People(14, Status.Open, "luca.bianchi@example.com"))
            stood[id] = [];
        await stage.PassAsync();
        for (var step = 0; step < 150; step++)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(random.Next(2 * 60 * 60)));
            Act();
            if (random.Next(6) == 0)
                await PassAsync();
        }

        await PassAsync();
        foreach (var (id, crossings) in stood)
            Assert.That(Alerts(id), Is.EqualTo(crossings.Count), $"alerts of {id}");
        Assert.That(gaveWay.Sum(Alerts), Is.Zero, "alerts of records that gave way");
        Assert.That(stood.Values.Sum(crossings => crossings.Count), Is.GreaterThan(5), "the walk has crossings");
    }

    protected virtual void Act()
    {
        var id = One();
        switch (random.Next(10))
        {
            case < 4: SetStatus(id, Statuses[random.Next(Statuses.Length)]); break;
            case < 8: stage.Exchange.Receive(id); break;
            default: Merge(id); break;
        }
    }

    protected bool Happens(int oneIn) => random.Next(oneIn) == 0;

    protected string One() => OneOf(_ => true)!; // somebody is always left

    /// <summary>Null when there is none.</summary>
    protected string? OneOf(Func<string, bool> which)
    {
        string[] ids = [.. stood.Keys.Where(which).Order(StringComparer.Ordinal)];
        return ids.Length == 0 ? null : ids[random.Next(ids.Length)];
    }

    protected virtual void SetStatus(string id, string status) => stage.SetStatus(id, status);

    /// <summary>Eight records or more are left.</summary>
    protected virtual void Merge(string survivor)
    {
        if (stood.Count <= 8 || OneOf(id => id != survivor && IsLike(id, survivor)) is not { } loser)
            return;

        stage.AMinuteLater();
        Join(survivor, loser);
        GoesOn(loser, survivor);
    }

    protected virtual void Join(string survivor, string loser) => stage.Merge(survivor, loser);

    protected virtual bool IsLike(string one, string other) => true;

    protected void GoesOn(string from, string to)
    {
        if (!stood.TryAdd(to, [.. stood[from]]))
            stood[to].UnionWith(stood[from]);
        stood.Remove(from);
        gaveWay.Add(from);
    }

    async Task PassAsync()
    {
        await stage.PassAsync();
        foreach (var lead in (await stage.LeadsAsync()).Values)
        {
            if (lead is { Hot: true, HotSince: { } since } && stood.TryGetValue(lead.Id, out var crossings))
                crossings.Add(since);
        }
    }

    int Alerts(string id) => stage.Activities(id).Count(entry => entry.Text.Contains("Ref. ", StringComparison.Ordinal));
}

/// <summary>The same with conversions: into a contact of their own, or into one that was there before.</summary>
sealed class SalesforceWalk(Stage stage, Random random) : AlertWalk(stage, random)
{
    static readonly string[] ContactStatuses = ["New", "In progress", "Interested"];

    protected override void Act()
    {
        if (!Happens(12))
        {
            base.Act();
            return;
        }

        if (One() is var id && IsLead(id))
            Convert(id);
    }

    protected override void SetStatus(string id, string status)
    {
        if (IsLead(id))
            base.SetStatus(id, status);
        else
            Show(id, ContactStatuses[status.Length % ContactStatuses.Length]);
    }

    protected override bool IsLike(string one, string other) => IsLead(one) == IsLead(other);

    protected override void Join(string survivor, string loser) =>
        Stage.Host.World.Salesforce.Merge(IsLead(survivor) ? "Lead" : "Contact", survivor, loser);

    static bool IsLead(string id) => id.StartsWith("00Q", StringComparison.Ordinal);

    void Convert(string lead)
    {
        Stage.AMinuteLater();
        var org = Stage.Host.World.Salesforce;
        GoesOn(lead, org.ConvertLead(lead, into: Happens(2) ? OneOf(id => !IsLead(id)) : null));
    }

    void Show(string contact, string status)
    {
        Stage.AMinuteLater();
        Stage.Host.World.Salesforce.SetField("Contact", contact, "Status__c", status);
    }
}
