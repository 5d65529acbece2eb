using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Reads the records of an object, and its history, page by page.</summary>
sealed class SalesforceReader(SalesforcePages pages)
{
    public async IAsyncEnumerable<CrmPage> RecordsAsync(
        CrmStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = SalesforceQuery.Records(stream);
        await foreach (var (reply, end) in pages.ReadAsync(query, window, cancellationToken))
            yield return new([.. reply.Body.Records.Select(row => Record(stream.Scope.Name, row))], [], end, reply.Date) { Took = reply.Elapsed, Total = reply.Body.TotalSize };
    }

    /// <summary>The last second of a page waits for the next page: the rows of one second are put in order together.</summary>
    public async IAsyncEnumerable<CrmPage> HistoryAsync(
        CrmStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = new List<FieldChange>();
        await foreach (var (reply, end) in pages.ReadAsync(SalesforceQuery.History(stream), window, cancellationToken))
        {
            held.AddRange(reply.Body.Records.Where(SalesforceHistory.Counts).Select(row => Change(stream, row)));
            var isLast = reply.Body.NextRecordsUrl is null;
            var ready = isLast ? held.Count : held.FindLastIndex(change => change.At < held[^1].At) + 1;
            if (ready == 0 && !isLast)
                continue;

            var changes = held[..ready];
            held.RemoveRange(0, ready);
            yield return new([], SalesforceHistory.InOrder(changes), isLast ? End(changes, end) : Place(changes[^1]), reply.Date) { Took = reply.Elapsed, Total = reply.Body.TotalSize };
        }
    }

    /// <summary>The last page may be empty and have no end, and still bring what was held.</summary>
    static Cursor? End(List<FieldChange> changes, Cursor? end) => end ?? (changes is [.., var last] ? Place(last) : null);

    static Cursor Place(FieldChange change) => new(change.At, change.Order);

    static CrmRecord Record(string name, CrmRow row) =>
        new(name, row.Text("Id"), row.Time("CreatedDate"), row.Time("SystemModstamp"), row.Values)
        {
            OwnerId = row["OwnerId"],
            Name = row["Name"],
            Email = row["Email"],
            IsDeleted = row["IsDeleted"] == "true",
            MergedInto = row["MasterRecordId"],
            Converted = row["IsConverted"] == "true"
                ? new("Contact", row["ConvertedContactId"], CrmTime.Parse(row["ConvertedDate"]))
                : null,
        };

    static FieldChange Change(CrmStream stream, CrmRow row) => new(
        stream.Scope.Name,
        row.Text($"{stream.Scope.Name}Id"),
        stream.HistoryFields.FirstOrDefault(field => string.Equals(field, row["Field"], StringComparison.OrdinalIgnoreCase)) ?? row.Text("Field"),
        row["OldValue"],
        row["NewValue"],
        row.Time("CreatedDate"),
        row.Text("Id"),
        IsFirst: false);
}
