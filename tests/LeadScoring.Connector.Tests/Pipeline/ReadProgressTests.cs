using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class ReadProgressTests
{
    [Test]
    public void It_tells_the_rate_and_the_time_left()
    {
        var progress = new ReadProgress("salesforce", "Lead", Rows: 250_000, Total: 1_000_000, TimeSpan.FromSeconds(100));

        Assert.That($"{progress}",
            Is.EqualTo("salesforce Lead: [#####...............] 250,000 of 1,000,000 rows, 2,500 a second, 00:05:00 left"));
    }

    [Test]
    public void Without_a_total_it_tells_what_it_knows()
    {
        var progress = new ReadProgress("hubspot", "contacts", Rows: 400, Total: null, TimeSpan.FromSeconds(2));

        Assert.That($"{progress}", Is.EqualTo("hubspot contacts: 400 rows, 200 a second"));
    }

    [Test]
    public void More_rows_than_told_are_no_time_less_than_none()
    {
        var progress = new ReadProgress("hubspot", "contacts", Rows: 500, Total: 400, TimeSpan.FromSeconds(2));

        Assert.That($"{progress}", Is.EqualTo("hubspot contacts: [####################] 500 of 400 rows, 250 a second, 00:00:00 left"));
    }
}
