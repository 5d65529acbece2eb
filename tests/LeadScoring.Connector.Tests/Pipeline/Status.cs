namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>The statuses on stage; <see cref="Model"/> says what they are worth.</summary>
static class Status
{
    public const string Open = "Open - Not Contacted";
    public const string Working = "Working - Contacted";
    public const string Interested = "Interested";
    public const string Converted = "Closed - Converted";
    public const string Refused = "Closed - Not Converted";

    /// <summary>A status of the CRM that no mapping names.</summary>
    public const string Unmapped = "Parked";

    public static readonly string[] All =
    [
        Open, Working, Interested, Converted, Refused, Unmapped,
        "New", "In progress", "Converted", "Not interested",
    ];
}
