using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using Quartz;

namespace LeadScoring.Connector.Checks;

/// <summary>How many calls a connection makes in a day on which nothing changes: the least that its schedule costs. Pure.</summary>
/// <param name="Passes">Passes in 24 hours.</param>
/// <param name="CallsAPass">One query for each stream.</param>
/// <param name="CallsAnHour">Describing objects and reading owners, which are kept for an hour.</param>
sealed record CallForecast(int Passes, int CallsAPass, int CallsAnHour)
{
    public long Calls => ((long)Passes * CallsAPass) + (24L * CallsAnHour);

    public static CallForecast Of(ConnectionOptions connection, int streams, int callsAnHour, DateTimeOffset now) =>
        new(PassesADay(connection.Schedule, now), streams, callsAnHour);

    public IEnumerable<Finding> Against(ConnectionOptions connection, CrmQuota? quota)
    {
        if (quota is null)
        {
            yield return FindingKinds.QuotaUnknown.In(
                connection.Name, $"{connection.Crm} does not tell a daily allocation for this sign-in. {this}", "Nothing to do.");
            yield break;
        }

        var share = (long)(quota.Limit * connection.CallShare);
        yield return FindingKinds.Forecast.In(
            connection.Name, $"{this} The share is {share:N0} of {quota.Limit:N0} (CallShare {connection.CallShare}).", "Nothing to do; a longer Schedule costs less.");
        if (Calls > share)
            yield return FindingKinds.CallShare.In(
                connection.Name, $"{this} That is more than the share of {share:N0}, so passes will pause every day.",
                "Run less often (Schedule), or raise CallShare.");
        if (quota.Used > quota.Limit * connection.OrgStop)
            yield return FindingKinds.QuotaUsed.In(
                connection.Name,
                $"The whole account has used {quota.Used:N0} of {quota.Limit:N0} calls, more than OrgStop {connection.OrgStop} allows; passes pause.",
                "Find out who uses them, raise the account's allocation, or raise OrgStop.");
    }

    public override string ToString() =>
        $"A day without changes costs {Calls:N0} calls: {Passes:N0} passes of {CallsAPass}, and {CallsAnHour} an hour for fields and owners.";

    static int PassesADay(string schedule, DateTimeOffset now)
    {
        var cron = new CronExpression(schedule, TimeZoneInfo.Utc);
        var passes = 0;
        for (var next = cron.GetNextValidTimeAfter(now); next is { } at && at <= now.AddDays(1); next = cron.GetNextValidTimeAfter(at))
            passes++;

        return passes;
    }
}
