using System.Globalization;
using LeadScoring.Connector.Mappings;
using Quartz;

namespace LeadScoring.Connector.Configuration;

/// <summary>Compares settings with the keys and kinds that are known.</summary>
sealed class SettingChecker(ConfigurationProblems problems)
{
    readonly HashSet<string> unknown = new(StringComparer.OrdinalIgnoreCase);

    public void Check(RawSetting setting)
    {
        if (KnownSettings.Find(setting.Key) is not { } known)
            ReportUnknown(setting);
        else if (setting.Value.Length > 0 && !setting.NamesFile && Complaint(known, setting.Value) is { } complaint)
            problems.Add(setting, complaint);
    }

    /// <summary>Once for a section, however much it holds.</summary>
    void ReportUnknown(RawSetting setting)
    {
        var segments = setting.Key.Split(':')[1..];
        var depth = 0;
        var names = KnownSettings.Following(segments, depth);
        while (depth < segments.Length && names.Any(name => IsNamed(segments[depth], name)))
            names = KnownSettings.Following(segments, ++depth);

        if (depth == segments.Length)
            problems.Add(setting, $"is a value where a section is expected. Allowed below: {string.Join(", ", names)}.");
        else if (unknown.Add(string.Join(':', segments.Take(depth + 1))))
            problems.Add(setting.Source, Key(segments, depth + 1), value: null, $"unknown key. {NearestKey.Remedy(segments[depth], names)}");
    }

    static bool IsNamed(string segment, string name) => name == "*" || string.Equals(name, segment, StringComparison.OrdinalIgnoreCase);

    static string Key(string[] segments, int depth) => string.Join(':', segments.Take(depth).Prepend(KnownSettings.Root));

    static string? Complaint(Setting setting, string value) => setting.Kind switch
    {
        SettingKind.Choice => setting.Choices.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"is not allowed. {NearestKey.Remedy(value, setting.Choices)}",
        SettingKind.Flag => bool.TryParse(value, out _) ? null : "is not true or false.",
        SettingKind.Whole => IsWhole(value, setting) ? null : $"is not {Range(setting)}.",
        SettingKind.Share => IsShare(value) ? null : "is not a number greater than 0 and at most 1, such as 0.25.",
        SettingKind.Duration => DurationComplaint(setting, value),
        SettingKind.Schedule => CronExpression.TryParse(value, out _)
            ? null
            : "is no Quartz cron expression. Write seconds, minutes, hours, day of month, month and weekday, such as 0 * * * * ?",
        SettingKind.Url => UrlRules.Complaint(value),
        SettingKind.Listener => UrlRules.IsHttp(value) ? null : "is not an address to listen on, such as http://127.0.0.1:8080.",
        _ => null,
    };

    static bool IsWhole(string value, Setting setting) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
        && whole >= setting.AtLeast && whole <= setting.AtMost;

    static string Range(Setting setting) => setting.AtMost == int.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {setting.AtLeast}")
        : string.Create(CultureInfo.InvariantCulture, $"a whole number from {setting.AtLeast} to {setting.AtMost}");

    static bool IsShare(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1;

    static string? DurationComplaint(Setting setting, string value)
    {
        if (!Duration.TryParse(value, out var duration))
            return "is no duration. Write a whole number with s, m, h or d, such as 30s, 15m, 12h or 10d.";
        return duration > TimeSpan.Zero || setting.MayBeZero ? null : "must be longer than zero.";
    }
}
