namespace LeadScoring.Connector.HubSpot;

/// <summary>Ids are numbers without leading zeros, of any length.</summary>
sealed class HubSpotIds : IComparer<string>
{
    public static readonly HubSpotIds ByNumber = new();

    public int Compare(string? x, string? y)
    {
        var byLength = (x?.Length ?? 0).CompareTo(y?.Length ?? 0);
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }
}
