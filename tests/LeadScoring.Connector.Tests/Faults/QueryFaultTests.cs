using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F13 and F14: queries of Salesforce that do not come to their end. HubSpot has neither locators nor this timeout.</summary>
sealed partial class QueryFaultTests
{
    [Test]
    public async Task F13_After_an_expired_locator_reading_goes_on_from_the_last_row_and_nothing_counts_twice()
    {
        await using var days = await SalesDays.BeginAsync(Play.Lead);
        var expired = 0;
        days.Line.Trouble = call =>
        {
            if (call.Address.Contains("/query/", StringComparison.Ordinal) && expired++ == 0)
                days.Stage.Host.World.Salesforce.ExpireLocators();
            return Task.FromResult<HttpResponseMessage?>(null);
        };

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Changes), Is.EqualTo((PassStatus.Ok, (await SalesDays.UndisturbedAsync(Play.Lead)).Pass.Changes)));
        Assert.That(expired, Is.Positive);
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F14_The_window_of_a_query_that_takes_too_long_is_split_down_to_seconds()
    {
        await using var days = await SalesDays.BeginAsync(Play.Lead);
        var busy = days.Stage.Now.AddHours(-6);
        List<TimeSpan> answered = [];
        days.Line.Trouble = call => Task.FromResult(IsTooMuch(call, busy, answered)
            ? Replies.Refusal(Play.Lead.Crm, HttpStatusCode.BadRequest, "QUERY_TIMEOUT", "Your query request was running for too long.")(call)
            : null);

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Changes), Is.EqualTo((PassStatus.Ok, (await SalesDays.UndisturbedAsync(Play.Lead)).Pass.Changes)));
        Assert.That(answered, Has.Some.LessThanOrEqualTo(TimeSpan.FromSeconds(4)));
        await days.AssertEndsWellAsync();
    }

    /// <summary>Whatever spans more than seconds around the busy moment.</summary>
    static bool IsTooMuch(Call call, DateTimeOffset busy, List<TimeSpan> answered)
    {
        if (!call.Address.Contains("FROM Lead", StringComparison.Ordinal))
            return false;

        var (from, to) = (Bound(From().Match(call.Address)) ?? DateTimeOffset.MinValue, Bound(To().Match(call.Address)) ?? DateTimeOffset.MaxValue);
        if (from <= busy && busy <= to && to - from > TimeSpan.FromSeconds(4))
            return true;

        answered.Add(to - from);
        return false;
    }

    static DateTimeOffset? Bound(Match found) =>
        found.Success ? DateTimeOffset.Parse(found.Groups["bound"].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("(?:SystemModstamp|CreatedDate) >=? (?<bound>[0-9TZ:-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex From();

    [GeneratedRegex("(?:SystemModstamp|CreatedDate) <= (?<bound>[0-9TZ:-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex To();
}
