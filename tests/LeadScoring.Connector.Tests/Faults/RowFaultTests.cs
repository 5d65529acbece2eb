using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F08: k of n rows of an update are refused.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class RowFaultTests(Play play)
{
    [Test]
    public async Task F08_A_row_that_was_locked_for_a_moment_is_written_in_the_same_pass()
    {
        await using var days = await SalesDays.BeginAsync(play);
        var codes = Codes(days, Of("UNABLE_TO_LOCK_ROW", "CONFLICT"), count: 3);
        var updates = 0;
        var refuse = RowErrors.On(play, codes);
        days.Line.Trouble = call => call.Writes && ++updates == 1 ? refuse(call) : Task.FromResult<HttpResponseMessage?>(null);

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Written, report.Rejected, report.Retrying), Is.EqualTo((PassStatus.Ok, 225, 0, 0)));
        var again = days.Line.Calls.Where(call => call.Writes).ElementAt(1);
        Assert.That(codes.Keys.Select(id => again.Body.Contains($"\"{id}\"", StringComparison.Ordinal)), Is.All.True);
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task P12_F08_Exactly_the_three_refused_rows_of_an_answer_are_kept_with_their_codes()
    {
        await using var days = await SalesDays.BeginAsync(play);
        var codes = Codes(days, Of("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "VALIDATION_ERROR"), count: 2);
        codes[days.People[90]] = Of("FIELD_CUSTOM_VALIDATION_EXCEPTION", "INVALID_INPUT");
        days.Line.Trouble = RowErrors.On(play, codes);

        var report = await days.PassAsync();

        var sent = (await SalesDays.UndisturbedAsync(play)).Pass.Written;
        Assert.That((report.Status, report.Written, report.Rejected, report.Retrying), Is.EqualTo((PassStatus.Degraded, sent - 3, 3, 0)));
        Assert.That(RowErrors.Refused(days), Is.EquivalentTo(codes.Select(pair => $"{pair.Key}|{pair.Value}")));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F08_Rows_that_the_crm_holds_deleted_or_converted_are_left_alone_until_they_change()
    {
        await using var days = await SalesDays.BeginAsync(play);
        var codes = Codes(days, Of("ENTITY_IS_DELETED", "OBJECT_NOT_FOUND"), count: 2);
        if (play.Crm == CrmKind.Salesforce)
            codes[days.People[12]] = "CANNOT_UPDATE_CONVERTED_LEAD";
        days.Line.Trouble = RowErrors.On(play, codes);

        var report = await days.PassAsync();
        days.Line.Forget();
        var next = await days.PassAsync();

        Assert.That((report.Status, report.Written, report.Rejected, report.Retrying), Is.EqualTo((PassStatus.Ok, 225 - codes.Count, 0, 0)));
        Assert.That((next.Status, days.Line.Calls.Count(call => call.Writes)), Is.EqualTo((PassStatus.Ok, 0)));
        days.Line.Mend();
        days.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var id in codes.Keys)
            days.Stage.Touch(id);
        await days.PassAsync();
        await days.AssertEndsWellAsync();
    }

    static Dictionary<string, string> Codes(SalesDays days, string code, int count) =>
        days.People.Skip(10).Take(count).ToDictionary(id => id, _ => code);

    string Of(string salesforce, string hubSpot) => play.Crm == CrmKind.Salesforce ? salesforce : hubSpot;
}
