using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>How often the lead was approached by mail or telephone, and whether it has answered.</summary>
static class Pressure
{
    /// <summary>Counts an outbound mail or call once; one that did not happen after all no longer counts.</summary>
    public static LeadState Approached(in LeadState lead, Activity activity, DateTimeOffset at, Journal journal)
    {
        if (activity.Kind is not (ActivityKind.EmailSent or ActivityKind.CallOutbound))
            return lead;

        var isKnown = Approach.Holds(lead.Approaches, activity.Key);
        if (!activity.Standing)
            return isKnown ? lead with { Approaches = Approach.Without(lead.Approaches, activity.Key) } : lead;

        return isKnown ? lead : Contacted(lead with { Approaches = new(activity.Key, at, lead.Approaches) }, at, journal);
    }

    /// <summary>
    /// What is true at <paramref name="at"/>, and when to look again. Approaches that no longer matter are forgotten. At a
    /// moment before the newest one the answer may be old; then it is due at once to look again.
    /// </summary>
    public static LeadState Review(in LeadState lead, DateTimeOffset at, Settings settings)
    {
        if (lead.Approaches is null && !lead.Unresponsive)
            return lead with { Pressure = 0, ReviewAt = null };

        var from = settings.PressureWithin.Value is { } within ? at - within : DateTimeOffset.MaxValue;
        var since = lead.LastInteractionAt ?? DateTimeOffset.MinValue;
        var silentAt = SilentAt(lead.Approaches, since, settings);
        var isSilent = silentAt <= at;
        return lead with
        {
            Pressure = Approach.Count(lead.Approaches, from),
            Unresponsive = isSilent,
            ReviewAt = Moment.Sooner(isSilent ? null : silentAt, Approach.First(lead.Approaches, from) + settings.PressureWithin.Value),
            Approaches = Approach.After(lead.Approaches, from < since ? from : since),
        };
    }

    /// <summary>When enough approaches have gone without an answer for long enough; null while they are too few.</summary>
    static DateTimeOffset? SilentAt(Approach? approaches, DateTimeOffset since, Settings settings)
    {
        if (settings.UnresponsiveAfter.Value is not { } after || settings.UnresponsiveApproaches.Value is not { } enough
            || Approach.Count(approaches, since) < enough)
            return null;

        var times = Approach.Times(approaches, since);
        return Moment.Later(times[enough - 1], times[0] + after);
    }

    static LeadState Contacted(in LeadState lead, DateTimeOffset at, Journal journal)
    {
        if (lead.ContactedAt is not null || lead.HotSince is not { } since || at < since)
            return lead;

        journal.Add(new Response(since, at));
        return lead with { ContactedAt = at };
    }
}
