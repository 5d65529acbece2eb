using System.Collections.Frozen;
using System.Text.Json;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads the objects of a file, and checks what their keys say together.</summary>
static class ObjectsReader
{
    static readonly string[] outcomes = ["qualified", "disqualified", "later"];

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<ObjectRules> Read(YamlNode? objects, MappingProblems problems) =>
        [.. (objects?.Entries ?? []).Select(entry => Object(entry, problems))];

    static ObjectRules Object(YamlEntry entry, MappingProblems problems)
    {
        var status = Status(entry.Value["status"], problems);
        return new ObjectRules(entry.Key, status, Writes(entry.Value["writes"], status.Field, problems))
        {
            Only = FitReader.Conditions(entry.Value["only"]),
        };
    }

    static StatusRules Status(YamlNode? status, MappingProblems problems)
    {
        var points = Points(status?["points"]);
        CheckOutcomes(status, problems);
        foreach (var list in outcomes.Append("interaction"))
            CheckMapped(status?[list], points.Keys, problems);

        return new StatusRules
        {
            Field = status?["field"].ToText() ?? "",
            Mode = status?["mode"].ToChoice<StatusMode>() ?? StatusMode.Replace,
            History = status?["history"].ToChoice<HistoryMode>() ?? HistoryMode.Auto,
            Undated = status?["undated"].ToChoice<Undated>() ?? Undated.Modified,
            Points = points,
            Qualified = Values(status?["qualified"]),
            Disqualified = Values(status?["disqualified"]),
            Later = Values(status?["later"]),
            Interaction = Values(status?["interaction"]),
        };
    }

    public static FrozenDictionary<string, decimal> Points(YamlNode? points) =>
        (points?.Entries ?? []).ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToNumber() ?? 0);

    public static void CheckMapped(YamlNode? list, IReadOnlyCollection<string> mapped, MappingProblems problems)
    {
        foreach (var item in list.Scalars().Where(item => !mapped.Contains(item.Text)))
            problems.Error(item, $"\"{item.Text}\" has no points. {NearestKey.Remedy(item.Text, mapped)}");
    }

    static void CheckOutcomes(YamlNode? status, MappingProblems problems)
    {
        var seen = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var item in outcomes.SelectMany(list => status?[list].Scalars() ?? []))
        {
            if (!seen.TryAdd(item.Text, item))
                problems.Error(item, $"\"{item.Text}\" already stands at {seen[item.Text].Path}. A status stands in one list only.");
        }

        var disqualified = Values(status?["disqualified"]);
        foreach (var item in (status?["interaction"]).Scalars().Where(item => disqualified.Contains(item.Text)))
        {
            problems.Error(item, $"\"{item.Text}\" is disqualified: a refusal is no interaction. Take it out of one of the two lists.");
        }
    }

    static FrozenDictionary<WrittenField, string> Writes(YamlNode? writes, string statusField, MappingProblems problems)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in writes?.Entries.Where(entry => entry.Value.ToText() is not null) ?? [])
        {
            if (string.Equals(entry.Value.Text, statusField, StringComparison.OrdinalIgnoreCase))
                problems.Error(entry.Value, $"{entry.Value.Text} is the status field, which is only read. Write to a field made for it.");
            else if (!fields.TryAdd(entry.Value.Text, entry.Value))
                problems.Error(entry.Value, $"{fields[entry.Value.Text].Path} writes to {entry.Value.Text} too. Give each its own field.");
        }

        return Enum.GetValues<WrittenField>()
            .Where(field => writes?[Key(field)].ToText() is not null)
            .ToFrozenDictionary(field => field, field => writes![Key(field)]!.Text); // those that have a text
    }

    static string Key(WrittenField field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.ToString());

    static FrozenSet<string> Values(YamlNode? list) => list.Scalars().Select(item => item.Text).ToFrozenSet();
}
