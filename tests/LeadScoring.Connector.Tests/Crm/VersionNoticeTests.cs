using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Crm;

sealed class VersionNoticeTests
{
    [Test]
    public async Task P23_A_version_that_ends_within_180_days_is_told_once_a_day()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Connection = stage.Connection with { ApiVersion = "35.0" };
        stage.Clock.Advance(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) - stage.Now);

        var told = new List<bool>();
        for (var hour = 0; hour < 36; hour += 6)
        {
            var report = await stage.PassAsync();
            Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
            told.Add(report.Problems.Any(problem => problem.Code == "api_version_ends"));
            stage.Clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.That(told, Is.EqualTo([true, false, false, false, true, false]));
    }

    [Test]
    public async Task P23_Before_that_nothing_is_told()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Connection = stage.Connection with { ApiVersion = "35.0" };

        Assert.That((await stage.PassAsync()).Problems, Is.Empty);
    }

    [Test]
    public async Task F20_A_retired_version_fails_the_pass_and_names_the_setting()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Connection = stage.Connection with { ApiVersion = "30.0" };

        var report = await stage.TryPassAsync();

        var problem = report.Problems.Single(found => found.Code == "api_version");
        Assert.That((report.Status, report.ExitCode), Is.EqualTo((PassStatus.Failed, 1)));
        Assert.That(problem.Remedy, Is.EqualTo("Set ApiVersion to a version that the org supports."));
    }
}
