using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>What every lead of a batch is folded with.</summary>
/// <param name="ModelAt">When the model took force; null for a connection's first one.</param>
/// <param name="Since">Where the replay of history begins.</param>
/// <param name="Until">The CRM time of the pass: timers due up to it fire.</param>
sealed record FoldContext(
    SettingsBook Book, IReadOnlyDictionary<string, Owner> Owners, DateTimeOffset? ModelAt, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>The objects that were read up to then; the leads of others, which are paused, are left as they are.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Ids of the only records that were read up to then; null when all were.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>Whom crossings have told; null: nobody.</summary>
    public AlertPlan? Alerts { get; init; }

    /// <summary>Leads that the model in force turns hot are alerted like others.</summary>
    public bool AlertsByModel { get; init; }

    public Remembered Remembered => new(Book.Model.Hash, Book.Model.SignalNames.Count > 0 ? Book.Model.Remembered : null);
}

/// <summary>Folds the new events of one lead into its score, in the order of CRM time. Does no I/O.</summary>
sealed class LeadFolder(FoldContext context)
{
    static readonly Comparer<EventRow> InOrder =
        Comparer<EventRow>.Create(static (one, other) => History.Compare(one.Event(), other.Event()));

    readonly Journal journal = new();

    /// <summary>What the last fold brought about, until the next one.</summary>
    public Journal Journal => journal;

    public FoldedLead Fold(PendingLead pending)
    {
        journal.Clear();
        if (!context.Book.Model.Objects.ContainsKey(pending.Lead.Object))
            return Frozen(pending.Lead);

        var ownership = Ownership.Of(pending);
        var owner = ownership.Before;
        var settings = SettingsOf(pending.Lead.Object, owner);
        var before = pending.Lead.State() with { Grants = pending.Grants };
        var state = Convert(pending.Lead, before, settings);
        var rows = InCoreTerms(pending);
        List<LeadEvent> told = [.. rows.Concat(ownership.Changes).Select(row => row.Event())];
        var events = told.AsEnumerable();
        if (pending.Lead.Model.Length == 0)
            events = events.Append(new LeadEvent(At("memberships", context.Until), EventKind.SettingsChanged, context.Until, context.Until));
        state = History.Fold(
            state, events, settings,
            change => change.Kind == EventKind.OwnerChanged ? SettingsOf(pending.Lead.Object, owner = change.Value)
                : SettingsOf(pending.Lead.Object, owner),
            context.Until, journal);
        var folded = Kept(pending.Lead with { ScoredOwnerId = owner, OwnerAt = ownership.At }, state, changed: state != before) with
        {
            Removals = [.. rows.Where(row => row.Kind == (int)EventKind.Removed)],
        };
        return Alerted(folded, News(pending.Lead.Object, crossing => StandingAt(crossing, before, told)), byModel: IsOfOtherModel(pending.Lead));
    }

    /// <summary>A contact made by a conversion goes on with the lead's score; its own first status is no change.</summary>
    public FoldedLead Carry(FoldedLead lead, PendingLead contact, LeadEvent conversion)
    {
        journal.Clear();
        var settings = SettingsOf(contact.Lead.Object, contact.Lead.OwnerId);
        var changes = contact.Events.Where(row => row.Kind == EventKinds.Status && row.Source == (int)EventSource.History)
            .Order(InOrder).ToList();
        var status = changes is [var first, ..] ? first.OldValue : contact.Lead.SeenStatus;
        var carried = lead.Lead.State() with { Grants = lead.Grants };
        var state = Succession.Carry(carried, contact.Lead.State() with { Grants = contact.Grants }, status, conversion, settings, journal);
        var others = contact.Events.Where(row => row.Kind is (int)EventKind.Field or (int)EventKind.Activity or (int)EventKind.Profile);
        state = History.Fold(state, changes.Concat(others).Select(row => row.Event()), settings, context.Until, journal);
        var kept = Kept(contact.Lead with { ScoredOwnerId = contact.Lead.OwnerId, OwnerAt = contact.Lead.Stamp }, state, changed: true);
        return Alerted(kept, [.. lead.News, .. News(kept.Lead.Object, _ => state.Status)]);
    }

    /// <summary>Two records become one; the survivor keeps its own status.</summary>
    public FoldedLead Merge(FoldedLead loser, FoldedLead survivor, LeadEvent merge)
    {
        journal.Clear();
        var settings = SettingsOf(survivor.Lead.Object, survivor.Lead.ScoredOwnerId);
        var state = Succession.Merge(
            survivor.Lead.State() with { Grants = survivor.Grants }, loser.Lead.State() with { Grants = loser.Grants },
            merge, settings, journal);
        state = Scorer.FireTimers(state, context.Until, settings, journal);
        var kept = Kept(survivor.Lead, state, changed: true);
        var merged = kept with
        {
            Entries = [.. survivor.Entries, .. kept.Entries],
            Crossings = [.. survivor.Crossings, .. kept.Crossings],
            Responses = [.. survivor.Responses, .. kept.Responses],
            Removals = survivor.Removals,
        };
        return Alerted(merged, [.. loser.News, .. survivor.News, .. News(kept.Lead.Object, _ => state.Status)]);
    }

    /// <param name="news">Of all records that the lead was until now.</param>
    FoldedLead Alerted(FoldedLead folded, IReadOnlyList<Crossing> news, bool byModel = false) => folded with
    {
        News = news,
        Alerts = context.Alerts?.Of(folded.Lead, news, byModel && context.AlertsByModel) ?? [],
    };

    /// <summary>What the fold brought about, without what a status keeps back.</summary>
    IReadOnlyList<Crossing> News(string objectName, Func<Crossing, string?> standing) => context.Alerts is not { } plan ? [] :
        [.. journal.Crossings.Where(crossing => !plan.IsKeptBack(standing(crossing), context.Book.Model.Objects[objectName].Status))];

    /// <summary>The status that stood when the lead crossed, mapped or not.</summary>
    static string? StandingAt(Crossing crossing, LeadState before, List<LeadEvent> events) => events
        .Where(change => change.Kind == EventKind.Status && change.OccurredAt <= crossing.At && !(change.OccurredAt < before.StatusAt))
        .Order(History.Order)
        .Select(change => change.Value)
        .LastOrDefault(before.Status);

    FoldedLead Kept(LeadRow before, LeadState state, bool changed)
    {
        var lead = before.With(state) with { Model = context.Book.Model.Hash };
        var entries = journal.Entries.Select(entry => LedgerRow.Of(lead, entry, context.Book.Model.Hash)).ToList();
        return new(lead, entries, changed && state.Entries > 0)
        {
            Crossings = [.. journal.Crossings],
            Responses = [.. journal.Responses],
            Grants = state.Grants,
        };
    }

    /// <summary>The mapping no longer names the object: its leads stay as they are until it does again.</summary>
    FoldedLead Frozen(LeadRow lead) =>
        new(lead with { Model = context.Book.Model.Hash, NextCheckAt = null }, [], Changed: false);

    /// <summary>A lead judged by another model, or by other memberships of its owner, is judged anew before anything else.</summary>
    LeadState Convert(LeadRow lead, LeadState state, Settings settings)
    {
        if (!IsOfOtherModel(lead))
            return state;

        var at = context.ModelAt ?? context.Until;
        return Scorer.Apply(state, new LeadEvent(At("settings", at), EventKind.SettingsChanged, at, at), settings, journal);
    }

    bool IsOfOtherModel(LeadRow lead) => lead.Model.Length > 0 && lead.Model != context.Book.Model.Hash;

    /// <summary>The key of a change of settings: there may be several in the life of a lead.</summary>
    static string At(string name, DateTimeOffset at) => FormattableString.Invariant($"{name}/{at.ToUnixTimeMilliseconds()}");

    Settings SettingsOf(string objectName, string? owner) =>
        context.Book.For(objectName, owner is null ? null : context.Owners.GetValueOrDefault(owner));

    List<EventRow> InCoreTerms(PendingLead pending)
    {
        var changes = pending.Events.Where(row => row.Kind == EventKinds.Status).Order(InOrder).ToList();
        var flags = pending.Events.Where(row => row.Kind == EventKinds.Flag).Order(InOrder).ToList();
        if (pending.Events.FirstOrDefault(row => row.Kind == EventKinds.Seen) is { } seen)
            AddOrigin(pending.Lead, seen, changes);
        if (pending.Lead.StatusAt is null)
            KeepStanding(changes);

        changes.AddRange(pending.Events.Where(row => row.Kind is (int)EventKind.Field
            or (int)EventKind.Activity or (int)EventKind.Profile));
        changes.AddRange(pending.Events.Where(row => row.Kind is (int)EventKind.Removed or (int)EventKind.Ticked)
            .SelectMany(row => Dated(row, flags)));
        changes.AddRange(pending.Events.Where(row => row.Kind == EventKinds.RemovedElsewhere)
            .Select(row => row with { OccurredAt = Math.Min(row.OccurredAt, Stored.Time(context.Until)) }));
        return changes;
    }

    /// <summary>The status a record was created with: what its first change replaced, or what it has shown ever since.</summary>
    static void AddOrigin(LeadRow lead, EventRow seen, List<EventRow> changes)
    {
        var first = changes.FirstOrDefault();
        var value = first is null ? seen.Value : first.IsFirst ? null : first.OldValue;
        if (string.IsNullOrEmpty(value) || lead.StatusAt is not null)
            return;

        changes.Insert(0, seen with { Kind = EventKinds.Status, Value = value, Estimated = first is null });
    }

    /// <summary>Before the replay begins only the standing status counts, from the time it was set.</summary>
    void KeepStanding(List<EventRow> changes)
    {
        var since = Stored.Time(context.Since);
        var before = changes.FindLastIndex(row => row.OccurredAt < since);
        if (before > 0)
            changes.RemoveRange(0, before);
    }

    /// <summary>
    /// When a person changed the flag: as its history says, else the record's stamp. With a cursor far behind only the
    /// history can tell, and without it nobody is said to have done anything.
    /// </summary>
    static IEnumerable<EventRow> Dated(EventRow change, List<EventRow> flags)
    {
        var told = flags.LastOrDefault(flag => Shown.Flag(flag.Value) == (change.Kind == (int)EventKind.Ticked));
        if (told is not null)
            yield return change with { OccurredAt = Math.Min(told.OccurredAt, change.OccurredAt), Estimated = false };
        else if (!change.Estimated)
            yield return change;
    }
}
