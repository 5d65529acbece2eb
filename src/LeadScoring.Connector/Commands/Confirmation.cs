namespace LeadScoring.Connector.Commands;

/// <summary>Asks a person before something changes. Closed input is a no.</summary>
static class Confirmation
{
    public static bool Ask(string question)
    {
        Console.Out.Write($"{question} [y/N] ");
        return Console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
