using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// Who is told what of which crossing. Does no I/O. One lead is told of at most once in a fold: a crossing that ended
/// within it is no news.
/// </summary>
/// <param name="rules">Null: nobody is alerted.</param>
/// <param name="goLive">The end of the first complete pass; in that pass its own bound.</param>
/// <param name="now">The CRM time of the pass.</param>
sealed class AlertPlan(
    AlertRules? rules, AlertOptions options, IReadOnlyDictionary<string, Owner> owners, DateTimeOffset goLive, DateTimeOffset now)
{
    /// <summary>The bound of the pass that plans.</summary>
    public DateTimeOffset At => now;

    /// <param name="lead">As the fold leaves it.</param>
    /// <param name="standing">The status that stood when it turned hot.</param>
    /// <param name="byModel">Silent crossings are alerted too: their model was published with alerts.</param>
    public IReadOnlyList<PlannedAlert> Of(
        LeadRow lead, IReadOnlyList<Crossing> crossings, StatusRules status, string? standing, bool byModel = false)
    {
        if (rules is null || crossings is not [.., { Hot: true } crossing] || !IsNews(crossing, byModel) || rules.IsKeptBack(standing, status))
            return [];

        var id = CrossingId.Of(lead.Connection, lead.Origin, crossing.At);
        return [.. Recipients(lead.ScoredOwnerId).Select(told => new PlannedAlert(id, told.Channel, told.Recipient, crossing.At))];
    }

    bool IsNews(Crossing crossing, bool byModel) =>
        crossing.Cause != CrossingCause.Manual && (!crossing.Silent || byModel)
        && crossing.At >= goLive && crossing.At >= now - options.NotOlderThan;

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

    /// <summary>A new owner's address comes with the next look at the owners; until then the id stands for it.</summary>
    string? OwnersMail(string? ownerId) => ownerId is not null && !owners.ContainsKey(ownerId)
        ? ownerId
        : Reachable(ownerId)?.Email ?? options.FallbackTo;

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
