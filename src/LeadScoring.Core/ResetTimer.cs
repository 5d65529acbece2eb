using System.Globalization;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>The one reset timer of a lead: armed when it turns hot, moved by interactions, replaced by other settings.</summary>
static class ResetTimer
{
    public static LeadState Arm(in LeadState lead, DateTimeOffset from, Settings settings) => lead with
    {
        ResetsAt = from + settings.ResetAfter.Value,
        ArmedFor = settings.ResetAfter.Value,
    };

    public static LeadState Cancel(in LeadState lead) => lead with { ResetsAt = null, ArmedFor = null };

    /// <summary>An interaction by the prospect: a running timer moves, never to an earlier deadline.</summary>
    public static LeadState Interact(in LeadState lead, DateTimeOffset at, Settings settings)
    {
        var state = lead with { LastInteractionAt = Moment.Later(lead.LastInteractionAt, at) };
        return state.ResetsAt is { } deadline && settings.ResetAfter.Value is { } period
            ? state with { ResetsAt = Moment.Later(deadline, at + period) }
            : state;
    }

    /// <summary>The deadline has come: status and behaviour leave, hot ends, and the lead is an ordinary one again.</summary>
    public static LeadState Expire(in LeadState lead, DateTimeOffset deadline, Settings settings, Journal journal)
    {
        var cause = new LeadEvent(Key(deadline), EventKind.SettingsChanged, deadline, deadline);
        var state = Ledger.Zero(lead, EntryKind.Reset, "reset_after", settings.ResetAfter.Layer, deadline, cause, journal);
        state = state with { LastResetAt = Moment.Later(state.LastResetAt, deadline) };
        state = Temperature.Cool(state, deadline, CrossingCause.Timer, journal);
        return Temperature.JudgeNewer(state, deadline, settings, journal);
    }

    /// <summary>
    /// Other settings are in force from the event on: another period replaces the running timer, another threshold may
    /// turn the lead hot or cold.
    /// </summary>
    public static LeadState Rearm(in LeadState lead, in LeadEvent change, Settings settings, Journal journal, bool silent)
    {
        var state = lead;
        if (state.Hot && settings.ResetAfter.Value != state.ArmedFor)
            state = Replace(state, change.OccurredAt, settings);

        return Scope.Judge(state, change, settings, journal, silent, CrossingCause.Settings);
    }

    /// <summary>A new deadline that has already passed is due at the moment of the change, not before it was known.</summary>
    static LeadState Replace(in LeadState lead, DateTimeOffset at, Settings settings)
    {
        var active = Moment.Later(lead.LastInteractionAt, lead.HotSince ?? at);
        var fromActivity = settings.OnChange.Value == OnChange.FromLastInteraction && lead.ArmedFor is not null;
        var state = Arm(lead, fromActivity ? active : Moment.Later(active, at), settings);
        return state.ResetsAt < at ? state with { ResetsAt = at } : state;
    }

    static string Key(DateTimeOffset deadline) =>
        string.Create(CultureInfo.InvariantCulture, $"reset/{deadline.ToUnixTimeMilliseconds()}");
}
