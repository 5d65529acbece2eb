using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Only Salesforce has several kinds of groups: here a public group with the name of a role.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AmbiguousGroupTests
{
    const string Name = "EMEA Sales";
    const string Jane = "jane.doe@example.com";

    [Test]
    public async Task A_name_that_means_a_role_and_a_group_is_told_in_every_pass()
    {
        await using var stage = await OpenAsync(Name);

        var first = await stage.PassAsync();
        stage.AMinuteLater();
        var second = await stage.PassAsync();

        Assert.That((first.Status, second.Status), Is.EqualTo((PassStatus.Degraded, PassStatus.Degraded)));
        var problem = second.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("group_ambiguous"));
        Assert.That(problem.Message, Does.Contain($"\"{Name}\"").And.Contain("role").And.Contain("public group").And.Not.Contain(Jane));
    }

    [Test]
    public async Task With_its_kind_it_means_one_of_them()
    {
        await using var stage = await OpenAsync($"{{ role: {Name} }}");
        var ofJane = stage.Person(Status.Working, Jane);
        var ofLuca = stage.Person(Status.Working, "luca.bianchi@example.com");

        var report = await stage.PassAsync();

        Assert.That((stage.Hot(ofJane), stage.Hot(ofLuca), report.Status), Is.EqualTo((true, false, PassStatus.Ok)));
    }

    static async Task<Stage> OpenAsync(string group)
    {
        var stage = await Stage.OpenAsync(
            Play.Lead, new() { More = $"exceptions: {{ groups: [ {{ group: {group}, scoring: {{ hot_at: 8 }} }} ] }}" });
        var org = stage.Host.World.Salesforce;
        var id = org.Create("Group", new Dictionary<string, object?> { ["Name"] = Name, ["DeveloperName"] = "EMEA", ["Type"] = "Regular" });
        var jane = org.Ids($"SELECT Id FROM User WHERE Username = '{Jane}'").Single();
        org.Create("GroupMember", new Dictionary<string, object?> { ["GroupId"] = id, ["UserOrGroupId"] = jane });
        return stage;
    }
}
