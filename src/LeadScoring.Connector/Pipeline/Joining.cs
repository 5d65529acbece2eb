using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Lets the score follow the person: a converted lead's ledger goes to its contact, a merged record's to the survivor.
/// Both are folded up to now first, so that a status which came with the conversion counts before the move.
/// </summary>
sealed class Joining(Successions successions, Folding folding, PassReport report)
{
    const int Batch = 200;

    public async Task JoinAsync(FoldContext context, CancellationToken cancellationToken)
    {
        var last = 0L;
        while (await successions.PendingAsync(last, Batch, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var leadId in batch)
                await JoinAsync(await successions.ReadAsync(leadId, cancellationToken), context, cancellationToken);
            last = batch[^1];
        }
    }

    async Task JoinAsync(Succeeded succeeded, FoldContext context, CancellationToken cancellationToken)
    {
        var (loser, survivor) = succeeded;
        if (!context.Objects.Contains(loser.Lead.Object, StringComparer.Ordinal))
            return;
        if (context.Only is { } only && (survivor is null || !only.Contains(survivor.Lead.Id)))
            return;

        if (Ends(loser.Lead, context) is { } why)
        {
            report.Problems.Add(new("ledger_closed", $"{loser.Lead.Object} {loser.Lead.Id} was converted; {why}, so its ledger is closed.", ""));
            await successions.CloseAsync(loser.Lead.LeadId, cancellationToken);
        }
        else if (survivor is not null)
        {
            var (old, taken) = Take(loser, survivor, context);
            await successions.JoinAsync(old, taken, cancellationToken);
        }
    }

    /// <returns>Why nothing goes on; null when something does.</returns>
    static string? Ends(LeadRow loser, FoldContext context)
    {
        if (loser.Successor is not { } successor)
            return "the CRM does not tell into which contact";

        var target = successor[..successor.IndexOf('/', StringComparison.Ordinal)];
        if (!context.Book.Model.Objects.ContainsKey(target))
            return $"no mapping names {target}";
        return loser.Gone == Gone.Converted && context.Book.Model.Objects.ContainsKey(loser.Object)
            && context.Book.For(loser.Object, owner: null).OnConversion.Value == OnConversion.Close
            ? "on_conversion says close"
            : null;
    }

    (FoldedLead Old, FoldedLead Taken) Take(PendingLead loser, PendingLead survivor, FoldContext context)
    {
        var folder = new LeadFolder(context);
        var old = folder.Fold(loser);
        folding.Count(folder.Journal);
        var at = Stored.Time(loser.Lead.GoneAt ?? loser.Lead.Stamp);
        var cause = new LeadEvent($"{loser.Lead.Origin}joined", EventKind.SettingsChanged, at, context.Until);
        var carries = loser.Lead.Gone == Gone.Converted && IsOfConversion(loser.Lead, survivor.Lead);
        var taken = carries ? folder.Carry(old, survivor, cause) : Merge(folder, old, survivor, cause);
        folding.Count(folder.Journal);
        return (old with { Lead = Emptied(old.Lead), Alerts = [] }, taken);
    }

    FoldedLead Merge(LeadFolder folder, FoldedLead loser, PendingLead survivor, LeadEvent cause)
    {
        var folded = folder.Fold(survivor);
        folding.Count(folder.Journal);
        return folder.Merge(loser, folded, cause);
    }

    /// <summary>
    /// A contact that was there before the lead was last seen unconverted was not made by the conversion; nor does one
    /// that has changed its status since go on with the lead's.
    /// </summary>
    static bool IsOfConversion(LeadRow lead, LeadRow contact) =>
        contact.CreatedAt >= (lead.PresentAt ?? lead.GoneAt ?? lead.Stamp)
        && (contact.Entries == 0 || contact.StatusAt <= contact.CreatedAt);

    static LeadRow Emptied(LeadRow lead) => lead.With(new LeadState { Status = lead.Status, StatusAt = Stored.Time(lead.StatusAt) });
}
