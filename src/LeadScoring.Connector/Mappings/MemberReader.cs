using System.Collections.Frozen;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads whom a group or sub-department means: a bare name, one kind of membership, or listed users.</summary>
static class MemberReader
{
    static readonly (string Key, MembershipKind Kind)[] kinds =
    [
        ("role", MembershipKind.Role), ("group", MembershipKind.Group), ("queue", MembershipKind.Queue), ("team", MembershipKind.Team),
    ];

    public static MemberSelector Read(YamlNode? members)
    {
        if (members.ToText() is { } name)
            return new MemberSelector(Kind: null, name);

        foreach (var (key, kind) in kinds)
        {
            if (members?[key].ToText() is { } named)
                return new MemberSelector(kind, named);
        }

        var users = (members?["users"]).Scalars().Select(user => user.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return new MemberSelector(Kind: null, string.Join(", ", users.Order(StringComparer.Ordinal))) { Users = users };
    }

    public static string NameOf(YamlNode members) => Read(members).Name;
}
