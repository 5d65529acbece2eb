using System.Globalization;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Configuration;

/// <summary>
/// Settings by key, as values of their kinds. An empty value is as good as none; one of the wrong kind is null here,
/// because <see cref="SettingChecker"/> reports it.
/// </summary>
sealed class SettingValues(IReadOnlyDictionary<string, RawSetting> settings, string home)
{
    /// <summary>What paths are relative to that no source names.</summary>
    public string Home => home;

    public RawSetting? Find(string key) =>
        settings.GetValueOrDefault($"{KnownSettings.Root}:{key}") is { Value.Length: > 0 } setting ? setting : null;

    public string? Text(string key) => Find(key)?.Value;

    public bool? Flag(string key) => bool.TryParse(Text(key), out var flag) ? flag : null;

    public int? Whole(string key) =>
        int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    public double? Share(string key) =>
        double.TryParse(Text(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) ? share : null;

    public TimeSpan? Span(string key) => Text(key) is { } text && Duration.TryParse(text, out var span) ? span : null;

    public Uri? Url(string key) => Text(key) is { } text && UrlRules.IsHttp(text) ? new Uri(text) : null;

    public T? Choice<T>(string key)
        where T : struct, Enum => Enum.TryParse<T>(Text(key), ignoreCase: true, out var choice) ? choice : null;

    /// <summary>A path, relative to the place that names it.</summary>
    public string? FullPath(string key) => Find(key) is { } setting ? Path.GetFullPath(setting.Value, setting.Directory) : null;

    /// <summary>The names that stand directly below a section, in order.</summary>
    public IReadOnlyList<string> Names(string section)
    {
        var prefix = $"{KnownSettings.Root}:{section}:";
        return
        [
            .. settings.Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Select(key => key[prefix.Length..].Split(':')[0])
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal),
        ];
    }
}
