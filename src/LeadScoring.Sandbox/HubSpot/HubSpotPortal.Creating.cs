using System.Globalization;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>How people create records.</summary>
public sealed partial class HubSpotPortal
{
    public string CreateContact(IReadOnlyDictionary<string, string?> properties, DateTimeOffset? createdAt = null) =>
        Create("contacts", properties, createdAt);

    /// <summary>
    /// Creates many contacts at one call; <paramref name="stamp"/> chooses each one's stamp, which may be the same for all,
    /// and <paramref name="id"/> each one's id: accounts have them of any length, and in no order of time.
    /// </summary>
    public IReadOnlyList<string> CreateContacts(
        int count, Func<int, IReadOnlyDictionary<string, string?>> properties, Func<int, DateTimeOffset>? stamp = null, Func<int, long>? id = null)
    {
        lock (Gate)
        {
            return [.. Enumerable.Range(0, count)
                .Select(place => Create("contacts", properties(place), stamp?.Invoke(place), "CRM_UI", id?.Invoke(place)))];
        }
    }

    public string Create(string type, IReadOnlyDictionary<string, string?> properties, DateTimeOffset? at = null, string source = "CRM_UI")
    {
        lock (Gate) return Create(type, properties, at, source, id: null);
    }

    string Create(string type, IReadOnlyDictionary<string, string?> properties, DateTimeOffset? at, string source, long? id)
    {
        var table = Table(type);
        if (Check(table, properties, byPerson: true, out var stored) is [var error, ..]) throw new InvalidOperationException($"{type}: {error.Message}");
        return Insert(table, stored, at ?? Now, source, id).Version.Id.ToString(CultureInfo.InvariantCulture);
    }
}
