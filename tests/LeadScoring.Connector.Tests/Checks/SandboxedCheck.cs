using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Checks;

/// <summary>Both CRMs as they are after a good setup, for a test to break, and the shipped mapping files.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
abstract class SandboxedCheck
{
    SandboxHost? host;

    protected SandboxHost Host => host ?? throw new InvalidOperationException("The sandbox has not started.");

    protected FakeClock Clock { get; } = new(SomeCrm.Noon);

    /// <summary>Answers a call in the CRM's place.</summary>
    protected Func<HttpContext, Task<bool>> Intercept { get; set; } = _ => Task.FromResult(false);

    protected ConnectionOptions Salesforce => SomeCrm.SalesforceOptions(Host.SalesforceUrl.AbsoluteUri) with
    {
        Mapping = Path.Combine(TestSource.Top, "mappings", "salesforce.yaml"),
    };

    protected ConnectionOptions HubSpot => SomeCrm.HubSpotOptions(Host.HubSpotUrl.AbsoluteUri) with
    {
        Mapping = Path.Combine(TestSource.Top, "mappings", "hubspot.yaml"),
    };

    [SetUp]
    public async Task StartAsync() => host = await SandboxHost.StartAsync(
        new() { Time = Clock, Population = Population.Empty, RateLimits = false, Intercept = context => Intercept(context) },
        CancellationToken.None);

    /// <summary>As setup makes it.</summary>
    protected void AddNotificationType() => Host.World.Salesforce.Create(
        "CustomNotificationType", new Dictionary<string, object?> { ["DeveloperName"] = SalesforceSetup.NotificationType });

    [TearDown]
    public async Task StopAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    protected static ICrm Connect(ConnectionOptions connection) => connection.Crm == CrmKind.Salesforce
        ? SalesforceServices.Create(connection, TimeProvider.System, NullLoggerFactory.Instance)
        : HubSpotServices.Create(connection, TimeProvider.System, NullLoggerFactory.Instance);

    /// <param name="change">Changes the text of the mapping file.</param>
    protected static MappingFile Mapping(ConnectionOptions connection, Func<string, string>? change = null)
    {
        var text = File.ReadAllText(connection.Mapping);
        var reading = MappingReader.Read(connection.Mapping, change is null ? text : change(text), connection.Crm);
        return reading.File ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    protected Task<IReadOnlyList<Finding>> CheckAsync(ConnectionOptions connection, Func<string, string>? change = null) =>
        CheckAsync(connection, Mapping(connection, change));

    /// <param name="kind">The activities that the mapping needs, and the field that a signal matches on.</param>
    protected Task<IReadOnlyList<Finding>> CheckAsync(ConnectionOptions connection, ActivityKind kind, params string[] matched)
    {
        var file = Mapping(connection);
        var fields = new Dictionary<ActivityKind, IReadOnlyList<string>> { [kind] = matched };
        return CheckAsync(connection, file with { Activities = new(new HashSet<ActivityKind> { kind }, fields, [.. file.Model.Objects.Keys]) });
    }

    Task<IReadOnlyList<Finding>> CheckAsync(ConnectionOptions connection, MappingFile file) =>
        new ConnectionCheck(connection, Connect(connection), file, Clock).RunAsync(CancellationToken.None);

    /// <summary>The one finding with this code, which has to have a remedy.</summary>
    protected static Finding Only(IReadOnlyList<Finding> findings, string code)
    {
        var found = findings.Where(finding => finding.Code == code).ToArray();
        Assert.That(found, Has.Length.EqualTo(1), string.Join('\n', findings));
        Assert.That(found[0].Remedy, Is.Not.Empty);
        return found[0];
    }

    protected static IEnumerable<string> Worse(IEnumerable<Finding> findings) =>
        findings.Where(finding => finding.Severity > FindingSeverity.Info).Select(finding => finding.ToString());
}
