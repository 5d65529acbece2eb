using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Configuration;

/// <summary>What a connection to one kind of CRM has unless the configuration says otherwise.</summary>
sealed record ConnectionDefaults
{
    static readonly ConnectionDefaults salesforce = new()
    {
        ApiVersion = "67.0",
        Schedule = "0 * * * * ?",
        Flow = AuthFlow.ClientCredentials,
        Overlap = TimeSpan.FromMinutes(10),
        PageSize = 2000,
    };

    static readonly ConnectionDefaults hubSpot = new()
    {
        BaseUrl = new Uri("https://api.hubapi.com"),
        ApiVersion = "2026-09",
        Schedule = "0/30 * * * * ?",
        Flow = AuthFlow.AccessToken,
        Overlap = TimeSpan.FromMinutes(15),
        PageSize = 200,
    };

    /// <summary>Null where every account has its own.</summary>
    public Uri? BaseUrl { get; private init; }

    public required string ApiVersion { get; init; }

    public required string Schedule { get; init; }

    public required AuthFlow Flow { get; init; }

    public required TimeSpan Overlap { get; init; }

    /// <summary>The default, and the most that the CRM returns.</summary>
    public required int PageSize { get; init; }

    public static ConnectionDefaults Of(CrmKind crm) => crm == CrmKind.Salesforce ? salesforce : hubSpot;
}
