using System.Globalization;

namespace LeadScoring.Connector.Mappings;

/// <summary>Durations as people write them: 30s, 15m, 12h, 10d.</summary>
static class Duration
{
    public const string Pattern = "^[0-9]{1,9}[smhd]$";

    /// <summary>Added to any date of our time it gives a date the calendar knows.</summary>
    static readonly TimeSpan longest = TimeSpan.FromDays(36_500);

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length is < 2 or > 10
            || !long.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        if (unit == TimeSpan.Zero || count > longest / unit)
            return false;

        duration = count * unit;
        return true;
    }

    public static string Format(TimeSpan duration) => duration switch
    {
        _ when duration == TimeSpan.Zero => "0s",
        _ when duration.Ticks % TimeSpan.TicksPerDay == 0 => Text(duration.TotalDays, 'd'),
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => Text(duration.TotalHours, 'h'),
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => Text(duration.TotalMinutes, 'm'),
        _ => Text(duration.TotalSeconds, 's'),
    };

    static string Text(double count, char unit) => string.Create(CultureInfo.InvariantCulture, $"{count:0.###}{unit}");
}
