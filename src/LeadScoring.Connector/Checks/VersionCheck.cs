using System.Globalization;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Checks;

/// <summary>Warns of the end of an API version, from half a year ahead. Pure.</summary>
static class VersionCheck
{
    public static IEnumerable<Finding> Of(ConnectionOptions connection, DateTimeOffset now)
    {
        if (ApiVersionWindow.EndsOn(connection.Crm, connection.ApiVersion) is not { } end || !ApiVersionWindow.IsNear(end, now))
            yield break;

        var day = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return FindingKinds.ApiVersionEnds.In(
            connection.Name, $"{connection.Crm} supports version {connection.ApiVersion} of its API until {day}.",
            $"Set ApiVersion of {connection.Name} to a newer one, and run check again.");
    }
}
