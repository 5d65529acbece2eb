using System.Globalization;

namespace LeadScoring.Sandbox.Http;

/// <summary>A refresh token; one that rotates is good for one exchange.</summary>
sealed class RotatingToken(string first, bool rotates)
{
    int exchanges;

    public string Current => exchanges == 0 ? first : string.Create(CultureInfo.InvariantCulture, $"{first}-{exchanges}");

    /// <returns>Whether it was the good one.</returns>
    public bool Use(string token)
    {
        if (token != Current) return false;

        exchanges += rotates ? 1 : 0;
        return true;
    }
}
