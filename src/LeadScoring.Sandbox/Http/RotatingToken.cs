using System.Globalization;

namespace LeadScoring.Sandbox.Http;

/// <summary>A refresh token; one that rotates is good for one exchange.</summary>
sealed class RotatingToken(string first, bool rotates)
{
    int exchanges;

    public string Current { get; private set; } = first;

    /// <returns>Whether it was the good one.</returns>
    public bool Use(string token)
    {
        if (token != Current)
            return false;

        if (rotates)
            Current = string.Create(CultureInfo.InvariantCulture, $"{first}-{++exchanges}");
        return true;
    }
}
