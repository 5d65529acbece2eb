using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class LeadFolderTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Events_are_folded_in_crm_time_whatever_their_order_of_arrival()
    {
        var folded = Fold(Changed(Status.Converted, Noon.AddHours(2)), Changed(Status.Open, Noon), Changed(Status.Working, Noon.AddHours(1)));

        Assert.That(folded.Entries.Select(entry => entry.Rule), Is.EqualTo([Status.Open, Status.Working, Status.Converted]));
    }

    [Test]
    public void A_first_sight_without_history_is_the_status_since_creation()
    {
        var folded = Fold(Seen(Status.Working));

        Assert.That(folded.Entries.Select(entry => (entry.Rule, entry.OccurredAt, entry.Estimated)),
            Is.EqualTo([(Status.Working, Stored.Time(Noon.AddDays(-9)), true)]));
    }

    [Test]
    public void The_first_row_of_the_history_tells_what_the_record_was_created_with()
    {
        var folded = Fold(Seen(Status.Working), Changed(Status.Working, Noon) with { OldValue = Status.Open });

        Assert.That(folded.Entries.Select(entry => (entry.Rule, entry.OccurredAt)),
            Is.EqualTo([(Status.Open, Stored.Time(Noon.AddDays(-9))), (Status.Working, Stored.Time(Noon))]));
    }

    [Test]
    public void Before_the_replay_begins_only_the_standing_status_counts()
    {
        var folded = Fold(Changed(Status.Open, Noon.AddDays(-50)), Changed(Status.Working, Noon.AddDays(-40)), Changed(Status.Converted, Noon));

        Assert.That(folded.Entries.Select(entry => entry.Rule), Is.EqualTo([Status.Working, Status.Converted]));
    }

    [Test]
    public void A_removal_happens_when_the_history_of_the_flag_says()
    {
        var hot = Fold(Changed(Status.Working, Noon)).Lead;
        var removed = Event(EventKind.Removed, "hot", Noon.AddHours(3), null);
        var told = removed with { Kind = EventKinds.Flag, Key = "flag", OccurredAt = Stored.Time(Noon.AddHours(1)), Value = "false" };

        var folded = FolderOf().Fold(new(hot, [removed, told]));

        Assert.That((folded.Lead.Hot, folded.Lead.LastRemovalAt), Is.EqualTo((false, Stored.Time(Noon.AddHours(1)))));
    }

    [Test]
    public void A_removal_that_nobody_can_date_is_nobodys()
    {
        var hot = Fold(Changed(Status.Working, Noon)).Lead;

        var folded = FolderOf().Fold(new(hot, [Event(EventKind.Removed, "hot", Noon.AddHours(3), null) with { Estimated = true }]));

        Assert.That(folded.Lead.Hot);
    }

    [Test]
    public void A_lead_that_nothing_changes_needs_no_write()
    {
        var hot = Fold(Changed(Status.Working, Noon)).Lead;

        var folded = FolderOf().Fold(new(hot, []));

        Assert.That((folded.Changed, folded.Entries.Count, folded.Lead), Is.EqualTo((false, 0, hot)));
    }

    [Test]
    public void A_lead_judged_by_another_model_is_judged_anew_from_the_moment_that_model_took_force()
    {
        var hot = Fold(Changed(Status.Working, Noon)).Lead with { Model = "before" };
        var folder = FolderOf(hotAt: 8, modelAt: Noon.AddHours(5));

        var folded = folder.Fold(new(hot, []));

        Assert.That((folded.Lead.Hot, folded.Lead.Model, folded.Lead.LastCooledAt), Is.EqualTo((false, "now", Stored.Time(Noon.AddHours(5)))));
    }

    static FoldedLead Fold(params EventRow[] events) =>
        FolderOf().Fold(new(new() { Connection = "salesforce", Object = "Lead", Id = "1", Stamp = 1, Model = "now" }, events));

    static LeadFolder FolderOf(decimal hotAt = 5, DateTimeOffset? modelAt = null)
    {
        var statuses = new StatusRules
        {
            Field = "Status",
            Points = new Dictionary<string, decimal> { [Status.Open] = 4, [Status.Working] = 7, [Status.Converted] = 8 },
        };
        var model = new ScoringModel
        {
            Hash = "now",
            Objects = new Dictionary<string, ObjectRules>
            {
                ["Lead"] = new("Lead", statuses, new Dictionary<WrittenField, string> { [WrittenField.Hot] = "Hot_Lead__c" }),
            },
            Company = new("company") { Scoring = new() { HotAt = hotAt } },
        };
        return new(new(new SettingsBook(model), new Dictionary<string, Owner>(), modelAt, Noon.AddDays(-30), Noon.AddDays(1)));
    }

    static EventRow Changed(string status, DateTimeOffset at) => Event(EventKind.Status, $"Status/{status}", at, status);

    static EventRow Seen(string status) =>
        Event(EventKind.Status, "seen", Noon.AddDays(-9), status) with { Kind = EventKinds.Seen, Estimated = true };

    static EventRow Event(EventKind kind, string field, DateTimeOffset at, string? value) => new()
    {
        Connection = "salesforce",
        Key = $"Lead/1/{field}/{Stored.Time(at)}",
        Object = "Lead",
        Id = "1",
        Kind = (int)kind,
        OccurredAt = Stored.Time(at),
        ObservedAt = Stored.Time(at),
        Value = value,
    };
}
