using System.Collections.Frozen;
using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// When a mail was opened and its links clicked. HubSpot counts both; the history of the count tells the time of every
/// increase. It is read for mails that were opened at all.
/// </summary>
sealed class HubSpotOpenings(HubSpotHistory history)
{
    static readonly (ActivityKind Kind, string Count)[] counts =
        [(ActivityKind.EmailOpened, HubSpotActivityQuery.Opens), (ActivityKind.EmailClicked, HubSpotActivityQuery.Clicks)];

    /// <returns>With the mails whose history was not answered: of those nothing can be told.</returns>
    public async Task<(IReadOnlyList<CrmActivity> Activities, IReadOnlySet<string> LeftOut)> ReadAsync(
        ActivityStream stream, IReadOnlyList<CrmRecord> mails, CancellationToken cancellationToken)
    {
        var wanted = counts.Where(count => stream.Wants(count.Kind)).ToArray();
        CrmRecord[] opened = [.. mails.Where(mail => Array.Exists(wanted, count => Number(mail.Fields.GetValueOrDefault(count.Count)) > 0))];
        if (opened.Length == 0)
            return ([], FrozenSet<string>.Empty);

        var (steps, leftOut) = await history.ReadAsync(
            stream.Object, [.. wanted.Select(count => count.Count)], [.. opened.Select(mail => mail.Id).Distinct()], cancellationToken);
        var byMail = steps.ToLookup(step => (step.RecordId, step.Field));
        return (
            [
                .. opened.Where(mail => !leftOut.Contains(mail.Id))
                    .SelectMany(mail => wanted.SelectMany(count => Of(stream, mail, count.Kind, count.Count, [.. byMail[(mail.Id, count.Count)]]))),
            ],
            leftOut);
    }

    static IEnumerable<CrmActivity> Of(ActivityStream stream, CrmRecord mail, ActivityKind kind, string count, FieldChange[] steps)
    {
        var times = steps.Where(step => Number(step.NewValue) > Number(step.OldValue)).Select(step => step.At).Distinct().ToArray();
        foreach (var at in times)
            yield return HubSpotActivityRows.Activity(stream, mail, kind, at) with { Occurrence = CrmTime.Milliseconds(at) };

        // Should an account keep no history of the count, what is seen of it is all there is.
        if (times.Length == 0 && mail.Fields.GetValueOrDefault(count) is { } number && Number(number) > 0)
            yield return HubSpotActivityRows.Activity(stream, mail, kind, mail.Stamp) with { Occurrence = number };
    }

    static decimal Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
