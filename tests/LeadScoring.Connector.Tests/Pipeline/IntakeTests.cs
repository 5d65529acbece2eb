using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class IntakeTests
{
    [Test]
    public void A_record_seen_for_the_first_time_is_kept_with_what_its_status_shows()
    {
        var page = SomePages.Take(SomePages.Page(SomePages.Record(Status.Working)), known: null);

        Assert.That(page.Leads.Select(lead => (lead.Id, lead.SeenStatus)), Is.EqualTo([("1", Status.Working)]));
        Assert.That(page.Events.Select(row => (row.Kind, row.Value)), Is.EqualTo([(EventKinds.Seen, Status.Working)]));
    }

    [Test]
    public void A_history_from_the_first_value_on_makes_the_first_sight_no_change_of_its_own()
    {
        var record = SomePages.Record(Status.Working);
        var first = new FieldChange("Lead", "1", "Status", null, Status.Working, record.Stamp, "0000", IsFirst: true);

        var page = SomePages.Take(SomePages.Page(record) with { Changes = [first] }, known: null);

        Assert.That(page.Events.Select(row => (row.Kind, row.Value)), Is.EqualTo([(EventKinds.Status, Status.Working)]));
    }

    [Test]
    public void A_record_without_status_is_kept_without_event()
    {
        var page = SomePages.Take(SomePages.Page(SomePages.Record(status: null)), known: null);

        Assert.That((page.Leads.Count, page.Events.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void A_record_read_again_tells_nothing()
    {
        var record = SomePages.Record(Status.Working);
        var known = SomePages.Take(SomePages.Page(record), known: null).Leads[0];

        var again = SomePages.Take(SomePages.Page(record), known);

        Assert.That((again.Leads.Count, again.Events.Count, again.Differing.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public void Without_history_another_status_is_an_event_at_the_stamp_of_the_record()
    {
        var known = SomePages.Take(SomePages.Page(SomePages.Record(Status.Open)), known: null, EventSource.Latest).Leads[0];
        var later = SomePages.Noon.AddMinutes(5);

        var page = SomePages.Take(SomePages.Page(SomePages.Record(Status.Working, later)), known, EventSource.Latest);

        Assert.That(page.Events.Select(row => (row.Kind, row.Value, Stored.Time(row.OccurredAt))), Is.EqualTo([(EventKinds.Status, Status.Working, later)]));
    }

    [TestCase("false", true, EventKind.Removed)]
    [TestCase("true", false, EventKind.Ticked)]
    public void A_flag_that_differs_from_what_was_confirmed_was_changed_by_a_person(string shown, bool wanted, EventKind kind)
    {
        var confirmed = new Dictionary<string, string?> { ["Hot_Lead__c"] = wanted ? "true" : null };
        var known = SomePages.Take(SomePages.Page(SomePages.Record(Status.Open)), known: null).Leads[0] with
        {
            Hot = wanted,
            Shown = Shown.Pack(confirmed),
            ConfirmedAt = Stored.Time(SomePages.Noon),
        };

        var page = SomePages.Take(SomePages.Page(SomePages.Record(Status.Open, SomePages.Noon.AddMinutes(1), hot: shown)), known);

        Assert.That(page.Events.Select(row => row.Kind), Is.EqualTo([(int)kind]));
    }

    [Test]
    public void A_row_older_than_our_last_write_does_not_tell_what_the_crm_shows()
    {
        var known = SomePages.Take(SomePages.Page(SomePages.Record(Status.Open)), known: null).Leads[0] with
        {
            Hot = true,
            Shown = """{"Hot_Lead__c":"true"}""",
            ConfirmedAt = Stored.Time(SomePages.Noon.AddMinutes(2)),
        };

        var page = SomePages.Take(SomePages.Page(SomePages.Record(Status.Working, SomePages.Noon.AddMinutes(1), hot: "false")), known);

        Assert.That((page.Events.Count, page.Leads[0].Shown), Is.EqualTo((0, known.Shown)));
    }

    [Test]
    public void The_history_of_a_record_not_seen_yet_mentions_it()
    {
        var change = new FieldChange("Lead", "9", "Status", Status.Open, Status.Working, SomePages.Noon, "017", IsFirst: false);

        var page = SomePages.Take(new([], [change], null, SomePages.Noon), known: null);

        Assert.That((page.Mentioned.Single(), page.Events.Single().OldValue), Is.EqualTo(("9", Status.Open)));
    }
}
