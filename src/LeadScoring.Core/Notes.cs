namespace LeadScoring.Core;

/// <summary>Why an entry has other points than its rule.</summary>
public static class Notes
{
    public const string Late = "older than the newest status";

    public const string Settled = "older than the last reset";

    public const string Floor = "bounded by the floor";
}
