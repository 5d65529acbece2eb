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

        if (settings.IsBarred(lead.Status))
            return Cool(lead, at, CrossingCause.Disqualified, journal, silent);

        return WantsCold(lead, settings) && at >= HoldEnd(lead, settings) ? Cool(lead, at, cause, journal, silent) : lead;
    }

    /// <summary>Points that are newer than a cooling which came to light late may make the lead hot again, from their time on.</summary>
    public static LeadState JudgeNewer(in LeadState lead, DateTimeOffset from, Settings settings, Journal journal) =>
        Grant.Standing(lead, from).At is { } at ? Judge(lead, at, CrossingCause.Points, settings, journal) : lead;

    public static LeadState Cool(in LeadState lead, DateTimeOffset at, CrossingCause cause, Journal journal, bool silent = false)
    {
        if (!lead.Hot)
            return lead;

        journal.Add(new Crossing(Hot: false, at, cause, silent));
        return ResetTimer.Cancel(lead) with
        {
            Hot = false,
            HotSince = null,
            Source = HotSource.Points,
            ContactedAt = null,
            LastCooledAt = Moment.Later(lead.LastCooledAt, at),
        };
    }

    /// <summary>The timer runs from the crossing, or from an interaction that is newer than a crossing come to light late.</summary>
    public static LeadState TurnHot(
        in LeadState lead, DateTimeOffset at, CrossingCause cause, Settings settings, Journal journal, bool silent = false)
    {
        journal.Add(new Crossing(Hot: true, at, cause, silent));
        return ResetTimer.Arm(lead, Moment.Later(lead.LastInteractionAt, at), settings) with
        {
            Hot = true,
            HotSince = at,
            Source = HotSource.Points,
            ContactedAt = null,
        };
    }

    /// <summary>
    /// A disqualified status has come: what a person had ticked by then ends, unless the points alone keep the lead hot.
    /// </summary>
    public static LeadState EndByHand(in LeadState lead, DateTimeOffset at, Settings settings, Journal journal)
    {
        if (lead.Source != HotSource.Manual || at < lead.HotSince)
            return lead;

        return WantsHot(lead, settings)
            ? lead with { Source = HotSource.Points }
            : Cool(lead, at, CrossingCause.Disqualified, journal);
    }

    /// <summary>
    /// When the lead changes by time alone. <see cref="Judge"/> at that moment takes the reason away, so that firing
    /// timers always comes to an end.
    /// </summary>
    public static DateTimeOffset? NextCheck(in LeadState lead, Settings settings)
    {
        if (lead.Hot)
            return WantsCold(lead, settings) ? Moment.Sooner(lead.ResetsAt, HoldEnd(lead, settings)) : lead.ResetsAt;

        return WantsHot(lead, settings) ? CoolDownEnd(lead, settings) : null;
    }

    static bool WantsHot(in LeadState lead, Settings settings) =>
        lead.Parts.Total >= settings.HotAt.Value && lead.Parts.Interest > 0 && !lead.Removed && !lead.Outside && !settings.IsBarred(lead.Status);

    static bool WantsCold(in LeadState lead, Settings settings) =>
        lead.Source == HotSource.Points && (lead.Parts.Total < settings.CoolsBelow || lead.Parts.Interest <= 0);

    static DateTimeOffset? CoolDownEnd(in LeadState lead, Settings settings) => lead.LastCooledAt + settings.CoolDown.Value;

    static DateTimeOffset? HoldEnd(in LeadState lead, Settings settings) => lead.HotSince + settings.MinimumHold.Value;
}
