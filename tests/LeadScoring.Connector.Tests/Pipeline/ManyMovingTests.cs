namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>HubSpot contacts that change while the first pass pages through them.</summary>
sealed class ManyMovingTests
{
    [TestCase(1)]
    [TestCase(11)]
    [TestCase(100)]
    [TestCase(1_000)]
    public async Task P05_A_first_pass_loses_no_contact_when_others_change_meanwhile(int group)
    {
        var searches = 0;
        Action onSecond = () => { };
        await using var stage = await Stage.OpenAsync(Play.HubSpot, intercept: context =>
        {
            if (context.Request.Path.Value!.EndsWith("/search", StringComparison.Ordinal) && ++searches == 2)
                onSecond();
            return Task.FromResult(false);
        });
        var ids = stage.Host.World.HubSpot.CreateContacts(
            1_000,
            place => new Dictionary<string, string?> { ["lastname"] = $"Number {place}", ["hs_lead_status"] = Status.Working },
            place => stage.Now.AddDays(-2).AddMilliseconds(place / group * 10));
        onSecond = () =>
        {
            foreach (var id in ids.Take(3))
                stage.SetAtOnce(id, Status.Converted, stage.Now);
        };

        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.PassAsync();

        Assert.That((await stage.LeadsAsync()).Keys, Is.EquivalentTo(ids));
    }
}
