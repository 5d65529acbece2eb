using System.Text.Json;

namespace LeadScoring.Connector.Store;

/// <summary>How values stand in the database: times as Unix milliseconds, points as ten-thousandths.</summary>
static class Stored
{
    const decimal PointScale = 10_000m;

    public static long Time(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long? Time(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Time(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    public static DateTimeOffset? Time(long? time) => time is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    public static long Points(decimal points) => (long)(points * PointScale);

    public static decimal Points(long points) => points / PointScale;

    /// <summary>A JSON array, for a statement that takes any number of values; an empty one for none.</summary>
    public static string List<T>(IEnumerable<T>? values) => JsonSerializer.Serialize(values ?? []);
}
