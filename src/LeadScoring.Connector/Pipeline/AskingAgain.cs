using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Rows that the CRM left out of an answer. They are remembered before the cursor moves past them, and asked for by their
/// ids once their stream has been read: in this pass, and in every later one until something is said of them, or until
/// after an hour of silence the CRM does not list them any more. All other rows go on meanwhile.
/// </summary>
sealed class AskingAgain(string stream, LeftOut open, PassWindow window, PassReport report)
{
    /// <summary>With more of them the CRM is not answering at all, and the pass had better stop than go on without.</summary>
    const int Most = 500;

    static readonly TimeSpan silence = TimeSpan.FromHours(1);

    /// <summary>Asks for these, keeps what is answered, and gives those that were left out again.</summary>
    public required Func<IReadOnlyList<string>, Task<IReadOnlyList<string>>> Ask { get; init; }

    /// <summary>Gives those of these that the CRM lists.</summary>
    public required Func<IReadOnlyList<string>, Task<IReadOnlySet<string>>> List { get; init; }

    public async Task RememberAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;

        var rows = With(await open.ReadAsync(stream, cancellationToken));
        if (rows.Ids.Count > Most)
            rows = With((await ShrinkAsync(cancellationToken)).Rows);
        if (rows.Ids.Count > Most)
            throw new CrmException(CrmFailure.Unavailable, $"The CRM leaves out what it is asked of {rows.Ids.Count:N0} rows of {stream}.");

        await open.KeepAsync(stream, rows, cancellationToken);

        OpenRows With(OpenRows before) => before with { Ids = [.. before.Ids.Union(ids, StringComparer.Ordinal)] };
    }

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var (rows, words) = await ShrinkAsync(cancellationToken);
        if (rows.Ids.Count > 0)
            Report(rows.Ids, words);
    }

    /// <returns>What is still open, and why, if the CRM says.</returns>
    async Task<(OpenRows Rows, string Words)> ShrinkAsync(CancellationToken cancellationToken)
    {
        var rows = await open.ReadAsync(stream, cancellationToken);
        if (rows.Ids.Count == 0)
            return (rows, "");

        var words = "";
        try
        {
            rows = rows with { Ids = await Ask(rows.Ids) };
            var since = rows.LookedAt ?? window.Reached;
            var isSilent = since + silence <= window.Reached;
            rows = rows with { LookedAt = isSilent ? window.Reached : since };
            if (isSilent && rows.Ids.Count > 0)
            {
                var listed = await List(rows.Ids);
                rows = rows with { Ids = [.. rows.Ids.Where(listed.Contains)] };
            }
        }
        catch (CrmException failure) when (failure.ConcernsItAlone)
        {
            words = $" {failure.Message}";
        }

        await open.KeepAsync(stream, rows, cancellationToken);
        return (rows, words);
    }

    void Report(IReadOnlyList<string> ids, string words)
    {
        var first = string.Join(", ", ids.Take(5)) + (ids.Count > 5 ? ", ..." : "");
        report.Problems.Add(new(
            "left_out", $"The CRM does not answer for {ids.Count:N0} of {stream} ({first}), so their changes wait.{words}",
            "Every pass asks again by itself. If it lasts for hours, open these records, and ask the CRM's support about them."));
        if (report.Status == PassStatus.Ok)
            report.Status = PassStatus.Degraded;
    }
}
