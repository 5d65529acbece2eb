using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Brings the CRM's fields into line with the scores: reads the marks of the outbox, sends what differs, and records what
/// the CRM said to each row before it sends more.
/// </summary>
sealed class WriteBack(ICrm crm, Lease lease, TimeProvider time, ILogger logger)
{
    /// <summary>Marks looked at in one go.</summary>
    const int Batch = 2000;

    /// <summary>Records sent and recorded in one go: what Salesforce takes in a call, and twice what HubSpot takes.</summary>
    const int Slice = 200;

    /// <summary>A field is gone: whatever writes it is refused, until it is left out.</summary>
    static readonly HashSet<string> MissingField = new(StringComparer.Ordinal) { "INVALID_FIELD", "PROPERTY_DOESNT_EXIST" };

    /// <summary>Refusals that a removed or locked field brings about.</summary>
    static readonly HashSet<string> FieldErrors = new(MissingField, StringComparer.Ordinal)
    {
        "INVALID_FIELD_FOR_INSERT_UPDATE", "VALIDATION_ERROR",
    };

    readonly Outbox outbox = new(lease);
    bool doubtsFields;
    bool missesField;

    /// <summary>Only lists what would be written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Ids of the only records to write; null for any.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <remarks>When the CRM refuses a field it was described with, it is asked anew what it has, by the next pass.</remarks>
    public async Task WriteAsync(
        InForce model, LoadedMap map, PassReport report, CancellationToken cancellationToken)
    {
        if (DryRun)
            report.Differences = [];
        foreach (var mapped in map.Objects)
            await WriteAsync(mapped, model, map.Owners, report, cancellationToken);

        var (rejected, waiting) = await outbox.CountAsync(cancellationToken);
        report.Rejected = rejected;
        report.Retrying = DryRun ? 0 : waiting;
        if (report.Rejected + report.Retrying > 0 && report.Status == PassStatus.Ok)
            report.Status = PassStatus.Degraded;
        if (doubtsFields)
            await Connections.ForgetFieldsAsync(lease.Database, lease.Connection, cancellationToken);
    }

    /// <summary>Once a field turns out to be gone, what is left of the object waits for the next pass, which asks what there is.</summary>
    async Task WriteAsync(
        MappedObject mapped, InForce model, IReadOnlyDictionary<string, Owner> owners, PassReport report, CancellationToken cancellationToken)
    {
        missesField = false;
        var rules = model.File.Model.Objects[mapped.Scope.Name];
        List<(LeadRow Lead, RecordWrite Write)> differing = [];
        var last = 0L;
        while (!missesField && await outbox.DueAsync(mapped.Scope.Name, Only, last, time.GetUtcNow(), Batch, cancellationToken) is { Count: > 0 } due)
        {
            List<LeadRow> settled = [];
            foreach (var lead in due)
            {
                var settings = model.Book.For(mapped.Scope.Name, owners.GetValueOrDefault(lead.Lead.ScoredOwnerId ?? ""));
                var standing = new Standing(lead.Lead.State(), lead.Recent, settings, model.File.Locale) { Elsewhere = lead.Lead.Elsewhere };
                var write = Wanted.Write(lead.Lead, standing, rules, mapped.Described);
                if (write.Fields.Count == 0)
                    settled.Add(lead.Lead);
                else
                    differing.Add((lead.Lead, write));
            }

            await outbox.SettleAsync(settled, cancellationToken);
            last = due[^1].Lead.LeadId;
            while (differing.Count >= Slice && !missesField)
                differing = await SendAsync(mapped.Described, differing, report, cancellationToken);
        }

        while (differing.Count > 0 && !missesField)
            differing = await SendAsync(mapped.Described, differing, report, cancellationToken);
    }

    /// <summary>
    /// Sends one slice and returns what is left. When the worker stops, a call under way is given time to end, what the CRM
    /// said is recorded, and no further call begins.
    /// </summary>
    async Task<List<(LeadRow Lead, RecordWrite Write)>> SendAsync(
        CrmObject described, List<(LeadRow Lead, RecordWrite Write)> differing, PassReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var slice = differing.Take(Slice).ToList();
        if (report.Differences is { } differences)
        {
            differences.AddRange(slice.SelectMany(pair => Wanted.Differences(pair.Lead, pair.Write)));
            return differing[slice.Count..];
        }

        List<Written> written = new(slice.Count);
        try
        {
            await foreach (var result in crm.WriteAsync(described, slice.ConvertAll(pair => pair.Write), cancellationToken))
            {
                var (lead, write) = slice[written.Count];
                written.Add(new(lead, result, result.Outcome == WriteOutcome.Accepted ? Wanted.ShownAfter(lead, write) : lead.Shown));
            }
        }
        finally
        {
            await RecordAsync(written, report);
        }

        return differing[slice.Count..];
    }

    async Task RecordAsync(List<Written> written, PassReport report)
    {
        await outbox.RecordAsync(written, time.GetUtcNow(), CancellationToken.None);
        report.Written += written.Count(write => write.Result.Outcome == WriteOutcome.Accepted);
        doubtsFields |= written.Any(write => write.Result.Code is { } code && FieldErrors.Contains(code));
        missesField |= written.Any(write => write.Result.Code is { } code && MissingField.Contains(code));
        foreach (var refused in written.Where(write => write.Result.Outcome == WriteOutcome.Rejected))
            logger.WriteRefused(report.Name, refused.Lead.Id, refused.Result.Code);
    }
}
