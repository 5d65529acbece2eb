using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>
/// What becomes of a score when its record gives way to another: a lead converted into a contact, or merged into a
/// duplicate. The caller moves the ledger of the old record to the new one; the entries made here keep the sum right.
/// </summary>
public static class Succession
{
    /// <summary>
    /// A contact that the conversion created carries on the lead's score. Its first status is no change and scores
    /// nothing; the carried status part stays until the contact's own status changes.
    /// </summary>
    /// <param name="contact">What the contact's first status has made of it, when it was read before the conversion was.</param>
    /// <param name="status">The status the contact has now; null when it has none.</param>
    /// <param name="conversion">When the lead was converted.</param>
    public static LeadState Carry(
        in LeadState lead, in LeadState contact, string? status, in LeadEvent conversion, Settings settings, Journal journal)
    {
        var at = conversion.OccurredAt;
        var own = contact.Parts;
        var state = Together(contact, lead) with
        {
            Parts = new(own.Status + lead.Parts.Status, own.Behaviour + lead.Parts.Behaviour, own.Fit + lead.Parts.Fit),
            Entries = contact.Entries + lead.Entries,
        };
        state = Ledger.Append(
            state, EntryKind.Conversion, Part.Status, "converted", -own.Status, settings.OnConversion.Layer, conversion, journal);
        state = state with
        {
            Status = status ?? "",
            StatusAt = at,
            Fit = contact.Profile is null ? lead.Fit : contact.Fit,
            Removed = !state.Hot && (lead.Removed || lead.Outside || contact.Removed),
        };
        return Scorer.Apply(state, new LeadEvent(conversion.Key, EventKind.Joined, at, at), settings, journal);
    }

    /// <summary>
    /// The survivor of a merge, or a contact that was there before the conversion: the status part is its own, behaviour
    /// goes by <c>on_merge</c>, the later timer holds, and hot stays hot.
    /// </summary>
    public static LeadState Merge(
        in LeadState survivor, in LeadState loser, in LeadEvent merge, Settings settings, Journal journal)
    {
        var (own, other) = (survivor.Parts, loser.Parts);
        var state = Together(survivor, loser) with
        {
            Parts = new(own.Status + other.Status, own.Behaviour + other.Behaviour, own.Fit + other.Fit),
            Entries = survivor.Entries + loser.Entries,
        };
        state = Bring(state, Part.Status, own.Status, merge, settings, journal);
        state = GiveWay(state, survivor, loser, merge, settings, journal);
        state = Bring(state, Part.Behaviour, Behaviour(own.Behaviour, other.Behaviour, settings), merge, settings, journal);
        return Scorer.Apply(
            state, new LeadEvent(merge.Key, EventKind.Joined, merge.OccurredAt, merge.ObservedAt), settings, journal);
    }

    static decimal Behaviour(decimal own, decimal other, Settings settings) => settings.OnMerge.Value switch
    {
        OnMerge.Sum => own + other,
        OnMerge.Survivor => own,
        _ => Math.Max(own, other),
    };

    /// <summary>Points of signals that give way to the other record's leave one by one, so that none is taken back a second time.</summary>
    static LeadState GiveWay(
        in LeadState lead, in LeadState survivor, in LeadState loser, in LeadEvent merge, Settings settings, Journal journal)
    {
        if (settings.OnMerge.Value == OnMerge.Sum)
            return lead;

        var isOwn = settings.OnMerge.Value == OnMerge.Survivor || survivor.Parts.Behaviour >= loser.Parts.Behaviour;
        var yielding = isOwn ? loser : survivor;
        var state = lead;
        for (var grant = yielding.Grants; grant is not null; grant = grant.Previous)
        {
            if (grant.End == GrantEnd.None && !yielding.HasLost(grant.At))
                state = SignalScoring.GiveWay(state, grant, merge, settings, journal);
        }

        return state;
    }

    static LeadState Bring(
        in LeadState lead, Part part, decimal target, in LeadEvent merge, Settings settings, Journal journal) =>
        lead.Parts[part] == target
            ? lead
            : Ledger.Append(lead, EntryKind.Merge, part, "merged", target - lead.Parts[part], settings.OnMerge.Layer, merge, journal);

    static LeadState Together(in LeadState survivor, in LeadState loser)
    {
        var hottest = survivor.Hot && (!loser.Hot || IsLater(survivor, loser)) ? survivor : loser.Hot ? loser : survivor;
        return survivor with
        {
            Hot = hottest.Hot,
            HotSince = survivor.Hot && loser.Hot ? Moment.Sooner(survivor.HotSince, loser.HotSince) : hottest.HotSince,
            Source = hottest.Source,
            ResetsAt = hottest.ResetsAt,
            ArmedFor = hottest.ArmedFor,
            Removed = !hottest.Hot && (survivor.Removed || loser.Removed),
            LastInteractionAt = Latest(survivor.LastInteractionAt, loser.LastInteractionAt),
            LastResetAt = Latest(survivor.LastResetAt, loser.LastResetAt),
            LastRemovalAt = Latest(survivor.LastRemovalAt, loser.LastRemovalAt),
            LastCooledAt = Latest(survivor.LastCooledAt, loser.LastCooledAt),
            ContactedAt = survivor.Hot && loser.Hot ? Moment.Sooner(survivor.ContactedAt, loser.ContactedAt) : hottest.ContactedAt,
            TwoWay = survivor.TwoWay || loser.TwoWay,
            Qualifications = Math.Max(survivor.Qualifications, loser.Qualifications),
            Grants = Grant.Join(survivor.Grants, loser.Grants),
            Approaches = Approach.Join(survivor.Approaches, loser.Approaches),
        };
    }

    /// <summary>A timer that never ends is the latest of all.</summary>
    static bool IsLater(in LeadState one, in LeadState other) =>
        one.ResetsAt is null || (other.ResetsAt is { } deadline && one.ResetsAt >= deadline);

    static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is { } time && other is { } another ? Moment.Later(time, another) : one ?? other;
}
