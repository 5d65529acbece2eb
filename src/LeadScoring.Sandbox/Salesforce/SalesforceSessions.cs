using System.Globalization;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>The access tokens given out and still good.</summary>
sealed class SalesforceSessions
{
    readonly HashSet<string> tokens = new(StringComparer.Ordinal);
    int given;

    public string Open()
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"00DWz0000000001!sandbox.{++given:D6}");
        tokens.Add(token);
        return token;
    }

    public bool Knows(string token) => tokens.Contains(token);

    public void Expire() => tokens.Clear();
}
