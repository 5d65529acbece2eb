namespace LeadScoring.Connector.Crm;

/// <summary>One thing that is read with a cursor of its own, such as Lead or LeadHistory.</summary>
/// <param name="Name">Unique within the connection; the cursor is kept under it.</param>
/// <param name="HistoryFields">Fields whose changes come with the stream; empty when only current values do.</param>
sealed record CrmStream(string Name, ObjectScope Scope, CrmObject Described, IReadOnlyList<string> HistoryFields);

/// <summary>A place in a stream: rows are ordered by stamp, then id, and everything up to here has been kept.</summary>
/// <param name="Id">
/// Only the adapter that gave it compares it (HubSpot's are numbers). Empty: rows of the instant itself may be missing.
/// </param>
readonly record struct Cursor(DateTimeOffset At, string Id);

/// <summary>Of the rows just read, the ids of those that were not yet kept with this stamp.</summary>
delegate ValueTask<IReadOnlySet<string>> UnseenRows(IReadOnlyList<CrmRecord> rows, CancellationToken cancellationToken);

/// <summary>What part of a stream to read.</summary>
/// <param name="After">
/// Rows after this place, or all when null. A cursor with an empty id includes every row of its instant.
/// </param>
/// <param name="Until">The bound of the pass, inclusive; null on its first call, before the CRM has told its time.</param>
/// <param name="Unseen">Tells which rows need their history read; the others came back only because of the overlap.</param>
sealed record ReadWindow(Cursor? After, DateTimeOffset? Until, UnseenRows Unseen)
{
    /// <summary>No history is read.</summary>
    public static ValueTask<IReadOnlySet<string>> Nothing(IReadOnlyList<CrmRecord> rows, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlySet<string>>(System.Collections.Frozen.FrozenSet<string>.Empty);
}
