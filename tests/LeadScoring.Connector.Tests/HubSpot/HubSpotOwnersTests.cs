using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotOwnersTests : IDisposable
{
    const string Nobody = """{"results":[]}""";

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public HubSpotOwnersTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task An_owner_belongs_to_the_primary_team_and_to_the_others()
    {
        network
            .Answer(
                """
                {"results":[{"id":"7","userId":70,"email":"ada@example.com","firstName":"Ada","lastName":"Lovelace","type":"PERSON","archived":false,
                "teams":[{"id":"1","name":"Lyon","primary":false},{"id":"2","name":"Paris","primary":true},{"id":"3"}]}]}
                """)
            .Answer(Nobody);

        var owner = (await OwnersAsync())["7"];

        Assert.That((owner.Name, owner.Email, owner.UserName, owner.IsQueue, owner.Active), Is.EqualTo(("Ada Lovelace", "ada@example.com", "ada@example.com", false, true)));
        Assert.That(owner.Memberships, Is.EquivalentTo([Team("Lyon"), Team("Paris")]));
    }

    [Test]
    public async Task An_archived_owner_is_known_since_records_keep_it()
    {
        network
            .Answer("""{"results":[{"id":"7","email":"ada@example.com","archived":false}]}""")
            .Answer("""{"results":[{"id":"8","userId":null,"email":"bea@example.com","archived":true,"teams":[{"name":"Lyon","primary":true}]}]}""");

        var owners = await OwnersAsync();

        Assert.That(owners.Values.Select(owner => (owner.Id, owner.Active)), Is.EquivalentTo([("7", true), ("8", false)]));
        Assert.That(owners["8"].Memberships, Is.EquivalentTo([Team("Lyon")]));
        Assert.That(owners["8"].Name, Is.EqualTo("bea@example.com"));
    }

    [Test]
    public async Task A_queue_is_an_owner()
    {
        network.Answer("""{"results":[{"id":"9","firstName":"Web","lastName":"","type":"QUEUE"}]}""").Answer(Nobody);

        var owner = (await OwnersAsync())["9"];

        Assert.That((owner.Name, owner.IsQueue), Is.EqualTo(("Web", true)));
    }

    [Test]
    public async Task Every_page_is_read_of_those_that_are_active_and_of_those_that_are_not()
    {
        network
            .Answer("""{"results":[{"id":"1"}],"paging":{"next":{"after":"a=b"}}}""")
            .Answer("""{"results":[{"id":"2"}]}""")
            .Answer("""{"results":[{"id":"3"}],"paging":{"next":{"after":"4"}}}""")
            .Answer("""{"results":[{"id":"4"},{"id":"1"}]}""");

        var owners = await OwnersAsync();

        Assert.That(owners.Values.Select(owner => (owner.Id, owner.Active)), Is.EquivalentTo([("1", true), ("2", true), ("3", false), ("4", false)]));
        Assert.That(network.Calls.Select(call => call.Address.PathAndQuery), Is.EqualTo(
        [
            "/crm/owners/2026-09?limit=100&archived=false",
            "/crm/owners/2026-09?limit=100&archived=false&after=a%3Db",
            "/crm/owners/2026-09?limit=100&archived=true",
            "/crm/owners/2026-09?limit=100&archived=true&after=4",
        ]));
    }

    [Test]
    public async Task Pages_that_go_nowhere_are_given_up()
    {
        for (var page = 0; page < 3; page++)
            network.Answer("""{"results":[{"id":"1"}],"paging":{"next":{"after":"1"}}}""");

        var failure = await Assert.ThrowsAsync<CrmException>(OwnersAsync);

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Unavailable));
    }

    [TestCase("Paris, Lyon", false)]
    [TestCase("Lyon, Paris", true)]
    public async Task Of_two_teams_the_first_in_the_file_decides_whichever_is_the_primary_one(string order, bool hot)
    {
        var hotAt = new Dictionary<string, int> { ["Paris"] = 100, ["Lyon"] = 1 };
        var groups = order.Split(", ").Select(team => $"{{ group: {{ team: {team} }}, scoring: {{ hot_at: {hotAt[team]} }} }}");
        await using var stage = await Stage.OpenAsync(Play.HubSpot, new() { More = $"exceptions: {{ groups: [ {string.Join(", ", groups)} ] }}" });
        var portal = stage.Host.World.HubSpot;
        var owner = portal.AddOwner("Ada", "Lovelace", "ada@example.com", portal.AddTeam("Paris"), portal.AddTeam("Lyon"));

        var id = stage.Person(Status.Working);
        stage.Set(id, "hubspot_owner_id", owner.Id);
        await stage.PassAsync();

        Assert.That(stage.Hot(id), Is.EqualTo(hot));
    }

    async Task<Dictionary<string, Owner>> OwnersAsync() =>
        (await clock.RunAsync(() => SomeCrm.HubSpot(network, clock).OwnersAsync(CancellationToken.None))).All.ToDictionary(owner => owner.Id);

    static Membership Team(string name) => new(MembershipKind.Team, name);
}
