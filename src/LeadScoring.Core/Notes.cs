namespace LeadScoring.Core;

/// <summary>Why an entry has other points than its rule.</summary>
public static class Notes
{
    public const string Late = "older than the newest status";

    public const string Settled = "older than the last reset";

    public const string TooMany = "more than at_most allows";

    public const string Withdrawn = "withdrawn in the CRM";

    public const string Lapsed = "its time is over";

    public const string Merged = "another record's score took its place";

    public const string Floor = "bounded by the floor";
}
