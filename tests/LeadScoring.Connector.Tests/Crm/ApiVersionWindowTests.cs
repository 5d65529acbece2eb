using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Crm;

sealed class ApiVersionWindowTests
{
    [TestCase(CrmKind.Salesforce, "30.0", "2025-06-01")]
    [TestCase(CrmKind.Salesforce, "31.0", "2027-06-01")]
    [TestCase(CrmKind.Salesforce, "41.0", null)]
    [TestCase(CrmKind.Salesforce, "67.0", null)]
    [TestCase(CrmKind.HubSpot, "v3", "2027-09-01")]
    [TestCase(CrmKind.HubSpot, "v4", "2027-03-30")]
    [TestCase(CrmKind.HubSpot, "2026-03", "2027-09-30")]
    [TestCase(CrmKind.HubSpot, "2026-09", "2028-03-08")]
    [TestCase(CrmKind.HubSpot, "2027-03", null)]
    public void P23_The_end_of_a_version_is_known_where_it_is_announced(CrmKind crm, string version, string? end)
    {
        Assert.That(ApiVersionWindow.EndsOn(crm, version)?.ToString("yyyy-MM-dd"), Is.EqualTo(end));
    }

    [TestCase(181, false)]
    [TestCase(180, true)]
    [TestCase(-1, true)]
    public void P23_It_is_told_180_days_ahead(int days, bool near)
    {
        var end = DateOnly.FromDateTime(SomeCrm.Noon.UtcDateTime).AddDays(days);

        Assert.That(ApiVersionWindow.IsNear(end, SomeCrm.Noon), Is.EqualTo(near));
    }
}
