using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Pipeline;

/// <summary>Folds leads in batches; each batch is kept whole, so a crash repeats at most one.</summary>
sealed class Folding(LeadBook leads, Connections facts, PassReport report, ILogger logger)
{
    const int Batch = 1000;

    readonly Dictionary<string, int> unmapped = new(StringComparer.Ordinal);

    /// <summary>The events that arrived.</summary>
    public async Task FoldAsync(FoldContext context, CancellationToken cancellationToken)
    {
        var last = 0L;
        while (await leads.PendingAsync(context.Objects, context.Only, last, context.Remembered, Batch, cancellationToken) is { Count: > 0 } batch)
        {
            await KeepAsync(batch, context, cancellationToken);
            last = batch[^1].Lead.LeadId;
        }
    }

    /// <summary>The timers due by now that no event has fired.</summary>
    public async Task FireTimersAsync(FoldContext context, CancellationToken cancellationToken)
    {
        while (await leads.DueAsync(context.Objects, context.Until, context.Remembered, Batch, cancellationToken) is { Count: > 0 } batch)
            await KeepAsync(batch, context, cancellationToken);
    }

    /// <summary>The leads that another model, or other memberships, judged last.</summary>
    public async Task ConvertAsync(FoldContext context, CancellationToken cancellationToken)
    {
        while (await leads.OutdatedAsync(context.Objects, context.Book.Model.Hash, context.Remembered, Batch, cancellationToken) is { Count: > 0 } batch)
            await KeepAsync(batch, context, cancellationToken);
    }

    public async Task ReportUnmappedAsync(CancellationToken cancellationToken)
    {
        if (unmapped.Count == 0)
            return;

        foreach (var (value, count) in unmapped)
        {
            report.Problems.Add(new(
                "status_unmapped", $"{count} changes to the status \"{value}\" scored nothing: no mapping names it.",
                $"Add \"{value}\" to points in the mapping file, with 0 if it is worth nothing."));
        }

        await facts.CountUnmappedAsync(unmapped, cancellationToken);
    }

    async Task KeepAsync(IReadOnlyList<PendingLead> batch, FoldContext context, CancellationToken cancellationToken)
    {
        var folder = new LeadFolder(context);
        List<FoldedLead> folded = new(batch.Count);
        foreach (var pending in batch)
        {
            folded.Add(folder.Fold(pending));
            CountUnmapped(folder.Journal);
        }

        await leads.SaveAsync(folded, cancellationToken);
        foreach (var lead in folded)
            Count(lead.Entries.Count(row => row.Points != 0 && Scores((EntryKind)row.Kind)), lead.Crossings, lead.Responses);
        logger.Folded(report.Name, folded.Count);
    }

    /// <summary>Adds what a fold brought about to the report.</summary>
    public void Count(Journal journal)
    {
        Count(journal.Entries.Count(entry => entry.Points != 0 && Scores(entry.Kind)), journal.Crossings, journal.Responses);
        CountUnmapped(journal);
    }

    void Count(int scored, IReadOnlyList<Crossing> crossings, IReadOnlyList<Response> responses)
    {
        report.Scored += scored;
        report.BecameHot += crossings.Count(crossing => crossing.Hot);
        report.BecameCold += crossings.Count(crossing => !crossing.Hot);
        report.Responses.AddRange(responses.Select(response => response.ContactedAt - response.HotSince));
    }

    static bool Scores(EntryKind kind) => kind is EntryKind.Status or EntryKind.Signal;

    void CountUnmapped(Journal journal)
    {
        foreach (var value in journal.Unmapped)
            unmapped[value] = unmapped.GetValueOrDefault(value) + 1;
    }
}
