using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// Who belongs to what. A user belongs to its role and to every role above. A group holds users, other groups, and
/// roles, which are groups themselves: Role for one role, RoleAndSubordinates for a role and all below.
/// </summary>
sealed class SalesforceMemberships(IReadOnlyList<CrmRow> roles, IReadOnlyList<CrmRow> groups, IReadOnlyList<CrmRow> members)
{
    readonly Dictionary<string, CrmRow> roleById = roles.ToDictionary(role => role.Text("Id"), StringComparer.Ordinal);
    readonly Dictionary<string, CrmRow> groupById = groups.ToDictionary(group => group.Text("Id"), StringComparer.Ordinal);
    readonly ILookup<string?, CrmRow> groupsOfRole = groups.ToLookup(group => group["RelatedId"], StringComparer.Ordinal);
    readonly ILookup<string?, string> holders =
        members.ToLookup(member => member["UserOrGroupId"], member => member.Text("GroupId"), StringComparer.Ordinal);

    public IReadOnlySet<Membership> Of(CrmRow user)
    {
        var memberships = new HashSet<Membership>();
        var chain = RolesFrom(user["UserRoleId"]);
        if (user["UserRole.Name"] is { } own)
            memberships.Add(new(MembershipKind.Role, own));

        foreach (var role in chain)
            memberships.Add(new(MembershipKind.Role, role["Name"] ?? role.Text("Id")));

        foreach (var group in GroupsOf([user.Text("Id"), .. RoleGroups(chain)]))
            memberships.Add(group);

        return memberships;
    }

    List<CrmRow> RolesFrom(string? roleId)
    {
        var chain = new List<CrmRow>();
        for (var id = roleId; id is not null && roleById.TryGetValue(id, out var role) && !chain.Contains(role); id = role["ParentRoleId"])
            chain.Add(role);

        return chain;
    }

    IEnumerable<string> RoleGroups(List<CrmRow> chain) =>
        from role in chain
        from own in groupsOfRole[role.Text("Id")]
        where own["Type"] == "Role" ? role == chain[0] : own["Type"]?.StartsWith("RoleAndSubordinates", StringComparison.Ordinal) == true
        select own.Text("Id");

    IEnumerable<Membership> GroupsOf(IEnumerable<string> members)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(members);
        while (open.TryDequeue(out var member))
        {
            foreach (var holder in holders[member].Where(seen.Add))
            {
                open.Enqueue(holder);
                if (groupById.TryGetValue(holder, out var group) && Kind(group) is { } kind)
                    yield return new(kind, group["Name"] ?? holder);
            }
        }
    }

    static MembershipKind? Kind(CrmRow group) => group["Type"] switch
    {
        "Regular" => MembershipKind.Group,
        "Queue" => MembershipKind.Queue,
        _ => null,
    };
}
