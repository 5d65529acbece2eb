using System.Security.Cryptography;
using System.Text;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// A mapping file may come to look at fields that were not read before. What all records hold there is read once, from the
/// oldest on, some pages in each pass, so that the first change is seen as one and criteria know everybody.
/// </summary>
sealed class Baseline(ICrm crm, Inbox inbox, PassWindow window, ILogger logger)
{
    /// <summary>Pages in one pass, so that the changes of the day do not wait long.</summary>
    const int PagesAtOnce = 100;

    /// <param name="isFirst">The pass that reads everything anyway.</param>
    public async Task ReadAsync(
        CrmStream stream, Intake intake, bool isFirst, PassReport report, CancellationToken cancellationToken)
    {
        if (intake.Looked is not { Count: > 0 } looked)
            return;

        var own = stream with { Name = $"{stream.Scope.Name}:baseline:{Hash(looked)}", HistoryFields = [] };
        var cursor = await inbox.CursorAsync(own.Name, cancellationToken);
        if (isFirst)
            await inbox.ReachedAsync([own.Name], Done, cancellationToken);
        else if (!(cursor?.At >= Done) && await ReadAsync(own, intake, cursor, report, cancellationToken))
            await inbox.ReachedAsync([own.Name], Done, cancellationToken);
    }

    /// <summary>The place of a baseline that is complete.</summary>
    static DateTimeOffset Done => DateTimeOffset.MaxValue.AddYears(-1);

    /// <returns>Whether the end was reached.</returns>
    async Task<bool> ReadAsync(CrmStream stream, Intake intake, Cursor? cursor, PassReport report, CancellationToken cancellationToken)
    {
        var pages = 0;
        await foreach (var page in crm.ReadAsync(stream, new(cursor, window.Until, ReadWindow.Nothing), cancellationToken))
        {
            var bounded = window.Bounded(page);
            var known = await inbox.KnownAsync(stream.Scope.Name, [.. bounded.Records.Select(record => record.Id)], cancellationToken);
            report.Changes += await inbox.KeepAsync(intake.Take(stream, bounded, known, behind: false), cancellationToken);
            report.Read += page.Rows;
            logger.PageRead(report.Name, stream.Name, page.Rows, page.Cursor?.At);
            if (++pages == PagesAtOnce)
                return false;
        }

        return true;
    }

    static string Hash(IEnumerable<string> fields) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', fields.Order(StringComparer.Ordinal)))))[..12];
}
