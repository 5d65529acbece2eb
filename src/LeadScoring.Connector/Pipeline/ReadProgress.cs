using System.Globalization;

namespace LeadScoring.Connector.Pipeline;

/// <summary>How far the first reading of a stream is.</summary>
/// <param name="Total">Rows there are, as the CRM told when the reading began; null when it did not.</param>
/// <param name="Elapsed">Since the reading began, with <paramref name="Rows"/> read since.</param>
sealed record ReadProgress(string Connection, string Stream, int Rows, int? Total, TimeSpan Elapsed)
{
    /// <summary>Rows a second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>At the rate so far; null while that or the end is unknown.</summary>
    public TimeSpan? Left => Total is { } total && Rate > 0 ? TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, total - Rows) / Rate)) : null;

    public override string ToString()
    {
        var of = Total is { } total ? $" of {Number(total)}" : "";
        var left = Left is { } time ? $", {time:hh\\:mm\\:ss} left" : "";
        return $"{Connection} {Stream}: {Bar}{Number(Rows)}{of} rows, {Number((int)Rate)} a second{left}";
    }

    /// <summary>Twenty places, filled as far as the reading is.</summary>
    string Bar
    {
        get
        {
            if (Total is not > 0)
                return "";

            var done = (int)Math.Min(20L, 20L * Rows / Total.Value);
            return $"[{new string('#', done)}{new string('.', 20 - done)}] ";
        }
    }

    static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
