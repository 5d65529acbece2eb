namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// What a batch read was asked for and does not speak of: under 207 with an error of another kind than that the record is
/// gone, or under 200 without a word. Nothing is known of such a record, least of all that it has not changed.
/// </summary>
static class HubSpotLeftOut
{
    /// <returns>
    /// None where as many records came unasked: those are survivors, which answer for the records merged into them, and
    /// not every read asks for the property that names these.
    /// </returns>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> asked, ObjectsReply reply)
    {
        var told = reply.Results.SelectMany(row => HubSpotProperties.Absorbed(row).Append(row.Id))
            .Concat(reply.Errors.Where(error => error.Category == HubSpotErrors.NotFound).SelectMany(error => error.Context?.GetValueOrDefault("ids") ?? []))
            .ToHashSet(StringComparer.Ordinal);
        string[] open = [.. asked.Where(id => !told.Contains(id)).Distinct(StringComparer.Ordinal)];
        return open.Length <= reply.Results.Select(row => row.Id).Except(asked, StringComparer.Ordinal).Count() ? [] : open;
    }
}
