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
        var planned = Of(Plan(new() { FallbackTo = "sales@example.com" }), owner, Hot(Noon));

        Assert.That(planned.Select(alert => (alert.Channel, alert.Recipient)), Is.EqualTo(new[]
        {
            (AlertChannel.Mail, address), (AlertChannel.Notification, person), (AlertChannel.Activity, person), (AlertChannel.Webhook, ""),
        }));
    }

    [TestCase("jane..doe@example.com")]
    [TestCase("a@b@example.com")]
    public void An_address_that_is_none_is_not_written_to(string address)
    {
        var owners = new[] { new Owner("1") { Email = address } };

        Assert.That(Of(Plan(new(), owners: owners), "1", Hot(Noon))[0].Recipient, Is.EqualTo("1"), "until the CRM has a better one");
        Assert.That(Of(Plan(new() { FallbackTo = "sales@example.com" }, owners: owners), "1", Hot(Noon))[0].Recipient, Is.EqualTo("sales@example.com"));
    }

    [Test]
    public void Of_two_crossings_the_one_counts_by_which_the_lead_is_hot()
    {
        var planned = Plan(new()).Of(Lead("1", Noon), [Hot(Noon), Hot(Noon.AddSeconds(1))]);

        Assert.That(planned.Select(alert => alert.At), Is.All.EqualTo(Noon).And.Exactly(4).Items);
    }

    [Test]
    public void An_object_that_is_read_for_the_first_time_is_not_live()
    {
        var contact = Lead("1", Noon) with { Object = "Contact" };

        Assert.That(Plan(new()).Of(contact, [Hot(Noon)]), Is.Empty);
    }

    [Test]
    public void Without_a_stand_in_only_those_are_left_that_need_nobody()
    {
        var planned = Of(Plan(new()), "3", Hot(Noon));

        Assert.That(planned.Select(alert => alert.Channel), Is.EqualTo([AlertChannel.Activity, AlertChannel.Webhook]));
    }

    [TestCase(0, 4)]
    [TestCase(-1, 0)]
    public void A_crossing_of_the_moment_the_connection_went_live_is_after_it(int milliseconds, int alerts)
    {
        var crossing = Hot(Noon.AddMilliseconds(milliseconds));

        Assert.That(Of(Plan(new(), goLive: Noon), "1", crossing), Has.Count.EqualTo(alerts));
    }

    [Test]
    public void A_crossing_has_one_id_however_often_it_is_planned()
    {
        var first = Of(Plan(new()), "1", Hot(Noon));
        var again = Of(Plan(new()), "1", Hot(Noon));
        var next = Of(Plan(new()), "1", Hot(Noon.AddSeconds(1)));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(next[0].Crossing, Is.Not.EqualTo(first[0].Crossing));
    }

    [Test]
    public void A_crossing_that_ended_is_no_news()
    {
        var cold = new Crossing(Hot: false, Noon.AddMinutes(1), CrossingCause.Timer);
        Assert.That(Of(Plan(new()), "1", Hot(Noon), cold), Is.Empty);
    }

    static Crossing Hot(DateTimeOffset at) => new(Hot: true, at, CrossingCause.Points);

    /// <summary>Hot since the crossing, unless that has ended.</summary>
    static LeadRow Lead(string? owner, DateTimeOffset? hotSince) => new()
    {
        Connection = "salesforce",
        Object = "Lead",
        Id = "00Q1",
        ScoredOwnerId = owner,
        Hot = hotSince is not null,
        HotSince = Stored.Time(hotSince),
    };

    static IReadOnlyList<PlannedAlert> Of(AlertPlan plan, string? owner, params Crossing[] crossings) => plan.Of(
        Lead(owner, crossings is [.., { Hot: true } last] ? last.At : null), crossings);

    static AlertPlan Plan(AlertOptions options, DateTimeOffset? goLive = null, Owner[]? owners = null) => new(
        new AlertRules { Mail = new([MailRule.Owner], MailVia.Auto), Notification = true, Activity = true, Webhook = true },
        options, (owners ?? Owners).ToDictionary(owner => owner.Id), new Dictionary<string, DateTimeOffset> { ["Lead"] = goLive ?? Noon.AddDays(-1) },
        Noon.AddHours(1));
}
