using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Sandbox.HubSpot;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>P21: what drifted is paused and named, the rest goes on, and nothing is lost when it is back.</summary>
sealed class DriftTests
{
    const string LeadsAndContacts =
        """
        version: 1
        crm: salesforce
        objects:
          Lead:
            status: { field: Temper__c, points: { Warm: 7 } }
            writes: { hot: Hot_Lead__c }
          Contact:
            status: { field: Status__c, points: { Interested: 6 } }
            writes: { hot: Hot_Lead__c }
        scoring: { hot_at: 5 }
        """;

    [Test]
    public async Task P21_A_status_field_that_is_gone_pauses_its_object_only_and_loses_nothing()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var org = stage.Host.World.Salesforce;
        stage.Mapping(LeadsAndContacts);
        org.AddField("Lead", SObjectField.Text("Temper__c"));
        var lead = stage.Person();
        var contact = org.CreateContact("Ada", "Byron", "ada@example.com", "New");
        await stage.PassAsync();

        org.RemoveField("Lead", "Temper__c");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        org.SetField("Contact", contact, "Status__c", "Interested");
        var without = await stage.PassAsync();
        org.AddField("Lead", SObjectField.Text("Temper__c"));
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        org.SetField("Lead", lead, "Temper__c", "Warm");
        var back = await stage.PassAsync();

        Assert.That((without.Status, without.BecameHot), Is.EqualTo((PassStatus.Degraded, 1)));
        Assert.That(without.Problems.Select(problem => problem.Code), Is.EqualTo(["field_missing"]));
        Assert.That((back.Status, back.BecameHot), Is.EqualTo((PassStatus.Ok, 1)));
    }

    [Test]
    public async Task P21_A_flag_that_can_no_longer_be_seen_was_removed_by_nobody()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Host.World.Salesforce.HideField("Lead", "Hot_Lead__c");
        stage.Touch(id);
        var hidden = await stage.PassAsync();

        Assert.That((hidden.BecameCold, (await stage.LeadAsync(id)).Hot), Is.EqualTo((0, true)));
        Assert.That((await stage.LeadAsync(id)).State().Parts.Total, Is.EqualTo(7m));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P21_A_field_that_rules_need_pauses_those_rules_only_and_is_named_until_it_is_back(Play play)
    {
        var (count, title) = play.Crm == CrmKind.Salesforce ? ("Email_Link_Clicks__c", "Title") : ("num_conversion_events", "jobtitle");
        await using var stage = await Stage.OpenAsync(play, new Model
        {
            More = $$"""
                signals: { clicked: { on: field, field: {{count}}, increases: true, points: 1 } }
                fit: { decides: { points: 1, all: [ { field: {{title}}, is: CEO } ] } }
                """,
        });
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        Remove(stage, count);
        Remove(stage, title);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.SetStatus(id, Status.Working);
        await stage.TryPassAsync();
        var without = await stage.PassAsync();
        Restore(stage, count);
        Restore(stage, title);
        var back = await stage.PassAsync();

        Assert.That(stage.Hot(id));
        Assert.That(without.Problems.Select(problem => problem.Message), Is.EquivalentTo(
        [
            $"{play.Object}.{count} cannot be read, so signals.clicked is paused.", $"{play.Object}.{title} cannot be read, so fit.decides is paused.",
        ]));
        Assert.That((without.Status, back.Status), Is.EqualTo((PassStatus.Degraded, PassStatus.Ok)));
    }

    [Test]
    public async Task P21_Without_the_field_that_says_which_records_score_none_does_and_none_cools()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(new Model().TextFor(Play.Lead).Replace("  Lead:\n", "  Lead:\n    only: { all: [ { field: Industry, not_in: [Retail] } ] }\n", StringComparison.Ordinal));
        stage.Host.World.Salesforce.RemoveField("Lead", "Industry");
        stage.Person(Status.Working);

        var report = await stage.TryPassAsync();

        Assert.That(report.Problems.Select(problem => problem.Message), Does.Contain("Lead.Industry cannot be read, so Lead is paused."));
        Assert.That(report.BecameHot, Is.Zero);
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P21_A_connection_whose_only_object_is_paused_does_less_and_does_not_fail(Play play)
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("2d"));
        var (hot, open) = (stage.Person(Status.Working), stage.Person(Status.Open));
        await stage.PassAsync();

        Remove(stage, play.StatusField);
        stage.Clock.Advance(TimeSpan.FromDays(3));
        await stage.TryPassAsync();
        var without = await stage.TryPassAsync();
        var stillHot = stage.Hot(hot);
        Restore(stage, play.StatusField);
        stage.SetStatus(open, Status.Working);
        var back = await stage.PassAsync();

        Assert.That((without.Status, without.ExitCode, without.BecameCold, stillHot), Is.EqualTo((PassStatus.Degraded, 3, 0, true)));
        Assert.That(without.Problems.Select(problem => problem.Code), Is.EqualTo(["field_missing"]));
        Assert.That((back.Status, stage.Hot(hot), stage.Hot(open)), Is.EqualTo((PassStatus.Ok, false, true)));
    }

    [Test]
    public async Task P21_A_connection_without_the_history_that_its_mapping_requires_does_not_fail()
    {
        await using var stage = await Stage.OpenAsync(Play.UntrackedLead);
        stage.Mapping(new Model().TextFor(Play.UntrackedLead).Replace("status: {", "status: { history: required,", StringComparison.Ordinal));
        stage.Person(Status.Working);

        var report = await stage.TryPassAsync();

        Assert.That((report.Status, report.BecameHot), Is.EqualTo((PassStatus.Degraded, 0)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["history_off"]));
        Assert.That(await stage.CountAsync("select count(*) from connection where go_live is not null"), Is.Zero);
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P21_A_mapping_that_names_another_status_field_takes_force_though_the_only_object_is_paused(Play play)
    {
        await using var stage = await Stage.OpenAsync(play);
        var other = play.Crm == CrmKind.Salesforce ? "Temper__c" : "temper";
        Restore(stage, other);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        Remove(stage, play.StatusField);
        stage.Clock.Advance(TimeSpan.FromHours(2));
        await stage.TryPassAsync();

        stage.Mapping(new Model().TextFor(play).Replace(play.StatusField, other, StringComparison.Ordinal));
        await stage.PassAsync();
        stage.Set(id, other, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((report.Status, stage.Hot(id)), Is.EqualTo((PassStatus.Ok, true)));
    }

    static void Remove(Stage stage, string field)
    {
        if (stage.Play.Crm == CrmKind.Salesforce)
            stage.Host.World.Salesforce.RemoveField("Lead", field);
        else
            stage.Host.World.HubSpot.RemoveProperty("contacts", field);
    }

    static void Restore(Stage stage, string field)
    {
        if (stage.Play.Crm == CrmKind.Salesforce)
            stage.Host.World.Salesforce.AddField("Lead", SObjectField.Text(field));
        else
            stage.Host.World.HubSpot.AddProperty("contacts", PortalProperty.Text(field, field));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task A_field_that_the_mapping_newly_writes_is_filled_for_every_lead(Play play)
    {
        await using var stage = await Stage.OpenAsync(play);
        var text = new Model().TextFor(play);
        var line = text.Split('\n').Single(written => written.Contains("reasons:", StringComparison.Ordinal));
        stage.Mapping(text.Replace(line + "\n", "", StringComparison.Ordinal));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Mapping(text);
        var report = await stage.PassAsync();

        Assert.That((report.Written, stage.Reasons(id)), Is.EqualTo((1, $"{Status.Working} +7 (2 Mar)")));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P21_A_written_field_that_is_gone_is_named_and_the_others_are_written(Play play)
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        Remove(stage, play.Reasons);
        stage.SetStatus(id, Status.Working);
        await stage.TryPassAsync();
        var report = await stage.PassAsync();

        Assert.That(stage.Hot(id));
        Assert.That(report.Status, Is.EqualTo(PassStatus.Degraded));
    }

    /// <summary>Salesforce refuses to read it, so the pass knows before it writes.</summary>
    [Test]
    public async Task A_written_property_that_is_gone_costs_few_calls_however_many_contacts_write_it()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot);
        await stage.PassAsync();
        var ids = stage.People(1_000, Status.Working);
        var before = stage.WriteCalls;

        Remove(stage, stage.Play.Reasons);
        var refused = await stage.TryPassAsync();
        var calls = stage.WriteCalls - before;
        var report = await stage.PassAsync();

        Assert.That((calls, refused.Written, refused.Status), Is.EqualTo((2, 0, PassStatus.Degraded)));
        Assert.That((ids.Count(stage.Hot), report.Written), Is.EqualTo((1_000, 1_000)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["field_missing"]));
    }
}
