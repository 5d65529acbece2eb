using System.Globalization;
using System.Text.Json.Nodes;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F15: what HubSpot's search is known to do. Beyond 10,000 rows of a query the sandbox answers 400, as HubSpot does.</summary>
sealed class SearchFaultTests
{
    [Test]
    public async Task F15_An_empty_page_with_a_next_one_is_not_the_end()
    {
        await using var days = await SalesDays.BeginAsync(Play.HubSpot);
        var searches = 0;
        days.Line.Trouble = async call => call.ReadsRecords && ++searches == 1
            ? await Replies.AlteredAsync(call, answer =>
            {
                answer["results"] = new JsonArray();
                answer["paging"] = JsonNode.Parse("""{"next":{"after":"0"}}""");
            })
            : null;

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Changes), Is.EqualTo((PassStatus.Ok, (await SalesDays.UndisturbedAsync(Play.HubSpot)).Pass.Changes)), string.Join('\n', report.Problems));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F15_Rows_that_come_in_no_order_are_all_scored()
    {
        await using var days = await SalesDays.BeginAsync(Play.HubSpot);
        days.Line.Trouble = async call => call.ReadsRecords
            ? await Replies.AlteredAsync(call, answer => answer["results"] = new JsonArray([.. Rows(answer).Reverse().Select(row => row.DeepClone())]))
            : null;

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Changes), Is.EqualTo((PassStatus.Ok, (await SalesDays.UndisturbedAsync(Play.HubSpot)).Pass.Changes)), string.Join('\n', report.Problems));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F15_Rows_outside_the_window_are_left_out()
    {
        await using var days = await SalesDays.BeginAsync(Play.HubSpot);
        DateTimeOffset[] outside = [days.Stage.Now.AddDays(-9), days.Stage.Now.AddDays(9)];
        var searches = 0;
        days.Line.Trouble = async call => call.ReadsRecords && ++searches > 1
            ? await Replies.AlteredAsync(call, answer =>
            {
                if (Rows(answer) is [var row, ..])
                    foreach (var (place, stamp) in outside.Index())
                        answer["results"]?.AsArray().Add(Stranger(row, 999_990 + place, stamp));
            })
            : null;

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Changes), Is.EqualTo((PassStatus.Ok, (await SalesDays.UndisturbedAsync(Play.HubSpot)).Pass.Changes)), string.Join('\n', report.Problems));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F15_Twelve_thousand_contacts_of_one_millisecond_are_scored_like_as_many_that_came_one_by_one()
    {
        var oneByOne = await ScoredAsync(place => place);

        var atOnce = await ScoredAsync(_ => 0);

        Assert.That(oneByOne, Has.Count.EqualTo(12_000));
        Assert.That(atOnce, Is.EqualTo(oneByOne));
    }

    /// <summary>Their status is worth nothing, so that nothing has to be written.</summary>
    static async Task<IReadOnlyList<string>> ScoredAsync(Func<int, int> milliseconds)
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        stage.Host.World.HubSpot.CreateContacts(
            12_000,
            place => new Dictionary<string, string?> { ["email"] = $"ada{place}@example.com", ["hs_lead_status"] = Status.Refused },
            place => stage.Now.AddMilliseconds(milliseconds(place) - 20_000));
        await stage.PassAsync();
        return [.. (await stage.LeadsAsync()).Values.Select(lead => $"{lead.Id}: {lead.Status}, {lead.Entries}").Order(StringComparer.Ordinal)];
    }

    static JsonNode[] Rows(JsonNode answer) => [.. answer["results"]?.AsArray().OfType<JsonNode>() ?? []];

    static JsonNode Stranger(JsonNode row, int id, DateTimeOffset stamp)
    {
        var stranger = row.DeepClone();
        stranger["id"] = id.ToString(CultureInfo.InvariantCulture);
        if (stranger["properties"] is { } properties)
            properties["lastmodifieddate"] = stamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return stranger;
    }
}
