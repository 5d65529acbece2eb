using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Checks;

/// <summary>What must hold in the store, always and for every lead; works beside a running worker.</summary>
sealed class StoreCheck(ConnectionOptions connection, Database database)
{
    /// <summary>Leads named in a message; the rest are counted.</summary>
    const int Named = 5;

    /// <param name="flags">The hot flag of each object that can be written.</param>
    public async Task<IReadOnlyList<Finding>> RunAsync(
        IReadOnlyDictionary<string, string> flags, CancellationToken cancellationToken)
    {
        var invariants = new Invariants(database);
        var ledgers = new Ledgers(database);
        return
        [
            .. Broken(FindingKinds.LedgerSum, "the sum of the ledger is not the score", await invariants.UnbalancedAsync(connection.Name, cancellationToken)),
            .. Broken(FindingKinds.HotWithoutEntry, "hot without any entry", await invariants.HotWithoutEntryAsync(connection.Name, cancellationToken)),
            .. Broken(
                FindingKinds.Unaccounted, "the flag in the CRM differs, and no write is due",
                Forgotten(await invariants.SettledAsync(connection.Name, cancellationToken), flags)),
            .. NotLinked(await People.AmbiguousAsync(database, connection.Name, cancellationToken)),
            .. Rejected(await ledgers.OutboxAsync(connection.Name, cancellationToken)),
            .. Staged(await ledgers.StagedAsync(connection.Name, cancellationToken)),
        ];
    }

    static List<LeadRow> Forgotten(IReadOnlyList<LeadRow> settled, IReadOnlyDictionary<string, string> flags) =>
        [.. settled.Where(lead => flags.TryGetValue(lead.Object, out var flag)
            && Shown.Flag(Shown.Unpack(lead.Shown).GetValueOrDefault(flag)) != lead.IsShownHot)];

    IEnumerable<Finding> Broken(FindingKind kind, string what, IReadOnlyList<LeadRow> leads)
    {
        if (leads.Count == 0)
            yield break;

        var names = string.Join(", ", leads.Take(Named).Select(lead => $"{lead.Object} {lead.Id}"));
        yield return kind.In(
            connection.Name, $"{leads.Count} leads, {what}: {names}{(leads.Count > Named ? ", ..." : "")}.",
            $"Keep a copy of {database.Path} and report this: it must not happen. Restoring a backup reads the CRM anew from there.");
    }

    IEnumerable<Finding> NotLinked(Ambiguous found)
    {
        if (found.Count > 0)
            yield return FindingKinds.AddressNotUnique.In(connection.Name, LinkReport.Message(found), LinkReport.Remedy);
    }

    IEnumerable<Finding> Rejected(OutboxCount outbox)
    {
        if (outbox.Rejected > 0)
            yield return FindingKinds.RowsRejected.In(
                connection.Name, $"{connection.Crm} rejected the writes of {outbox.Rejected} records; they are tried again, at most a day apart.",
                $"See status and the log for the codes; mend the cause in {connection.Crm}, and they go through by themselves.");
    }

    IEnumerable<Finding> Staged(StagedModel? staged)
    {
        if (staged is { State: "waiting", Approved: false })
            yield return FindingKinds.ModelWaiting.In(
                connection.Name, $"A changed mapping file waits for a person: {staged.Message}",
                $"Run mappings publish --connection {connection.Name}, or take the change back.");
        else if (staged is { State: not "waiting" })
            yield return FindingKinds.ModelRefused.In(
                connection.Name, $"The changed mapping file is not in force: {staged.Message}", "Mend the file; the old version stays until then.");
    }
}
