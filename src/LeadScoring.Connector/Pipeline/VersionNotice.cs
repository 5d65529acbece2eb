using System.Globalization;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>Tells, once a day and half a year ahead, that the CRM gives up the configured version of its API.</summary>
sealed class VersionNotice(ConnectionOptions connection, Connections facts, TimeProvider time)
{
    const string Given = "version-notice";

    public async Task GiveAsync(PassReport report, CancellationToken cancellationToken)
    {
        if (ApiVersionWindow.EndsOn(connection.Crm, connection.ApiVersion) is not { } end || !ApiVersionWindow.IsNear(end, time.GetUtcNow()))
            return;
        if (await facts.CachedAsync(Given, TimeSpan.FromDays(1), cancellationToken) is not null)
            return;

        var day = end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        report.Problems.Add(new(
            "api_version_ends", $"{connection.Crm} supports version {connection.ApiVersion} of its API until {day}.",
            "Set ApiVersion to a newer one, and try it with sync --dry-run."));
        await facts.CacheAsync(Given, day, cancellationToken);
    }
}
