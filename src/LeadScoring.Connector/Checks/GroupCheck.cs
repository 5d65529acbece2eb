using System.Collections.Frozen;
using LeadScoring.Connector.Configuration;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Checks;

/// <summary>Compares the groups, members and users that a mapping names with the owners the CRM tells of. Pure.</summary>
sealed class GroupCheck(ConnectionOptions connection, ScoringModel model, IReadOnlyCollection<Owner> owners)
{
    /// <summary>How many owners one finding names.</summary>
    const int MostNamed = 5;

    readonly IReadOnlyList<MemberSelector> groups = [.. model.Groups.Select(group => group.Members)];
    readonly IReadOnlyList<MemberSelector> departments = [.. model.SubDepartments.Select(department => department.Members)];

    /// <summary>Kinds whose memberships the CRM did not tell: what is not found there may be there.</summary>
    public IReadOnlySet<MembershipKind> Unread { get; init; } = FrozenSet<MembershipKind>.Empty;

    public IEnumerable<Finding> Findings() =>
        [.. Unknown(), .. Ambiguous(), .. Strangers(), .. Overlap("exceptions.groups", groups), .. Overlap("sub_departments", departments)];

    /// <summary>Bare names that mean two things: a pass lets the rules hold for the members of both.</summary>
    public IEnumerable<Finding> Ambiguous()
    {
        foreach (var named in Named())
        {
            if (named.KindsAmong(owners) is not { Count: > 1 } kinds)
                continue;

            yield return FindingKinds.GroupAmbiguous.In(
                connection.Name,
                $"{connection.Mapping} names \"{named.Name}\", which is the name of a {string.Join(" and of a ", kinds.Select(Word))} in {connection.Crm}; "
                    + "its settings hold for the members of each.",
                $"Say which is meant: {string.Join(" or ", kinds.Select(kind => $"{{ {Key(kind)}: {named.Name} }}"))}.");
        }
    }

    IEnumerable<Finding> Unknown()
    {
        foreach (var named in Named().Where(named => named.KindsAmong(owners).Count == 0 && !named.LooksAt(Unread)))
        {
            yield return FindingKinds.GroupUnknown.In(
                connection.Name,
                $"{connection.Mapping} has settings for \"{(named.Kind is { } kind ? $"{Key(kind)} {named.Name}" : named.Name)}\", "
                    + $"but no owner in {connection.Crm} belongs to anything of that name; they hold for nobody.",
                $"Write the name as {connection.Crm} shows it, see that somebody belongs to it and that the connector may read it, or take it out.");
        }
    }

    IEnumerable<Finding> Strangers()
    {
        var strangers = Addresses().Distinct(StringComparer.OrdinalIgnoreCase).Where(user => !owners.Any(owner => owner.IsUser(user))).ToList();
        if (strangers.Count > 0)
            yield return FindingKinds.UserUnknown.In(
                connection.Name, $"{connection.Mapping} has settings for users that {connection.Crm} does not know: {Listed(strangers.ConvertAll(user => $"\"{user}\""))}.",
                $"Write their addresses or user names as {connection.Crm} has them, or take them out.");
    }

    IEnumerable<Finding> Overlap(string section, IReadOnlyList<MemberSelector> members)
    {
        var torn = owners.Where(owner => owner.Active && members.Count(member => member.Matches(owner)) > 1)
            .Select(owner => owner.Email ?? owner.Name ?? owner.Id).Order(StringComparer.Ordinal).ToList();
        if (torn.Count > 0)
            yield return FindingKinds.GroupsOverlap.In(
                connection.Name, $"Owners belong to several of {section}: {Listed(torn)}. The first of them in {connection.Mapping} applies, the others do not.",
                "Put first what is to hold for them, or name members that do not overlap.");
    }

    IEnumerable<MemberSelector> Named() => groups.Concat(departments).Where(members => members.Users.Count == 0)
        .DistinctBy(members => (members.Kind, members.Name.ToUpperInvariant()));

    IEnumerable<string> Addresses() =>
    [
        .. groups.Concat(departments).SelectMany(members => members.Users),
        .. model.Users.Concat(model.SubDepartments.SelectMany(department => department.Users)).Select(exception => exception.User),
    ];

    static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    static string Key(MembershipKind kind) => kind.ToString().ToLowerInvariant();

    static string Word(MembershipKind kind) => kind == MembershipKind.Group ? "public group" : Key(kind);
}
