using System.Text.Json.Serialization;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>A described object as it is kept in the store.</summary>
sealed record CachedObject(string Name, List<CrmField> Fields, List<string> Tracked)
{
    public List<string> Untold { get; init => field = value ?? []; } = [];

    public static CachedObject Of(CrmObject described) => new(
        described.Name,
        [.. described.Fields.Values.OrderBy(field => field.Name, StringComparer.Ordinal)],
        [.. described.Tracked.Order(StringComparer.Ordinal)])
    {
        Untold = [.. described.Untold.Order(StringComparer.Ordinal)],
    };

    public CrmObject Restore() => new(
        Name, Fields.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase),
        Tracked.ToHashSet(StringComparer.OrdinalIgnoreCase))
    {
        Untold = Untold.ToHashSet(StringComparer.OrdinalIgnoreCase),
    };
}

/// <summary>An owner as it is kept in the store.</summary>
sealed record CachedOwner(
    string Id, string? Name, string? Email, string? UserName, bool IsQueue, bool Active, List<Membership> Memberships)
{
    public static CachedOwner Of(Owner owner) =>
        new(owner.Id, owner.Name, owner.Email, owner.UserName, owner.IsQueue, owner.Active, [.. owner.Memberships]);

    public Owner Restore() => new(Id)
    {
        Name = Name,
        Email = Email,
        UserName = UserName,
        IsQueue = IsQueue,
        Active = Active,
        Memberships = Memberships.ToHashSet(),
    };
}

/// <summary>Memberships that could not be read with the owners in the store.</summary>
/// <param name="WasNeeded">The mapping that was in force then looks at them.</param>
sealed record CachedLack(List<MembershipKind> Kinds, string Reason, bool WasNeeded);

[JsonSerializable(typeof(CachedObject))]
[JsonSerializable(typeof(List<CachedOwner>))]
[JsonSerializable(typeof(CachedLack))]
sealed partial class CacheJson : JsonSerializerContext;
