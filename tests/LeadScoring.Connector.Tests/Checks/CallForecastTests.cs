using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.Checks;

sealed class CallForecastTests
{
    [TestCase("0 * * * * ?", 1440)]
    [TestCase("0/30 * * * * ?", 2880)]
    [TestCase("0 0 8-18 ? * MON-FRI", 11)]
    [TestCase("0 0 0 1 1 ?", 0)]
    public void Passes_are_those_of_the_next_day(string schedule, int passes)
    {
        var forecast = CallForecast.Of(SomeCrm.SalesforceOptions() with { Schedule = schedule }, streams: 4, callsAnHour: 5, SomeCrm.Noon);

        Assert.That((forecast.Passes, forecast.Calls), Is.EqualTo((passes, (passes * 4) + 120)));
    }

    [TestCase(25_000, 0)]
    [TestCase(20_000, 1)]
    public void The_share_may_be_used_up_to_the_last_call(int limit, int warnings)
    {
        var connection = SomeCrm.SalesforceOptions() with { CallShare = 0.25 };
        var forecast = new CallForecast(Passes: 1440, CallsAPass: 4, CallsAnHour: 20);

        var findings = forecast.Against(connection, new(0, limit));

        Assert.That(findings.Count(finding => finding.Code == "call_share"), Is.EqualTo(warnings));
    }
}
