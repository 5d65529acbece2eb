namespace LeadScoring.Connector.Configuration;

/// <summary>Every key below Connector.</summary>
static class KnownSettings
{
    public const string Root = "Connector";

    public static readonly IReadOnlyList<Setting> All =
    [
        new("Connections:*:Crm", SettingKind.Choice) { Choices = ["Salesforce", "HubSpot"] },
        new("Connections:*:BaseUrl", SettingKind.Url),
        new("Connections:*:ApiVersion", SettingKind.Text),
        new("Connections:*:Mapping", SettingKind.Text),
        new("Connections:*:Schedule", SettingKind.Schedule),
        new("Connections:*:Enabled", SettingKind.Flag),
        new("Connections:*:Since", SettingKind.Duration),
        new("Connections:*:Auth:Flow", SettingKind.Choice)
        {
            Choices = ["ClientCredentials", "JwtBearer", "RefreshToken", "AccessToken"],
        },
        new("Connections:*:Auth:TokenUrl", SettingKind.Url),
        new("Connections:*:Auth:ClientId", SettingKind.Text),
        new("Connections:*:Auth:ClientSecret", SettingKind.Secret),
        new("Connections:*:Auth:AccessToken", SettingKind.Secret),
        new("Connections:*:Auth:RefreshToken", SettingKind.Secret),
        new("Connections:*:Auth:Username", SettingKind.Text),
        new("Connections:*:Auth:PrivateKey", SettingKind.Secret),
        new("Connections:*:Auth:Audience", SettingKind.Url),
        new("Connections:*:CallShare", SettingKind.Share),
        new("Connections:*:OrgStop", SettingKind.Share),
        new("Connections:*:WebhookSecret", SettingKind.Secret),
        new("Connections:*:Limits:SearchesPerSecond", SettingKind.Whole),
        new("Connections:*:Limits:CallsPerTenSeconds", SettingKind.Whole),
        new("Connections:*:Overlap", SettingKind.Duration) { MayBeZero = true },
        new("Connections:*:TrailingPass:Every", SettingKind.Duration),
        new("Connections:*:TrailingPass:Reach", SettingKind.Duration),
        new("Connections:*:PageSize", SettingKind.Whole) { AtLeast = 1 },
        new("Connections:*:Timeout", SettingKind.Duration),
        new("Store:Provider", SettingKind.Choice) { Choices = ["Sqlite", "Postgres"] },
        new("Store:ConnectionString", SettingKind.Secret),
        new("Alerts:Smtp:Host", SettingKind.Text),
        new("Alerts:Smtp:Port", SettingKind.Whole) { AtLeast = 1, AtMost = 65_535 },
        new("Alerts:Smtp:StartTls", SettingKind.Flag),
        new("Alerts:Smtp:From", SettingKind.Text),
        new("Alerts:Smtp:User", SettingKind.Text),
        new("Alerts:Smtp:Password", SettingKind.Secret),
        new("Alerts:WebhookUrl", SettingKind.Url) { IsHidden = true },
        new("Alerts:WebhookSecret", SettingKind.Secret),
        new("Alerts:NotOlderThan", SettingKind.Duration),
        new("Alerts:PerHour", SettingKind.Whole) { AtLeast = 1 },
        new("Alerts:FallbackTo", SettingKind.Text),
        new("People:LinkBy", SettingKind.Choice) { Choices = ["None", "Email"] },
        new("Publish:MaxFlips", SettingKind.Whole),
        new("Retention:Ledger", SettingKind.Duration),
        new("Retention:Log", SettingKind.Duration),
        new("Retention:Outbox", SettingKind.Duration),
        new("Web:Url", SettingKind.Listener),
        new("Web:PublicUrl", SettingKind.Url),
        new("Web:WebhookUrl", SettingKind.Listener),
        new("Web:BehindProxy", SettingKind.Flag),
        new("Web:Tokens:*:Name", SettingKind.Text),
        new("Web:Tokens:*:Hash", SettingKind.Secret),
        new("Web:Tokens:*:Role", SettingKind.Choice) { Choices = ["viewer", "operator"] },
        new("Logs:Directory", SettingKind.Text),
        new("Keys:Directory", SettingKind.Text),
    ];

    /// <summary>Null when no such key is known. <paramref name="key"/> begins with Connector.</summary>
    public static Setting? Find(string key)
    {
        var segments = key.Split(':')[1..];
        return All.FirstOrDefault(setting => setting.Segments.Length == segments.Length && Begins(setting, segments, segments.Length));
    }

    /// <summary>The names that may follow the first <paramref name="depth"/> segments below Connector.</summary>
    public static IReadOnlyList<string> Following(string[] segments, int depth) =>
    [
        .. All.Where(setting => setting.Segments.Length > depth && Begins(setting, segments, depth))
            .Select(setting => setting.Segments[depth])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether a value may be shown. A secret may hide behind a misspelt key, so only known keys show theirs.</summary>
    public static bool IsShown(string key) => Find(key) is { IsHidden: false };

    static bool Begins(Setting setting, string[] segments, int depth) => segments.Take(depth).Zip(setting.Segments)
        .All(pair => pair.Second == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
}
