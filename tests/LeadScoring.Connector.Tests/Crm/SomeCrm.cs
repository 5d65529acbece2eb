using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Core.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Crm;

static class SomeCrm
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly ReadWindow Everything = Window(after: null);

    public static readonly ObjectScope Lead = new("Lead", "Status", "Hot_Lead__c", ["Status", "Lead_Score__c"], HistoryMode.Auto);

    public static readonly ObjectScope Contacts = new("contacts", "hs_lead_status", "hot_lead", ["hot_lead_score"], HistoryMode.Auto);

    public static ICrm Salesforce(FakeNetwork network, TimeProvider time, ConnectionOptions? options = null, CrmMemory? memory = null) =>
        SalesforceServices.Create(options ?? SalesforceOptions(), time, NullLoggerFactory.Instance, network, memory);

    public static ICrm HubSpot(FakeNetwork network, TimeProvider time, ConnectionOptions? options = null, CrmMemory? memory = null, HubSpotPaces? paces = null) =>
        HubSpotServices.Create(options ?? HubSpotOptions(), time, NullLoggerFactory.Instance, network, memory, paces);

    public static ConnectionOptions SalesforceOptions(string baseUrl = "https://crm.example") => new()
    {
        Name = "salesforce",
        Crm = CrmKind.Salesforce,
        BaseUrl = new(baseUrl),
        ApiVersion = "67.0",
        Mapping = "salesforce.yaml",
        Schedule = "0 * * * * ?",
        Auth = new() { Flow = AuthFlow.ClientCredentials, ClientId = "sandbox-client", ClientSecret = "sandbox-secret" },
        Overlap = TimeSpan.FromMinutes(10),
        PageSize = 2000,
    };

    public static ConnectionOptions HubSpotOptions(string baseUrl = "https://crm.example", LimitOptions? limits = null) => new()
    {
        Name = "hubspot",
        Crm = CrmKind.HubSpot,
        BaseUrl = new(baseUrl),
        ApiVersion = "2026-09",
        Mapping = "hubspot.yaml",
        Schedule = "0/30 * * * * ?",
        Auth = new() { Flow = AuthFlow.AccessToken, AccessToken = "sandbox-token" },
        Overlap = TimeSpan.FromMinutes(15),
        PageSize = 200,
        Limits = limits ?? new(0, 0),
    };

    /// <summary>An object with the fields of the scope.</summary>
    public static CrmObject Described(ObjectScope scope, params string[] tracked)
    {
        CrmField[] fields =
        [
            new(scope.StatusField, FieldType.Choice, 0, null, Writable: true, []),
            new(scope.HotField, FieldType.Flag, 0, null, Writable: true, []),
            new("Lead_Score__c", FieldType.Number, 0, 1, Writable: true, []),
        ];
        return new(scope.Name, fields.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase), tracked.ToHashSet());
    }

    public static ReadWindow Window(Cursor? after, DateTimeOffset? until = null) =>
        new(after, until, static (rows, _) => ValueTask.FromResult<IReadOnlySet<string>>(rows.Select(row => row.Id).ToHashSet()));

    public static RecordWrite Write(string id, string field = "Hot_Lead__c", FieldValue? value = null) =>
        new(id, new Dictionary<string, FieldValue> { [field] = value ?? FieldValue.Of(true) });

    public static async Task<List<T>> ListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);

        return list;
    }
}
