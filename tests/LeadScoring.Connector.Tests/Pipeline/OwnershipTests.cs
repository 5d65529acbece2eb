using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Jane's leads get 3 points for a status that is worth 7 to everybody else's.</summary>
sealed class OwnershipTests
{
    const string Luca = "luca.bianchi@example.com";
    const string Jane = "jane.doe@example.com";

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task A_status_scores_by_the_settings_of_the_owner_of_that_moment(Play play)
    {
        await using var stage = await OpenAsync(play);
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetOwner(id, Jane);
        stage.SetStatus(id, Status.Working);
        stage.Touch(id);
        await stage.PassAsync();

        Assert.That(stage.Score(id), Is.EqualTo(3));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task An_owner_who_came_and_went_between_two_passes_counts_for_what_happened_meanwhile(Play play)
    {
        await using var stage = await OpenAsync(play);
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetOwner(id, Jane);
        stage.SetStatus(id, Status.Working);
        stage.SetOwner(id, Luca);
        await stage.PassAsync();

        Assert.That((stage.Score(id), (await stage.LeadAsync(id)).ScoredOwnerId), Is.EqualTo((3, (await stage.LeadAsync(id)).OwnerId)));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task The_replay_of_the_past_knows_who_owned_a_lead_then(Play play)
    {
        await using var stage = await OpenAsync(play);
        var id = stage.Person(Status.Open, Jane);
        stage.SetStatus(id, Status.Working);
        stage.SetOwner(id, Luca);

        await stage.PassAsync();

        Assert.That(stage.Score(id), Is.EqualTo(3));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task The_history_of_an_owner_read_again_changes_nothing(Play play)
    {
        await using var stage = await OpenAsync(play);
        var id = stage.Person(Status.Working, Jane);
        stage.SetOwner(id, Luca);
        await stage.PassAsync();
        var entries = (await stage.EntriesAsync(id)).Count;

        stage.Touch(id);
        var report = await stage.PassAsync();

        Assert.That((report.Changes, (await stage.EntriesAsync(id)).Count), Is.EqualTo((0, entries)));
    }

    static async Task<Stage> OpenAsync(Play play)
    {
        var stage = await Stage.OpenAsync(play, new()
        {
            More = $"exceptions: {{ users: [ {{ user: {Jane}, objects: {{ {play.Object}: {{ status: {{ points: {{ {Status.Working}: 3 }} }} }} }} }} ] }}",
        });
        if (play.Crm == CrmKind.Salesforce)
            stage.Host.World.Salesforce.TrackHistory(play.Object, "OwnerId");
        return stage;
    }
}
