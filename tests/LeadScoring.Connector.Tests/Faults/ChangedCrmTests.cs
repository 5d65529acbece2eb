using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Sandbox.HubSpot;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F19 and F20: fields, permissions, statuses and versions that are not what they were.</summary>
sealed class ChangedCrmTests
{
    [Test]
    public async Task P21_F19_A_status_field_that_may_not_be_seen_for_a_while_loses_nothing()
    {
        await using var days = await SalesDays.BeginAsync(Play.Lead);
        var org = days.Stage.Host.World.Salesforce;
        var before = days.Cursors;

        org.HideField("Lead", "Status");
        var hidden = await days.PassAsync();
        org.ShowField("Lead", "Status");
        var back = await days.PassAsync();

        Assert.That((hidden.Status, hidden.Changes), Is.EqualTo((PassStatus.Degraded, 0)));
        Assert.That(hidden.Problems.Select(problem => problem.Code), Is.EqualTo(["field_missing"]));
        Assert.That(days.Cursors, Is.Not.EqualTo(before));
        Assert.That(back.Status, Is.EqualTo(PassStatus.Ok));
        await days.AssertEndsWellAsync();
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P21_F19_A_right_to_read_that_is_lost_for_a_while_pauses_the_object_and_loses_nothing(Play play)
    {
        await using var days = await SalesDays.BeginAsync(play);
        var before = days.Cursors;
        days.Line.Refuse(int.MaxValue, call => call.ReadsRecords, Replies.Refusal(play.Crm, HttpStatusCode.Forbidden, "INSUFFICIENT_ACCESS", "no"));

        var refused = await days.PassAsync();
        days.Line.Mend();
        var back = await days.PassAsync();

        Assert.That(refused.Problems.Select(problem => problem.Code), Does.Contain("object_paused"));
        Assert.That((refused.Status, refused.Written, back.Status), Is.EqualTo((PassStatus.Failed, 0, PassStatus.Ok)));
        Assert.That(before, Is.Not.EqualTo(days.Cursors));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task P21_F19_A_right_to_read_owners_that_is_lost_for_a_while_stops_nothing(
        [ValueSource(typeof(Play), nameof(Play.EachCrm))] Play play, [Values(HttpStatusCode.Forbidden, HttpStatusCode.NotFound)] HttpStatusCode status)
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Line.Refuse(
            int.MaxValue, call => call.Kind == "owners" || call.Address.Contains("FROM User", StringComparison.Ordinal),
            Replies.Refusal(play.Crm, status, "INSUFFICIENT_ACCESS", "no"));

        var without = await days.PassAsync();

        Assert.That((without.Status, without.Written), Is.EqualTo((PassStatus.Degraded, 225)));
        Assert.That(without.Problems.Select(problem => (problem.Code, problem.Remedy.Length > 0)), Is.EqualTo([("owners_unreadable", true)]));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task P21_F19_A_written_field_that_may_not_be_edited_for_a_while_is_caught_up_with()
    {
        await using var days = await SalesDays.BeginAsync(Play.Lead);
        var org = days.Stage.Host.World.Salesforce;

        org.ShowField("Lead", Play.Lead.Reasons, isUpdateable: false);
        var locked = await days.PassAsync();
        org.ShowField("Lead", Play.Lead.Reasons);

        Assert.That((locked.Status, locked.BecameHot), Is.EqualTo((PassStatus.Degraded, 220)));
        await days.Stage.PassAsync();
        await days.AssertEndsWellAsync();
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task F19_A_written_field_that_is_removed_and_made_anew_is_filled_again(Play play)
    {
        await using var days = await SalesDays.BeginAsync(play);

        Remove(days, play.Reasons);
        await days.PassAsync();
        var without = await days.PassAsync();
        MakeAnew(days, play.Reasons);
        days.Stage.Clock.Advance(TimeSpan.FromHours(2));
        var back = await days.PassAsync();

        Assert.That((without.Status, back.Status), Is.EqualTo((PassStatus.Degraded, PassStatus.Ok)));
        Assert.That(without.Problems.Select(problem => problem.Code), Is.EqualTo(["field_missing"]));
        Assert.That(days.People.Skip(50).Take(50).Select(days.Stage.Reasons), Is.All.StartsWith(Status.Working));
        await days.AssertEndsWellAsync();
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P21_F19_A_status_that_no_mapping_names_is_reported_and_scores_nothing(Play play)
    {
        await using var days = await SalesDays.BeginAsync(play);
        var at = days.Stage.Now;
        days.Stage.SetAtOnce(days.People[100], Status.Unmapped, at);
        days.Stage.SetAtOnce(days.People[100], Status.Working, at.AddSeconds(1));
        var report = await days.PassAsync();

        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["status_unmapped"]));
        Assert.That(days.Stage.Score(days.People[100]), Is.EqualTo(days.Stage.Score(days.People[101])));
    }

    [Test]
    public async Task F19_A_renamed_label_of_a_status_changes_nothing()
    {
        await using var days = await SalesDays.BeginAsync(Play.Lead);
        var org = days.Stage.Host.World.Salesforce;
        foreach (var id in org.Ids($"SELECT Id FROM LeadStatus WHERE ApiName = '{Status.Working}'"))
            org.SetField("LeadStatus", id, "MasterLabel", "In conversation");

        var report = await days.PassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        await days.AssertEndsWellAsync();
    }

    [TestCase(HttpStatusCode.Gone)]
    [TestCase(HttpStatusCode.NotFound)]
    public async Task P23_F20_A_version_that_is_gone_fails_the_pass_until_another_is_set(HttpStatusCode status)
    {
        foreach (var play in Play.EachCrm)
        {
            await using var days = await SalesDays.BeginAsync(play);
            var version = days.Stage.Connection.ApiVersion;
            days.Line.Refuse(
                int.MaxValue, call => call.Address.Contains(version, StringComparison.Ordinal),
                Replies.Refusal(play.Crm, status, status == HttpStatusCode.Gone ? "UNSUPPORTED_API_VERSION" : "NOT_FOUND", "no such version"));

            var report = await days.PassAsync();
            days.Stage.Connection = days.Stage.Connection with { ApiVersion = play.Crm == CrmKind.Salesforce ? "66.0" : "2026-03" };
            var next = await days.PassAsync();

            Assert.That((report.Status, report.ExitCode, next.Status), Is.EqualTo((PassStatus.Failed, 1, PassStatus.Ok)));
            Assert.That(report.Problems.Select(problem => (problem.Code, problem.Remedy.Contains("ApiVersion", StringComparison.Ordinal))), Is.EqualTo([("api_version", true)]));
            await days.AssertEndsWellAsync();
        }
    }

    static void Remove(SalesDays days, string field)
    {
        var world = days.Stage.Host.World;
        if (days.Stage.Play.Crm == CrmKind.Salesforce)
            world.Salesforce.RemoveField("Lead", field);
        else
            world.HubSpot.RemoveProperty("contacts", field);
    }

    static void MakeAnew(SalesDays days, string field)
    {
        var world = days.Stage.Host.World;
        if (days.Stage.Play.Crm == CrmKind.Salesforce)
            world.Salesforce.AddField("Lead", SObjectField.Text(field));
        else
            world.HubSpot.AddProperty("contacts", PortalProperty.Text(field, field));
    }
}
