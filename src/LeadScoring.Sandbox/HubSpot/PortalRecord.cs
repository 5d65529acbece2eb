namespace LeadScoring.Sandbox.HubSpot;

/// <summary>One value that a property has had. <c>SourceType</c> is such as CRM_UI, INTEGRATION, IMPORT.</summary>
readonly record struct PropertyVersion(string? Value, long At, string SourceType, string? SourceId, int? UserId);

/// <summary>A record at one moment; the next save makes another. What search sees is a version, perhaps not the last.</summary>
sealed record PortalVersion(long Id, long Created, long Modified, string?[] Values)
{
    public string? this[int slot] => slot >= 0 && slot < Values.Length ? Values[slot] : null;
}

sealed class PortalRecord(PortalVersion version)
{
    // Longer histories lose their oldest entries. [unverified: about 45 on contacts]
    const int LongestHistory = 45;

    Dictionary<int, List<PropertyVersion>>? history;

    public PortalVersion Version { get; set; } = version;

    public bool IsArchived { get; set; }

    public string CreatedBy { get; init; } = "CRM_UI";

    /// <summary>Newest first. A property that was never changed has the value that the record was created with.</summary>
    public IEnumerable<PropertyVersion> History(int slot) => history?.GetValueOrDefault(slot) is { } versions
        ? Enumerable.Reverse(versions)
        : Version[slot] is { } value ? [new(value, Version.Created, CreatedBy, null, null)] : [];

    public void Remember(int slot, string? before, PropertyVersion after)
    {
        history ??= [];
        if (!history.TryGetValue(slot, out var versions))
        {
            history[slot] = versions = [];
            if (before is not null) versions.Add(new(before, Version.Created, CreatedBy, null, null));
        }

        versions.Add(after);
        if (versions.Count > LongestHistory) versions.RemoveAt(0);
    }
}
