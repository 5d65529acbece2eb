using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class ActivityIntakeTests
{
    static readonly DateTimeOffset Noon = SomeCrm.Noon;

    static readonly CrmPerson Jane = new("Lead", "00Q1");

    [Test]
    public void An_activity_seen_for_the_first_time_is_one_event_for_each_person()
    {
        var kept = Take(Call() with { People = [Jane, new("Contact", "0031")] });

        Assert.That(kept.Events.Select(row => (row.Object, row.Id, row.Key, Stored.Time(row.OccurredAt))), Is.EqualTo([
            ("Lead", "00Q1", "Task/00T1/Lead/00Q1/CallInbound", Noon),
            ("Contact", "0031", "Task/00T1/Contact/0031/CallInbound", Noon)]));
    }

    [Test]
    public void The_same_activity_again_is_no_event()
    {
        var kept = Take(Call(), Known(Call()));

        Assert.That((kept.Activities.Count, kept.Events.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_touch_that_changes_nothing_of_interest_is_no_event()
    {
        var kept = Take(Call() with { Stamp = Noon.AddHours(3) }, Known(Call()));

        Assert.That(kept.Events, Is.Empty);
    }

    [Test]
    public void A_longer_call_is_another_event_about_the_same_activity_at_its_stamp()
    {
        var kept = Take(Call() with { Stamp = Noon.AddHours(3), Lasted = TimeSpan.FromSeconds(90) }, Known(Call()));

        var change = kept.Events.Single().Event();
        Assert.That((change.OccurredAt, change.Activity!.Key, change.Activity.Lasted),
            Is.EqualTo((Noon.AddHours(3), "Task/00T1/Lead/00Q1/CallInbound", TimeSpan.FromSeconds(90))));
    }

    [Test]
    public void A_deleted_activity_withdraws_what_it_told_once()
    {
        var deleted = Call() with { Stamp = Noon.AddHours(3), Standing = false };

        var kept = Take(deleted, Known(Call()));
        var again = Take(deleted with { Stamp = Noon.AddHours(4) }, kept.Activities);

        Assert.That(kept.Events.Select(row => row.Event().Activity!.Standing), Is.EqualTo([false]));
        Assert.That(again.Events, Is.Empty);
    }

    [Test]
    public void An_activity_that_never_stood_is_nothing()
    {
        Assert.That(Take(Call() with { Standing = false }).Events, Is.Empty);
    }

    [Test]
    public void A_person_who_no_longer_belongs_to_it_loses_it()
    {
        var kept = Take(Call() with { Stamp = Noon.AddHours(3), People = [new("Lead", "00Q2")] }, Known(Call()));

        Assert.That(kept.Events.Select(row => (row.Id, row.Event().Activity!.Standing)), Is.EquivalentTo([("00Q2", true), ("00Q1", false)]));
    }

    [Test]
    public void After_a_conversion_the_contacts_activity_is_the_leads()
    {
        var known = Known(Call()).Select(row => row with { Successor = "Contact/0031" }).ToList();

        var kept = Take(Call() with { Stamp = Noon.AddHours(3), People = [new("Contact", "0031")] }, known);

        Assert.That(kept.Events, Is.Empty);
    }

    [Test]
    public void A_change_after_the_conversion_goes_to_the_contact()
    {
        var known = Known(Call()).Select(row => row with { Successor = "Contact/0031" }).ToList();

        var kept = Take(Call() with { Stamp = Noon.AddHours(3), Standing = false, People = [new("Contact", "0031")] }, known);

        Assert.That(kept.Events.Select(row => (row.Object, row.Id, row.About)),
            Is.EqualTo([("Contact", "0031", "Task/00T1/Lead/00Q1/CallInbound")]));
    }

    [Test]
    public void An_activity_that_still_names_the_record_that_was_merged_away_is_the_survivors()
    {
        var known = Known(Call()).Select(row => row with { Id = "00Q2" }).ToList();

        var again = Take(Call() with { Stamp = Noon.AddHours(3) }, known);
        var longer = Take(Call() with { Stamp = Noon.AddHours(3), Lasted = TimeSpan.FromSeconds(90) }, known);

        Assert.That(again.Events, Is.Empty);
        Assert.That(longer.Events.Select(row => (row.Id, row.Event().Activity!.Standing)), Is.EqualTo([("00Q2", true)]));
    }

    [Test]
    public void Several_openings_of_one_mail_are_several_activities()
    {
        var mail = Call() with { Kind = ActivityKind.EmailOpened, Object = "EmailMessage" };

        var kept = Take([mail with { Occurrence = "1" }, mail with { Occurrence = "2" }], []);

        Assert.That(kept.Events.Select(row => row.Key), Is.Unique);
    }

    [Test]
    public void Nothing_happens_after_the_reply_that_tells_of_it()
    {
        var kept = Take(Call() with { At = Noon.AddHours(9) });

        Assert.That(Stored.Time(kept.Events.Single().OccurredAt), Is.EqualTo(Noon.AddHours(5)));
    }

    static CrmActivity Call() => new(ActivityKind.CallInbound, "Task", "00T1", Noon, Noon)
    {
        People = [Jane],
        Lasted = TimeSpan.FromSeconds(10),
    };

    static IReadOnlyList<ActivityRow> Known(CrmActivity activity) => Take(activity).Activities;

    static KeptActivities Take(CrmActivity activity, IReadOnlyList<ActivityRow>? known = null) => Take([activity], known ?? []);

    static KeptActivities Take(IReadOnlyList<CrmActivity> activities, IReadOnlyList<ActivityRow> known)
    {
        var scope = new ActivityScope(new HashSet<ActivityKind>(), new Dictionary<ActivityKind, IReadOnlyList<string>>(), ["Lead"]);
        var page = new ActivityPage(activities, activities.Count, null, Noon.AddHours(5));
        return new ActivityIntake("salesforce").Take(new("Task", "Task", scope), page, known.ToLookup(row => row.Record));
    }
}
