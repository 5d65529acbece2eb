using System.Collections.Frozen;

namespace LeadScoring.Core;

/// <summary>The values of those fields of a record that criteria and <c>only</c> look at. Compared by content.</summary>
public sealed class Profile : IEquatable<Profile>
{
    public static readonly Profile Empty = new(FrozenDictionary<string, string?>.Empty);

    readonly FrozenDictionary<string, string?> values;

    public Profile(IEnumerable<KeyValuePair<string, string?>> values)
    {
        this.values = values.Where(pair => !string.IsNullOrEmpty(pair.Value)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>By name of the field, ignoring case as CRMs do; null when it has no value.</summary>
    public string? this[string field] => values.GetValueOrDefault(field);

    /// <summary>The fields that have a value.</summary>
    public IReadOnlyDictionary<string, string?> Values => values;

    public bool Equals(Profile? other) => ReferenceEquals(this, other)
        || (other is not null && values.Count == other.values.Count && values.All(pair => other[pair.Key] == pair.Value));

    public override bool Equals(object? obj) => Equals(obj as Profile);

    public override int GetHashCode() => values.Count;
}
