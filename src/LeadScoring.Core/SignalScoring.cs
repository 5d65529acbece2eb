using System.Globalization;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>The behaviour part: points for signals, and taking them back when their reason or their time is over.</summary>
static class SignalScoring
{
    public static LeadState Field(in LeadState lead, in LeadEvent change, Settings settings, Journal journal)
    {
        var state = lead;
        foreach (var signal in settings.SignalsOn(change.Field ?? ""))
        {
            if (signal.Holds(change.OldValue, change.Value))
                state = Score(state, change, change.Key, signal, settings, journal);
        }

        return Temperature.Judge(state, change.OccurredAt, CrossingCause.Points, settings, journal);
    }

    public static LeadState Activity(in LeadState lead, in LeadEvent change, Activity activity, Settings settings, Journal journal)
    {
        var state = Pressure.Approached(lead, activity, change.OccurredAt, journal);
        state = activity.Standing
            ? Judge(state, change, activity, settings, journal)
            : Withdraw(state, change, activity, settings, journal);
        return Temperature.Judge(state, change.OccurredAt, CrossingCause.Points, settings, journal);
    }

    /// <summary>The points whose time is over by <paramref name="due"/> leave, oldest first.</summary>
    public static LeadState Lapse(in LeadState lead, DateTimeOffset due, Settings settings, Journal journal)
    {
        var state = lead;
        while (NextLapse(state, settings) is { } next && next.At <= due)
        {
            var (grant, signal) = (next.Grant, next.Signal);
            var cause = new LeadEvent(LapseKey(grant, due), EventKind.Activity, due, due);
            state = TakeBack(state, grant, GrantEnd.Lapsed, Notes.Lapsed, signal.Lasts.Layer, cause, settings, journal);
        }

        return state;
    }

    /// <summary>A time that was over before its settings came into force is over at <paramref name="at"/>.</summary>
    public static DateTimeOffset? NextLapseAt(in LeadState lead, DateTimeOffset at, Settings settings) =>
        NextLapse(lead, settings) is { } next ? Moment.Later(next.At, at) : null;

    /// <summary>The score of another record takes the place of these points, whatever the floor.</summary>
    public static LeadState GiveWay(in LeadState lead, Grant grant, in LeadEvent merge, Settings settings, Journal journal)
    {
        var cause = merge with { Key = $"{merge.Key}/{grant.About}/{grant.Rule}" };
        var state = Ledger.Append(
            lead, EntryKind.Reversal, Part.Behaviour, grant.Rule, -grant.Points, settings.OnMerge.Layer, cause, journal, Notes.Merged, grant.About);
        return state with { Grants = Grant.Close(state.Grants, grant, GrantEnd.Merged) };
    }

    static LeadState Score(
        in LeadState lead, in LeadEvent change, string about, Signal signal, Settings settings, Journal journal)
    {
        var at = change.OccurredAt;
        if (at < signal.Since)
            return lead;

        var settled = lead.IsSettledAt(at);
        var over = !settled && IsOver(lead, signal, at);
        var (points, layer) = signal.Points;
        var note = settled ? Notes.Settled : over ? Notes.TooMany : null;
        var state = Ledger.AddSignal(lead, about, signal.Name, settled || over ? 0 : points, layer, change, settings, journal, note);
        if (!settled && points > 0)
            state = state with { Removed = false };
        if (signal.IsTwoWay)
            state = state with { TwoWay = true };
        return signal.Interaction.Value ? ResetTimer.Interact(state, at, settings) : state;
    }

    static bool IsOver(in LeadState lead, Signal signal, DateTimeOffset at) =>
        signal.AtMost.Value is { } most && Grant.IsFull(lead.Grants, signal.Name, at, most);

    /// <summary>An activity scores once for each signal, and no longer when it turns out not to be what the signal is about.</summary>
    static LeadState Judge(in LeadState lead, in LeadEvent change, Activity activity, Settings settings, Journal journal)
    {
        var state = lead;
        foreach (var signal in settings.SignalsOn(activity.Kind))
        {
            var granted = Grant.Find(state.Grants, activity.Key, signal.Name);
            if (signal.Holds(activity))
                state = granted is { End: not GrantEnd.Withdrawn } ? state : Score(state, change, activity.Key, signal, settings, journal);
            else if (granted is { End: GrantEnd.None })
                state = TakeBack(state, granted, GrantEnd.Withdrawn, Notes.Withdrawn, signal.Points.Layer, change, settings, journal);
        }

        return state;
    }

    /// <summary>What did not happen after all gives nothing, also by signals that are no longer in force.</summary>
    static LeadState Withdraw(in LeadState lead, in LeadEvent change, Activity activity, Settings settings, Journal journal)
    {
        var state = lead;
        for (var grant = lead.Grants; grant is not null; grant = grant.Previous)
        {
            if (grant.About != activity.Key || grant.End != GrantEnd.None)
                continue;

            var layer = settings.Signals.GetValueOrDefault(grant.Rule)?.Points.Layer ?? Layers.Default;
            state = TakeBack(state, grant, GrantEnd.Withdrawn, Notes.Withdrawn, layer, change, settings, journal);
        }

        return state;
    }

    /// <summary>Only points granted since the last reset are still there to be taken back.</summary>
    static LeadState TakeBack(
        in LeadState lead, Grant grant, GrantEnd end, string note, string layer, in LeadEvent cause, Settings settings, Journal journal)
    {
        var points = lead.HasLost(grant.At) ? 0 : -grant.Points;
        var state = Ledger.TakeBack(lead, grant, points, note, layer, cause, settings, journal);
        return state with { Grants = Grant.Close(state.Grants, grant, end) };
    }

    static string LapseKey(Grant grant, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{grant.About}/lapsed/{at.ToUnixTimeMilliseconds()}");

    static (DateTimeOffset At, Grant Grant, Signal Signal)? NextLapse(in LeadState lead, Settings settings)
    {
        if (!settings.HasLapses)
            return null;

        (DateTimeOffset At, Grant Grant, Signal Signal)? next = null;
        for (var grant = lead.Grants; grant is not null; grant = grant.Previous)
        {
            if (grant.End == GrantEnd.None && grant.Points != 0 && !lead.HasLost(grant.At)
                && settings.Signals.GetValueOrDefault(grant.Rule) is { Lasts.Value: { } period } signal
                && !(grant.At + period > next?.At))
                next = (grant.At + period, grant, signal);
        }

        return next;
    }
}
