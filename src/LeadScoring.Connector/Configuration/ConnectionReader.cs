using System.Text.RegularExpressions;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Configuration;

/// <summary>Reads the connections: every one of the file, also those disabled or not selected.</summary>
sealed class ConnectionReader(SettingValues values, string shownFile, ConfigurationProblems problems)
{
    const string Section = "Connections";

    public IReadOnlyList<ConnectionOptions> Read(string? only)
    {
        var names = values.Names(Section);
        if (only is { Length: > 0 } && !names.Contains(only, StringComparer.OrdinalIgnoreCase))
            problems.Add("command line", key: "--connection", only, $"is not configured. {NearestKey.Remedy(only, names)}");

        return [.. names.Select(name => Connection(name, only)).OfType<ConnectionOptions>()];
    }

    /// <summary>Null when too little is known; the problems say why.</summary>
    ConnectionOptions? Connection(string name, string? only)
    {
        var path = $"{Section}:{name}";
        if (!Regex.IsMatch(name, @"^[A-Za-z0-9_-]{1,60}\z", RegexOptions.NonBacktracking))
            problems.Add(shownFile, $"{KnownSettings.Root}:{path}", value: null, "a connection is named with letters, digits, - and _ only.");
        if (values.Choice<CrmKind>($"{path}:Crm") is not { } crm)
        {
            ReportMissing($"{path}:Crm", "Write Salesforce or HubSpot.");
            return null;
        }

        var enabled = values.Flag($"{path}:Enabled") ?? true;
        var used = enabled && (only is null || string.Equals(name, only, StringComparison.OrdinalIgnoreCase));
        var defaults = ConnectionDefaults.Of(crm);
        CheckVersion(path, crm);
        CheckPageSize(path, crm);
        var baseUrl = BaseUrl(path, defaults);
        var mapping = Mapping(path);
        var auth = new AuthReader(values, shownFile, problems).Read(path, crm, used);
        return baseUrl is null || mapping is null || auth is null ? null : new ConnectionOptions
        {
            Name = name,
            Crm = crm,
            BaseUrl = baseUrl,
            ApiVersion = values.Text($"{path}:ApiVersion") ?? defaults.ApiVersion,
            Mapping = mapping,
            Schedule = values.Text($"{path}:Schedule") ?? defaults.Schedule,
            Enabled = enabled,
            Since = values.Span($"{path}:Since") ?? TimeSpan.FromDays(90),
            Auth = auth,
            CallShare = values.Share($"{path}:CallShare") ?? 0.25,
            OrgStop = values.Share($"{path}:OrgStop") ?? 0.8,
            Limits = Limits(path),
            Overlap = values.Span($"{path}:Overlap") ?? defaults.Overlap,
            TrailingPass = TrailingPass(path),
            PageSize = values.Whole($"{path}:PageSize") ?? defaults.PageSize,
            Timeout = values.Span($"{path}:Timeout") ?? TimeSpan.FromSeconds(60),
            WebhookSecret = values.Text($"{path}:WebhookSecret") is { } secret ? new(secret) : null,
        };
    }

    Uri? BaseUrl(string path, ConnectionDefaults defaults)
    {
        var key = $"{path}:BaseUrl";
        if (defaults.BaseUrl is null)
            ReportMissing(key, "Write the My Domain address, such as https://example.my.salesforce.com.");
        if (values.Url(key) is { } url && (url.Query.Length > 0 || url.Fragment.Length > 0))
            problems.Add(values.Find(key)!, "holds a query or fragment. Leave out what begins with ? or #.");
        return values.Find(key) is null ? defaults.BaseUrl : values.Url(key);
    }

    string? Mapping(string path)
    {
        var key = $"{path}:Mapping";
        ReportMissing(key, "Name the mapping file, such as mappings/salesforce.yaml.");
        var file = values.FullPath(key);
        if (Directory.Exists(file))
            problems.Add(values.Find(key)!, "is a directory. Name the mapping file, such as mappings/salesforce.yaml.");
        else if (file is not null && !File.Exists(file))
            problems.Add(values.Find(key)!, "does not exist. Name an existing mapping file.");
        return file;
    }

    void CheckVersion(string path, CrmKind crm)
    {
        if (values.Find($"{path}:ApiVersion") is not { } setting)
            return;

        var (pattern, remedy) = crm == CrmKind.Salesforce
            ? (@"^[0-9]{2,3}\.0\z", "is no API version of Salesforce. Write one such as 67.0.")
            : (@"^([0-9]{4}-(0[1-9]|1[0-2])|v[0-9])\z", "is no API version of HubSpot. Write one such as 2026-09 or v3.");
        if (!Regex.IsMatch(setting.Value, pattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture))
            problems.Add(setting, remedy);
    }

    void CheckPageSize(string path, CrmKind crm)
    {
        var most = ConnectionDefaults.Of(crm).PageSize;
        if (values.Whole($"{path}:PageSize") > most && values.Find($"{path}:PageSize") is { } setting)
            problems.Add(setting, $"is more than {crm} returns in one page. Write at most {most}.");
    }

    LimitOptions Limits(string path)
    {
        var defaults = new LimitOptions();
        return new(
            values.Whole($"{path}:Limits:SearchesPerSecond") ?? defaults.SearchesPerSecond,
            values.Whole($"{path}:Limits:CallsPerTenSeconds") ?? defaults.CallsPerTenSeconds);
    }

    TrailingPassOptions TrailingPass(string path)
    {
        var defaults = new TrailingPassOptions();
        return new()
        {
            Every = values.Span($"{path}:TrailingPass:Every") ?? defaults.Every,
            Reach = values.Span($"{path}:TrailingPass:Reach") ?? defaults.Reach,
        };
    }

    void ReportMissing(string key, string remedy)
    {
        if (values.Find(key) is null)
            problems.Add(shownFile, $"{KnownSettings.Root}:{key}", value: null, $"is missing. {remedy}");
    }
}
