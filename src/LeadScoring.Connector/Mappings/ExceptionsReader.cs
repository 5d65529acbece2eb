using System.Collections.Frozen;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads exceptions and sub-departments into layers. Every layer has a name of its own.</summary>
sealed class ExceptionsReader(IReadOnlyList<ObjectRules> objects, YamlNode root, MappingProblems problems)
{
    readonly SignalsChecker signals = new(objects, problems);
    readonly FitChecker fit = new(objects, problems);

    public IReadOnlyList<GroupException> Groups()
    {
        var groups = root["exceptions"]?["groups"]?.Items ?? [];
        CheckUnique(groups.Select(group => group["group"]), MemberReader.NameOf, "Merge the two, or drop one.");
        CheckOverlap(groups.Select(group => group["group"]));
        return [.. groups.Select(group => Group(group, MemberReader.Read(group["group"])))];
    }

    public IReadOnlyList<UserException> Users() => Users(root["exceptions"]?["users"], prefix: "", root);

    public IReadOnlyList<SubDepartment> SubDepartments()
    {
        var departments = root["sub_departments"]?.Items ?? [];
        CheckUnique(departments.Select(department => department["name"]), node => node.Text, "Give each its own name.");
        CheckUnique(departments.Select(department => department["members"]), MemberReader.NameOf, "Merge the two, or drop one.");
        CheckOverlap(departments.Select(department => department["members"]));
        return [.. departments.Select(SubDepartment)];
    }

    GroupException Group(YamlNode group, MemberSelector members) => new(members, Layer(group, $"group {members.Name}", root));

    SubDepartment SubDepartment(YamlNode department)
    {
        var name = $"sub-department {department["name"].ToText()}";
        return new(
            MemberReader.Read(department["members"]), Layer(department, name, root), Users(department["users"], $"{name}, ", root, department));
    }

    IReadOnlyList<UserException> Users(YamlNode? list, string prefix, params IReadOnlyList<YamlNode> below)
    {
        var users = list?.Items ?? [];
        CheckUnique(users.Select(user => user["user"]), node => node.Text, "Merge the two, or drop one.");
        return [.. users.Select(user => User(user, user["user"].ToText() ?? "", prefix, below))];
    }

    UserException User(YamlNode user, string address, string prefix, IReadOnlyList<YamlNode> below) =>
        new(address, Layer(user, $"{prefix}user {address}", below));

    LayerRules Layer(YamlNode layer, string name, params IReadOnlyList<YamlNode> below)
    {
        signals.Check(layer, below);
        fit.Check(layer, below);
        return LayerReader.Read(layer, name) with
        {
            Scoring = ScoringReader.Read(layer["scoring"], root["scoring"], problems),
            StatusPoints = (layer["objects"]?.Entries ?? []).ToFrozenDictionary(
                entry => entry.Key, entry => (IReadOnlyDictionary<string, decimal>)Points(entry)),
        };
    }

    FrozenDictionary<string, decimal> Points(YamlEntry entry)
    {
        var points = entry.Value["status"]?["points"];
        if (objects.FirstOrDefault(rules => rules.Name == entry.Key) is not { } mapped)
        {
            if (MappingShape.ObjectsOf(crm: null).Contains(entry.Key))
                problems.Error(entry, $"{entry.Key} does not stand under objects. Map it there first.");
            return ObjectsReader.Points(points);
        }

        foreach (var status in points?.Entries ?? [])
        {
            if (!mapped.Status.Points.ContainsKey(status.Key))
            {
                var remedy = NearestKey.Remedy(status.Key, [.. mapped.Status.Points.Keys]);
                problems.Error(status, $"the company gives \"{status.Key}\" no points. {remedy}");
            }
        }

        return ObjectsReader.Points(points);
    }

    void CheckUnique(IEnumerable<YamlNode?> nodes, Func<YamlNode, string> nameOf, string remedy)
    {
        var seen = new Dictionary<string, YamlNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes.OfType<YamlNode>())
        {
            var name = nameOf(node);
            if (name.Length > 0 && !seen.TryAdd(name, node))
                problems.Error(node, $"\"{name}\" is named a second time, first in line {seen[name].Line}. {remedy}");
        }
    }

    void CheckOverlap(IEnumerable<YamlNode?> members)
    {
        var seen = new Dictionary<string, YamlNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var user in members.SelectMany(node => node?["users"].Scalars() ?? []))
        {
            if (!seen.TryAdd(user.Text, user))
                problems.Warn(user, $"\"{user.Text}\" is already a member at {seen[user.Text].Path}; the first that matches applies.");
        }
    }
}
