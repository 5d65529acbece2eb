using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Alerts;

public sealed class AlertPlanTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly StatusRules Statuses = new() { Field = "Status", Points = new Dictionary<string, decimal>() };

    static readonly Owner[] Owners =
    [
        new("1") { Name = "Ann", Email = "ann@example.com" },
        new("2") { Name = "Bob", Email = "bob@example.com", Active = false },
        new("3") { Name = "Inbound", IsQueue = true },
        new("4") { Name = "Sales", Email = "sales@example.com" },
    ];

    [TestCase("1", "ann@example.com", "1", TestName = "An_active_owner_is_told")]
    [TestCase("2", "sales@example.com", "4", TestName = "For_an_inactive_owner_the_stand_in_is_told")]
    [TestCase("3", "sales@example.com", "4", TestName = "For_a_queue_the_stand_in_is_told")]
    [TestCase(null, "sales@example.com", "4", TestName = "Without_an_owner_the_stand_in_is_told")]
    [TestCase("9", "9", "9", TestName = "An_owner_whom_nobody_has_read_yet_is_told_by_id")]
    public void The_right_person_is_told(string? owner, string address, string person)
    {
        var planned = Plan(new() { FallbackTo = "sales@example.com" }).Of(Lead(owner), [Hot(Noon)], Statuses, standing: null);

        Assert.That(planned.Select(alert => (alert.Channel, alert.Recipient)), Is.EqualTo(new[]
        {
            (AlertChannel.Mail, address), (AlertChannel.Notification, person), (AlertChannel.Activity, person), (AlertChannel.Webhook, ""),
        }));
    }

    [Test]
    public void Without_a_stand_in_only_those_are_left_that_need_nobody()
    {
        var planned = Plan(new()).Of(Lead("3"), [Hot(Noon)], Statuses, standing: null);

        Assert.That(planned.Select(alert => alert.Channel), Is.EqualTo([AlertChannel.Activity, AlertChannel.Webhook]));
    }

    [TestCase(0, 4)]
    [TestCase(-1, 0)]
    public void A_crossing_of_the_moment_the_connection_went_live_is_after_it(int milliseconds, int alerts)
    {
        var crossing = Hot(Noon.AddMilliseconds(milliseconds));

        Assert.That(Plan(new(), goLive: Noon).Of(Lead("1"), [crossing], Statuses, standing: null), Has.Count.EqualTo(alerts));
    }

    [Test]
    public void A_crossing_has_one_id_however_often_it_is_planned()
    {
        var first = Plan(new()).Of(Lead("1"), [Hot(Noon)], Statuses, standing: null);
        var again = Plan(new()).Of(Lead("1"), [Hot(Noon)], Statuses, standing: null);
        var next = Plan(new()).Of(Lead("1"), [Hot(Noon.AddSeconds(1))], Statuses, standing: null);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(next[0].Crossing, Is.Not.EqualTo(first[0].Crossing));
    }

    [Test]
    public void A_crossing_that_ended_is_no_news()
    {
        var cold = new Crossing(Hot: false, Noon.AddMinutes(1), CrossingCause.Timer);

        Assert.That(Plan(new()).Of(Lead("1"), [Hot(Noon), cold], Statuses, standing: null), Is.Empty);
    }

    static Crossing Hot(DateTimeOffset at) => new(Hot: true, at, CrossingCause.Points);

    static LeadRow Lead(string? owner) => new() { Connection = "salesforce", Object = "Lead", Id = "00Q1", ScoredOwnerId = owner };

    static AlertPlan Plan(AlertOptions options, DateTimeOffset? goLive = null) => new(
        new AlertRules { Mail = new([MailRule.Owner], MailVia.Auto), Notification = true, Activity = true, Webhook = true },
        options, Owners.ToDictionary(owner => owner.Id), goLive ?? Noon.AddDays(-1), Noon.AddHours(1));
}
