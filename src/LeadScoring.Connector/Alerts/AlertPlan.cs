using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// Who is told what of which crossing. Does no I/O. One lead is told of at most once in a fold, of the crossing by which it
/// is hot in the end: one that ended within the fold is no news.
/// </summary>
/// <param name="rules">Null: nobody is alerted.</param>
/// <param name="live">The end of the first complete reading of each object; none for one that is read for the first time.</param>
/// <param name="now">The CRM time of the pass.</param>
sealed class AlertPlan(
    AlertRules? rules, AlertOptions options, IReadOnlyDictionary<string, Owner> owners,
    IReadOnlyDictionary<string, DateTimeOffset> live, DateTimeOffset now)
{
    /// <param name="lead">As the fold leaves it.</param>
    /// <param name="byModel">Silent crossings are alerted too: their model was published with alerts.</param>
    public IReadOnlyList<PlannedAlert> Of(LeadRow lead, IReadOnlyList<Crossing> crossings, bool byModel = false)
    {
        if (rules is null || LastOf(lead, crossings) is not { } crossing || !IsNews(lead.Object, crossing, byModel))
            return [];

        var id = CrossingId.Of(lead.Connection, lead.Origin, crossing.At);
        return [.. Recipients(lead.ScoredOwnerId).Select(told => new PlannedAlert(id, told.Channel, told.Recipient, crossing.At))];
    }

    /// <summary>Whether the status that stood at a crossing keeps it from being told.</summary>
    public bool IsKeptBack(string? standing, StatusRules status) => rules?.IsKeptBack(standing, status) == true;

    /// <summary>The crossing by which the lead is hot.</summary>
    static Crossing? LastOf(LeadRow lead, IReadOnlyList<Crossing> crossings) =>
        lead is { Hot: true, HotSince: { } since }
            ? crossings.Select(crossing => (Crossing?)crossing).LastOrDefault(crossing => crossing is { Hot: true } hot && Stored.Time(hot.At) == since)
            : null;

    bool IsNews(string objectName, Crossing crossing, bool byModel) =>
        crossing.Cause != CrossingCause.Manual && (!crossing.Silent || byModel)
        && crossing.At >= live.GetValueOrDefault(objectName, now) && crossing.At >= now - options.NotOlderThan;

    IEnumerable<(AlertChannel Channel, string Recipient)> Recipients(string? ownerId)
    {
        foreach (var to in MailTo(ownerId).Distinct(StringComparer.OrdinalIgnoreCase))
            yield return (AlertChannel.Mail, to);

        var person = Person(ownerId);
        if (rules!.Notification && person is not null) // Of returns before without rules
            yield return (AlertChannel.Notification, person);
        if (rules.Activity)
            yield return (AlertChannel.Activity, person ?? "");
        if (rules.Webhook)
            yield return (AlertChannel.Webhook, "");
    }

    IEnumerable<string> MailTo(string? ownerId) =>
        (rules?.Mail?.To ?? []).Select(to => to == MailRule.Owner ? OwnersMail(ownerId) : to).OfType<string>();

    /// <summary>
    /// A new owner's address comes with the next look at the owners; until then, and while the CRM has none that is one, the id
    /// stands for it.
    /// </summary>
    string? OwnersMail(string? ownerId)
    {
        var owner = Reachable(ownerId);
        if (ownerId is not null && !owners.ContainsKey(ownerId))
            return ownerId;
        if (owner?.Email is { } address && MailAddresses.IsAddress(address))
            return address;
        return options.FallbackTo ?? (owner?.Email is null ? null : owner.Id);
    }

    /// <summary>The owner, or the user whose address stands in for owners that cannot be reached.</summary>
    string? Person(string? ownerId)
    {
        if (ownerId is not null && (!owners.ContainsKey(ownerId) || Reachable(ownerId) is not null))
            return ownerId;

        return options.FallbackTo is { } address
            ? owners.Values.FirstOrDefault(owner => owner.Active && owner.IsUser(address))?.Id
            : null;
    }

    Owner? Reachable(string? ownerId) =>
        ownerId is not null && owners.GetValueOrDefault(ownerId) is { IsQueue: false, Active: true } owner ? owner : null;
}
