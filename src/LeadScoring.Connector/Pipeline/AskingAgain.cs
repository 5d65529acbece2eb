using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Rows that the CRM left out of an answer. They are remembered before the cursor moves past them, and asked for by their
/// ids once their stream has been read: in this pass, and in every later one until something is said of them. All other
/// rows go on meanwhile.
/// </summary>
sealed class AskingAgain(string stream, LeftOut open, PassReport report)
{
    /// <summary>With more of them the CRM is not answering at all, and the pass had better stop than go on without.</summary>
    const int Most = 500;

    public async Task RememberAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return;

        var all = (await open.ReadAsync(stream, cancellationToken)).Union(ids, StringComparer.Ordinal).ToList();
        if (all.Count > Most)
            throw new CrmException(CrmFailure.Unavailable, $"The CRM leaves out what it is asked of {all.Count:N0} rows of {stream}.");

        await open.KeepAsync(stream, all, cancellationToken);
    }

    /// <param name="ask">Asks for these, keeps what is answered, and gives those that were left out again.</param>
    public async Task AskAsync(Func<IReadOnlyList<string>, Task<IReadOnlyList<string>>> ask, CancellationToken cancellationToken)
    {
        var ids = await open.ReadAsync(stream, cancellationToken);
        if (ids.Count == 0)
            return;

        var words = "";
        try
        {
            ids = await ask(ids);
            await open.KeepAsync(stream, ids, cancellationToken);
        }
        catch (CrmException failure) when (failure.ConcernsItAlone)
        {
            words = $" {failure.Message}";
        }

        if (ids.Count > 0)
            Report(ids, words);
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
