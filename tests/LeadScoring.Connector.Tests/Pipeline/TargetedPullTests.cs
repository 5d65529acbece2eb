using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Processes;
using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What happens to the records somebody names, between two passes.</summary>
sealed class TargetedPullTests
{
    [Test]
    public async Task A_status_change_reaches_the_flag_without_a_pass()
    {
        await using var stage = await OpenAsync();
        var (cold, other) = (stage.Person(Status.Refused), stage.Person(Status.Refused));
        using var worker = await LiveAsync(stage);

        stage.SetStatus(cold, Status.Working);
        stage.SetStatus(other, Status.Working);
        var report = await PullAsync(worker, cold);

        Assert.That((stage.Hot(cold), stage.Score(cold), stage.Hot(other)), Is.EqualTo((true, 7m, false)));
        Assert.That((report.Changes, report.BecameHot, report.Written), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public async Task Polling_finds_the_same_change_and_does_nothing_with_it()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        stage.SetStatus(id, Status.Working);
        await PullAsync(worker, id);
        var entries = await stage.EntriesAsync(id);

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var pass = await worker.RunPassAsync(CancellationToken.None);

        Assert.That((pass.Changes, pass.Scored, pass.Written), Is.EqualTo((0, 0, 0)));
        Assert.That(await stage.EntriesAsync(id), Is.EqualTo(entries));
    }

    [Test]
    public async Task A_pull_sees_what_the_search_index_does_not_show_yet()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, indexLag: TimeSpan.FromMinutes(5));
        var id = stage.Person(Status.Refused);
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        using var worker = await LiveAsync(stage);

        stage.SetStatus(id, Status.Working);
        await PullAsync(worker, id);
        var unseen = await worker.RunPassAsync(CancellationToken.None);
        stage.Clock.Advance(TimeSpan.FromMinutes(6));
        var seen = await worker.RunPassAsync(CancellationToken.None);

        Assert.That(stage.Hot(id), Is.True);
        Assert.That((unseen.Changes, unseen.BecameCold, seen.Changes, seen.Written), Is.EqualTo((0, 0, 0, 0)));
    }

    [Test]
    public async Task Hints_that_come_twice_and_late_have_no_effect()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        stage.SetStatus(id, Status.Open);
        stage.SetStatus(id, Status.Working);
        stage.SetStatus(id, Status.Interested);

        await PullAsync(worker, id);
        var again = await PullAsync(worker, id);

        Assert.That(stage.Score(id), Is.EqualTo(6));
        Assert.That((again.Changes, again.Written, again.Calls), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public async Task A_pull_moves_no_cursor()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        var before = await CursorAsync(stage);

        stage.SetStatus(id, Status.Working);
        await PullAsync(worker, id);

        Assert.That(await CursorAsync(stage), Is.EqualTo(before));
    }

    [Test]
    public async Task Before_the_first_complete_pass_hints_are_left_to_it()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Working);
        using var worker = await stage.WorkAsync();
        worker.Hints.Add([new("contacts", id)]);

        var pull = await worker.RunPullAsync(CancellationToken.None);

        Assert.That(pull, Is.Null);
        Assert.That(stage.Host.Requests.Total, Is.Zero);
        Assert.That(await stage.LeadsAsync(), Is.Empty);
    }

    [Test]
    public async Task While_passes_fail_hints_are_left_to_them()
    {
        var isDown = false;
        await using var stage = await Stage.OpenAsync(Play.HubSpot, intercept: context =>
        {
            context.Response.StatusCode = isDown ? 401 : 200;
            return Task.FromResult(isDown);
        });
        var id = stage.Person(Status.Working);
        using var worker = await LiveAsync(stage);
        isDown = true;
        await worker.RunPassAsync(CancellationToken.None);
        stage.Host.Requests.Clear();

        worker.Hints.Add([new("contacts", id)]);
        var pull = await worker.RunPullAsync(CancellationToken.None);

        Assert.That(pull, Is.Null);
        Assert.That(stage.Host.Requests.Total, Is.Zero);
    }

    [Test]
    public async Task A_burst_costs_one_read_for_fifty_contacts()
    {
        await using var stage = await OpenAsync();
        var ids = stage.People(120, Status.Refused);
        using var worker = await LiveAsync(stage);
        foreach (var id in ids)
            stage.SetStatus(id, Status.Working);
        stage.Host.Requests.Clear();

        worker.Hints.Add(ids.Concat(ids).Select(id => new Hint("contacts", id)));
        await worker.RunPullAsync(CancellationToken.None);

        Assert.That(ids.Count(stage.Hot), Is.EqualTo(120));
        Assert.That(stage.Host.Requests.ByKind()["hubspot"]["batch-read"], Is.EqualTo(3));
        Assert.That(stage.WriteCalls, Is.EqualTo(2));
        Assert.That(await worker.RunPullAsync(CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_contact_nobody_knows_any_more_is_passed_over()
    {
        await using var stage = await OpenAsync();
        var (there, gone) = (stage.Person(Status.Refused), stage.Person(Status.Refused));
        using var worker = await LiveAsync(stage);
        stage.SetStatus(there, Status.Working);
        stage.Host.World.HubSpot.Delete(gone);

        var report = await PullAsync(worker, gone, there, "999999");

        Assert.That((report.Status, report.Read, stage.Hot(there)), Is.EqualTo((PassStatus.Ok, 1, true)));
    }

    [Test]
    public async Task A_contact_that_is_said_to_be_deleted_leaves_the_list_at_once()
    {
        await using var stage = await OpenAsync();
        var (gone, stays) = (stage.Person(Status.Working), stage.Person(Status.Working));
        using var worker = await LiveAsync(stage);
        stage.Host.World.HubSpot.Delete(gone);

        var report = await PullAsync(worker, gone, stays, "999999");

        Assert.That((await stage.LeadsAsync()).Keys, Is.EqualTo([stays]));
        Assert.That(report.CallsByKind["presence"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_contact_that_polling_has_not_met_is_met()
    {
        await using var stage = await OpenAsync();
        using var worker = await LiveAsync(stage);

        var id = stage.Person(Status.Working);
        await PullAsync(worker, id);

        Assert.That(stage.Hot(id), Is.True);
        Assert.That((await stage.EntriesAsync(id)).Select(entry => (entry.Rule, entry.Kind)), Is.EqualTo([(Status.Working, (int)EntryKind.Status)]));
    }

    [TestCase("winner")]
    [TestCase("loser")]
    public async Task A_merge_takes_the_score_along(string named)
    {
        await using var stage = await OpenAsync(new Model { Scoring = "hot_at: 5, on_merge: sum" });
        var (winner, loser) = (stage.Person(Status.Refused), stage.Person(Status.Working));
        using var worker = await LiveAsync(stage);

        stage.Host.World.HubSpot.Merge(winner, loser);
        await PullAsync(worker, named == "winner" ? winner : loser);

        Assert.That((await stage.LeadAsync(loser)).Joined, Is.True);
        Assert.That((await stage.EntriesAsync(winner)).Select(entry => entry.Rule), Does.Contain(Status.Working));
    }

    [Test]
    public async Task While_a_pass_runs_a_pull_waits_for_its_end()
    {
        var (begun, goOn) = (Signal(), Signal());
        goOn.SetResult();
        await using var stage = await Stage.OpenAsync(Play.HubSpot, intercept: async context =>
        {
            if (context.Request.Path.Value?.EndsWith("/search", StringComparison.Ordinal) == true)
            {
                begun.TrySetResult();
                await goOn.Task;
            }

            return false;
        });
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        (begun, goOn) = (Signal(), Signal());

        var pass = worker.RunPassAsync(CancellationToken.None);
        await begun.Task;
        stage.Host.World.HubSpot.SetProperty(id, Play.HubSpot.StatusField, Status.Working);
        var pull = PullAsync(worker, id);
        var early = pull.IsCompleted || stage.Hot(id);
        goOn.SetResult();
        await Task.WhenAll(pass, pull);

        Assert.That((early, stage.Hot(id), (await stage.EntriesAsync(id)).Count), Is.EqualTo((false, true, 2)));
    }

    [Test]
    public async Task Hints_are_followed_until_the_worker_stops()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        using var stop = new CancellationTokenSource();
        var following = worker.FollowHintsAsync(stop.Token);

        stage.SetStatus(id, Status.Working);
        worker.Hints.Add([new("contacts", id)]);
        await Eventually.IsTrueAsync(() => Later(stage), "the flag");
        await stop.CancelAsync();

        Assert.That(async () => await following, Throws.InstanceOf<OperationCanceledException>());

        bool Later(Stage on)
        {
            on.Clock.Advance(TimeSpan.FromMilliseconds(200));
            return on.Hot(id);
        }
    }

    [Test]
    public async Task A_timer_of_a_named_contact_fires_up_to_the_answer_and_others_wait_for_the_pass()
    {
        await using var stage = await OpenAsync(Model.ResettingAfter("10d"));
        var (named, other) = (stage.Person(Status.Working), stage.Person(Status.Working));
        using var worker = await LiveAsync(stage);

        stage.Clock.Advance(TimeSpan.FromDays(11));
        stage.SetStatus(named, Status.Interested);
        await PullAsync(worker, named);

        Assert.That((await stage.EntriesAsync(named)).Select(entry => entry.Kind), Does.Contain((int)EntryKind.Reset));
        Assert.That((await stage.EntriesAsync(other)).Select(entry => entry.Kind), Does.Not.Contain((int)EntryKind.Reset));
        Assert.That(stage.Hot(other), Is.True);
    }

    [Test]
    public async Task A_changed_mapping_waits_for_the_pass()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        stage.Mapping(new Model { Scoring = "hot_at: 50" });

        stage.SetStatus(id, Status.Working);
        await PullAsync(worker, id);
        var hotByPull = stage.Hot(id);
        await worker.RunPassAsync(CancellationToken.None);

        Assert.That((hotByPull, stage.Hot(id)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task What_a_rep_cleared_is_seen_at_once()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Working);
        using var worker = await LiveAsync(stage);

        stage.SetHot(id, hot: false);
        await PullAsync(worker, id);

        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((false, 0m)));
    }

    [Test]
    public async Task A_pull_that_lost_the_lease_keeps_nothing()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        stage.SetStatus(id, Status.Working);
        File.Delete($"{stage.Database.Path}.{stage.Connection.Name}.lease");
        using var successor = await Lease.TakeAsync(stage.Database, stage.Connection.Name, "another", CancellationToken.None);

        var report = await PullAsync(worker, id);

        Assert.That((report.Status, stage.Hot(id)), Is.EqualTo((PassStatus.Failed, false)));
        Assert.That((await stage.LeadAsync(id)).Entries, Is.EqualTo(1));
    }

    [Test]
    public async Task An_account_without_room_is_not_called()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Refused);
        using var worker = await LiveAsync(stage);
        stage.Host.World.HubSpot.UseCalls(900_000);
        await PullAsync(worker, id);
        stage.Host.Requests.Clear();

        worker.Hints.Add([new("contacts", id)]);
        var second = await worker.RunPullAsync(CancellationToken.None);

        Assert.That(second, Is.Null);
        Assert.That(stage.Host.Requests.Total, Is.Zero);
    }

    [Test]
    public async Task A_pull_that_is_refused_stands_in_the_way_of_no_other()
    {
        var refuses = false;
        await using var stage = await Stage.OpenAsync(Play.HubSpot, intercept: context =>
        {
            var isRefused = refuses && context.Request.Path.Value!.EndsWith("/batch/read", StringComparison.Ordinal); // a request has a path
            context.Response.StatusCode = isRefused ? 400 : 200;
            return Task.FromResult(isRefused);
        });
        var (bad, good) = (stage.Person(Status.Refused), stage.Person(Status.Refused));
        using var worker = await LiveAsync(stage);

        refuses = true;
        var first = await PullAsync(worker, bad);
        refuses = false;
        stage.SetStatus(good, Status.Working);
        await PullAsync(worker, good);

        Assert.That((first.Status, stage.Hot(good)), Is.EqualTo((PassStatus.Failed, true)));
    }

    static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    static Task<Stage> OpenAsync(Model? model = null) => Stage.OpenAsync(Play.HubSpot, model);

    static async Task<ConnectionWorker> LiveAsync(Stage stage)
    {
        var worker = await stage.WorkAsync();
        var report = await worker.RunPassAsync(CancellationToken.None);
        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        return worker;
    }

    static async Task<PassReport> PullAsync(ConnectionWorker worker, params IEnumerable<string> ids)
    {
        worker.Hints.Add(ids.Select(id => new Hint("contacts", id)));
        return await worker.RunPullAsync(CancellationToken.None) ?? throw new AssertionException("There was no pull.");
    }

    static async Task<Cursor?> CursorAsync(Stage stage)
    {
        var directory = Directory.CreateTempSubdirectory("lead-scoring-");
        try
        {
            var copy = await stage.Database.CopyAsync(Path.Combine(directory.FullName, "copy.db"), CancellationToken.None);
            using var lease = await Lease.TakeAsync(copy, stage.Connection.Name, "a look", CancellationToken.None);
            return await new Inbox(lease).CursorAsync("contacts", CancellationToken.None);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
