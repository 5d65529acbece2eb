using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Configuration;

/// <summary>The whole configuration, checked and complete. Made by <c>ConfigurationReader</c>.</summary>
sealed record ConnectorOptions
{
    /// <summary>The file that was read; null when there was none.</summary>
    public string? File { get; init; }

    /// <summary>In the order of their names.</summary>
    public required IReadOnlyList<ConnectionOptions> Connections { get; init; }

    public StoreOptions Store { get; init; } = new();

    public AlertOptions Alerts { get; init; } = new();

    public PublishOptions Publish { get; init; } = new();

    public PeopleOptions People { get; init; } = new();

    public LogOptions Logs { get; init; } = new();

    public KeyOptions Keys { get; init; } = new();

    /// <summary>Where webhooks arrive; null when nothing listens for them.</summary>
    public WebhookOptions? Webhooks { get; init; }
}

/// <summary>One connection: a CRM account and the mapping file that scores it.</summary>
sealed record ConnectionOptions
{
    public required string Name { get; init; }

    public required CrmKind Crm { get; init; }

    public required Uri BaseUrl { get; init; }

    /// <summary>Salesforce "67.0"; HubSpot "2026-09" or "v3".</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The mapping file, absolute.</summary>
    public required string Mapping { get; init; }

    /// <summary>A Quartz cron expression, in UTC.</summary>
    public required string Schedule { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>How far back the first pass replays history.</summary>
    public TimeSpan Since { get; init; } = TimeSpan.FromDays(90);

    public required AuthOptions Auth { get; init; }

    /// <summary>The most this connector may use of the account's daily allocation, 0 to 1.</summary>
    public double CallShare { get; init; } = 0.25;

    /// <summary>No call while the whole account has used more than this share of its allocation, 0 to 1.</summary>
    public double OrgStop { get; init; } = 0.8;

    public LimitOptions Limits { get; init; } = new();

    /// <summary>How far before its cursor each pass reads again, for rows that become visible late.</summary>
    public required TimeSpan Overlap { get; init; }

    public TrailingPassOptions TrailingPass { get; init; } = new();

    public required int PageSize { get; init; }

    /// <summary>The longest one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What the CRM signs its webhooks with; null when none are taken.</summary>
    public WebhookSecret? WebhookSecret { get; init; }
}

sealed record WebhookSecret(string Value)
{
    /// <summary>Does not show it.</summary>
    public override string ToString() => "***";
}

enum AuthFlow
{
    ClientCredentials,
    JwtBearer,
    RefreshToken,
    AccessToken,
}

sealed record AuthOptions
{
    public required AuthFlow Flow { get; init; }

    /// <summary>Null: the CRM's own place below its base address.</summary>
    public Uri? TokenUrl { get; init; }

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    public string AccessToken { get; init; } = "";

    public string RefreshToken { get; init; } = "";

    public string Username { get; init; } = "";

    public string PrivateKey { get; init; } = "";

    public string Audience { get; init; } = "";

    /// <summary>Names no secret.</summary>
    public override string ToString() => $"AuthOptions {{ Flow = {Flow} }}";
}

/// <summary>HubSpot's pace; 0 turns a limit off.</summary>
sealed record LimitOptions(int SearchesPerSecond = 5, int CallsPerTenSeconds = 190);

sealed record TrailingPassOptions
{
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan Reach { get; init; } = TimeSpan.FromHours(2);
}

enum StoreProvider
{
    Sqlite,
    Postgres,
}

sealed record StoreOptions
{
    public StoreProvider Provider { get; init; }

    /// <summary>With a SQLite file as an absolute path.</summary>
    public string ConnectionString { get; init; } = "Data Source=data/connector.db";
}

/// <summary>How many leads may flip through a changed mapping file before a person has to say so.</summary>
sealed record PublishOptions(int MaxFlips = 50);

enum LinkBy
{
    None,
    Email,
}

/// <summary>Whether records of different CRMs with one address are one person.</summary>
sealed record PeopleOptions
{
    /// <summary>The CRM of each connection whose people are linked; empty when nobody is.</summary>
    public IReadOnlyDictionary<string, string> Linked { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A disabled connection is left out: nobody would notice there that a person is no longer hot.</summary>
    public static PeopleOptions Of(LinkBy linkBy, IEnumerable<ConnectionOptions> connections) => linkBy == LinkBy.None ? new() : new()
    {
        Linked = connections.Where(connection => connection.Enabled)
            .ToDictionary(connection => connection.Name, connection => connection.Crm.ToString(), StringComparer.Ordinal),
    };
}

/// <summary>Where webhooks arrive: the address to listen on, and the one under which the CRM calls it.</summary>
sealed record WebhookOptions(Uri Listener, Uri Public);

/// <summary>Where the JSON log is written, absolute.</summary>
sealed record LogOptions(string Directory = "logs");

/// <summary>Where the keys are that encrypt tokens in the store, absolute.</summary>
sealed record KeyOptions(string Directory = "keys");
