using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Turns a page of activities into what is kept of it: one event for each person when an activity is first seen, and
/// another whenever the CRM says something else of it. Does no I/O.
/// </summary>
sealed class ActivityIntake(string connection)
{
    /// <summary>The name under which the store knows the record of an activity.</summary>
    public static string RecordOf(CrmActivity activity) => RecordOf(activity.Object, activity.Id);

    /// <inheritdoc cref="RecordOf(CrmActivity)"/>
    public static string RecordOf(string objectName, string id) => $"{objectName}/{id}";

    /// <param name="known">The activities known so far, by the record that told of them.</param>
    public KeptActivities Take(ActivityStream stream, ActivityPage page, ILookup<string, ActivityRow> known)
    {
        List<ActivityRow> rows = [];
        List<EventRow> events = [];
        foreach (var activity in page.Activities)
        {
            var before = known[RecordOf(activity)].Where(row => row.What == What(activity)).ToList();
            foreach (var person in activity.People)
                Take(activity, person, before, page, rows, events);
            foreach (var row in before.Where(row => !activity.People.Any(person => IsOf(row, activity, person))))
                Change(row, activity with { Standing = false }, page, rows, events);
        }

        return new(stream.Name, rows, events, page.Cursor);
    }

    /// <summary>Activities that are found to be gone, at a moment that the CRM does not tell.</summary>
    public static KeptActivities Withdraw(ActivityStream stream, IReadOnlyList<ActivityRow> gone, DateTimeOffset at)
    {
        var rows = gone.Select(row => row with { Standing = false }).ToList();
        return new(stream.Name, rows, rows.ConvertAll(row => EventOf(
            row, FormattableString.Invariant($"{row.About}@{Stored.Time(at)}"), at, at) with
        { Estimated = true }), Cursor: null);
    }

    void Take(
        CrmActivity activity, CrmPerson person, List<ActivityRow> known, ActivityPage page, List<ActivityRow> rows, List<EventRow> events)
    {
        var about = AboutOf(activity, person);
        if (known.Find(row => IsOf(row, activity, person)) is { } before)
        {
            Change(before.About == about ? before : before with { Object = person.Object, Id = person.Id }, activity, page, rows, events);
            return;
        }

        if (!activity.Standing)
            return;

        var row = RowOf(activity, person, about);
        rows.Add(row);
        events.Add(EventOf(row, about, activity.At, page.ServerTime));
    }

    /// <summary>What is said of a known activity now; the same as before is no event.</summary>
    static void Change(ActivityRow before, CrmActivity activity, ActivityPage page, List<ActivityRow> rows, List<EventRow> events)
    {
        var row = before with { Stamp = Stored.Time(activity.Stamp), Standing = activity.Standing, Facts = Facts.Of(activity) };
        if (row.Stamp < before.Stamp || (row.Standing == before.Standing && (row.Facts == before.Facts || !row.Standing)))
            return;

        rows.Add(row);
        events.Add(EventOf(row, FormattableString.Invariant($"{row.About}@{row.Stamp}"), activity.Stamp, page.ServerTime));
    }

    /// <summary>
    /// After a conversion or a merge the CRM tells the activities of the old record with the new one, though of some it still
    /// names the old one.
    /// </summary>
    static bool IsOf(ActivityRow row, CrmActivity activity, CrmPerson person) =>
        (row.Object == person.Object && row.Id == person.Id) || row.Successor == $"{person.Object}/{person.Id}"
        || row.About == AboutOf(activity, person);

    static string AboutOf(CrmActivity activity, CrmPerson person) => $"{RecordOf(activity)}/{person.Object}/{person.Id}/{What(activity)}";

    static string What(CrmActivity activity) =>
        activity.Occurrence.Length == 0 ? activity.Kind.ToString() : $"{activity.Kind}/{activity.Occurrence}";

    ActivityRow RowOf(CrmActivity activity, CrmPerson person, string about) => new()
    {
        Connection = connection,
        About = about,
        Record = RecordOf(activity),
        What = What(activity),
        Object = person.Object,
        Id = person.Id,
        Stamp = Stored.Time(activity.Stamp),
        Standing = activity.Standing,
        Facts = Facts.Of(activity),
    };

    static EventRow EventOf(ActivityRow row, string key, DateTimeOffset at, DateTimeOffset told) => new()
    {
        Connection = row.Connection,
        Key = key,
        Object = row.Object,
        Id = row.Id,
        Kind = (int)EventKind.Activity,
        OccurredAt = Stored.Time(at < told ? at : told),
        ObservedAt = Stored.Time(told),
        Value = row.Standing ? EventRow.Standing : null,
        About = row.About,
        Facts = row.Facts,
        Source = (int)EventSource.History,
    };
}
