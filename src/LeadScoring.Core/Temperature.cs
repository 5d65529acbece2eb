using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>Hot or cold: the crossings, what holds them back, and when to look again.</summary>
static class Temperature
{
    public static LeadState Judge(
        in LeadState lead, DateTimeOffset at, CrossingCause cause, Settings settings, Journal journal, bool silent = false)
    {
        if (!lead.Hot)
            return WantsHot(lead, settings) && !(at < CoolDownEnd(lead, settings))
                ? TurnHot(lead, at, cause, settings, journal, silent)
                : lead;

        if (settings.IsBarred(lead.Status) || (lead.Source == HotSource.Manual && settings.IsDisqualified(lead.Status)))
            return Cool(lead, at, CrossingCause.Disqualified, journal, silent);

        return WantsCold(lead, settings) && at >= HoldEnd(lead, settings) ? Cool(lead, at, cause, journal, silent) : lead;
    }

    public static LeadState Cool(in LeadState lead, DateTimeOffset at, CrossingCause cause, Journal journal, bool silent = false)
    {
        if (!lead.Hot)
            return lead;

        journal.Add(new Crossing(Hot: false, at, cause, silent));
        return ResetTimer.Cancel(lead) with { Hot = false, HotSince = null, Source = HotSource.Points, LastCooledAt = at };
    }

    /// <summary>When the lead changes by time alone; always later than <paramref name="after"/>.</summary>
    public static DateTimeOffset? NextCheck(in LeadState lead, Settings settings, DateTimeOffset? after = null)
    {
        DateTimeOffset? next = null;
        if (lead.Hot)
        {
            next = lead.ResetsAt;
            if (WantsCold(lead, settings))
                next = Sooner(next, HoldEnd(lead, settings), after);
        }
        else if (WantsHot(lead, settings))
        {
            next = Sooner(next, CoolDownEnd(lead, settings), after);
        }

        return next;
    }

    static LeadState TurnHot(
        in LeadState lead, DateTimeOffset at, CrossingCause cause, Settings settings, Journal journal, bool silent)
    {
        journal.Add(new Crossing(Hot: true, at, cause, silent));
        var from = lead.LastInteractionAt > at ? lead.LastInteractionAt.Value : at;
        return ResetTimer.Arm(lead, from, settings) with { Hot = true, HotSince = at, Source = HotSource.Points };
    }

    static bool WantsHot(in LeadState lead, Settings settings) =>
        lead.Parts.Total >= settings.HotAt.Value && lead.Parts.Interest > 0 && !lead.Removed && !settings.IsBarred(lead.Status);

    static bool WantsCold(in LeadState lead, Settings settings) =>
        lead.Source == HotSource.Points && (lead.Parts.Total < settings.CoolsBelow || lead.Parts.Interest <= 0);

    static DateTimeOffset? CoolDownEnd(in LeadState lead, Settings settings) => lead.LastCooledAt + settings.CoolDown.Value;

    static DateTimeOffset? HoldEnd(in LeadState lead, Settings settings) => lead.HotSince + settings.MinimumHold.Value;

    static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other, DateTimeOffset? after)
    {
        if (other is null || other <= after)
            return one;
        return one < other ? one : other;
    }
}
