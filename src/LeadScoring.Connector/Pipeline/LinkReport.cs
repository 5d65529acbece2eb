using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Tells of records that cannot be linked, in the pass after which there are more of them; check tells of them at any time.
/// </summary>
sealed class LinkReport(People people)
{
    /// <summary>What to do about it.</summary>
    public const string Remedy =
        "Merge the records, or correct the addresses: a person is linked when one record in each CRM has the address.";

    int known;

    public async Task BeginAsync(CancellationToken cancellationToken) => known = (await people.AmbiguousAsync(cancellationToken)).Count;

    public async Task EndAsync(PassReport report, CancellationToken cancellationToken)
    {
        var found = await people.AmbiguousAsync(cancellationToken);
        if (found.Count > known)
            report.Problems.Add(new("address_not_unique", Message(found), Remedy));
    }

    public static string Message(Ambiguous found) =>
        $"Not linked to the other CRM, because several records of one CRM have the address: {found.Count} "
        + $"({string.Join(", ", found.Some)}{(found.Count > found.Some.Count ? ", ..." : "")}).";
}
