using System.Globalization;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads the tests of a file.</summary>
sealed class TestsReader(IReadOnlyList<ObjectRules> objects, ScoringModel model, MappingProblems problems)
{
    readonly ILookup<string, SignalRules> signals = Stated.Signals(model);

    public IReadOnlyList<MappingTest> Read(YamlNode? tests) => [.. (tests?.Items ?? []).Select(Test)];

    MappingTest Test(YamlNode test)
    {
        var given = (test["given"]?.Items ?? []).Select(Event).ToList();
        var last = given.Count == 0 ? default : given.Max(happening => happening.At);
        var at = test["at"].ToTime() ?? last;
        if (at < last)
            problems.Error(test["at"]!, "is before the last event of given. Look later, or leave the event out.");
        if (test["expect"] is { Kind: YamlKind.Map, Entries.Count: 0 } nothing)
            problems.Error(nothing, "expects nothing. Name at least one of status, behaviour, fit, total, hot.");

        return new MappingTest(
            test["name"].ToText() ?? "", given, at, [.. (test["expect"]?.Entries ?? []).Select(Expectation)]);
    }

    TestEvent Event(YamlNode given)
    {
        CheckCompanions(given);
        var name = given["object"].ToText() ?? (objects is [var first, ..] ? first.Name : "");
        if (given["object"] is { } written && IsKnownElsewhere(name))
            problems.Error(written, $"{name} does not stand under objects. Map it there, or name another.");

        var kind = TestShape.Happenings.FirstOrDefault(key => given[key] is not null) ?? "status";
        return new TestEvent(Enum.Parse<TestEventKind>(kind, ignoreCase: true), given["at"].ToTime() ?? default, name, Value(given, kind, name))
        {
            NewValue = given["value"].ToFieldValue(),
            Lasted = given["seconds"].ToWhole() is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Groups = [.. (given["owner"]?["groups"]).Scalars().Select(group => group.Text)],
        };
    }

    string Value(YamlNode given, string kind, string objectName)
    {
        if (kind == "signal" && given["signal"] is { } signal)
            CheckSignal(given, signal);
        if (kind == "field" && given["field"] is { } field)
            CheckField(field, objectName);

        return (given["owner"]?["user"] ?? given[kind]).ToText() ?? "";
    }

    void CheckSignal(YamlNode given, YamlNode signal)
    {
        if (!signals.Contains(signal.Text))
        {
            var known = signals.Select(named => named.Key).ToArray();
            problems.Error(signal, $"\"{signal.Text}\" does not stand under signals. {NearestKey.Remedy(signal.Text, known)}");
            return;
        }

        var sources = signals[signal.Text].Select(rules => rules.On).OfType<SignalSource>().Select(SourceName.Of).ToList();
        if (given["seconds"] is { } seconds && !sources.Exists(SourceName.IsCall))
            problems.Error(seconds, $"belongs to calls, but {signal.Text} is on: {sources.FirstOrDefault()}. Leave it out.");
        if (given["value"] is { } value && !sources.Contains(SourceName.Field))
            problems.Error(value, $"belongs to a field, but {signal.Text} is on: {sources.FirstOrDefault()}. Leave it out.");
    }

    void CheckField(YamlNode field, string objectName)
    {
        if (model.Objects.ContainsKey(objectName)
            && !FieldNeeds.Of(model, objectName).Any(need => string.Equals(need.Field, field.Text, StringComparison.OrdinalIgnoreCase)))
            problems.Warn(field, $"no signal, criterion or only of {objectName} looks at {field.Text}, so nothing happens. Name a field that one does.");
    }

    void CheckCompanions(YamlNode given)
    {
        if (given["seconds"] is { } seconds && given["signal"] is null)
            problems.Error(seconds, "belongs to a signal. Leave it out.");
        if (given["value"] is { } value && given["signal"] is null && given["field"] is null)
            problems.Error(value, "belongs to a signal or a field. Leave it out.");
        if (given["field"] is { } field && given["value"] is null)
            problems.Error(field, "needs a value. Add value: with what the field becomes.");
        foreach (var act in new[] { given["removed"], given["hot"] })
        {
            if (act.ToFlag() == false)
                problems.Error(act!, "can only be true: it is something that a person does. Leave it out.");
        }
    }

    /// <summary>An object of the CRM that the file does not map. Any other name is reported as unknown already.</summary>
    bool IsKnownElsewhere(string name) =>
        MappingShape.ObjectsOf(crm: null).Contains(name) && !objects.Any(rules => rules.Name == name);

    static Expectation Expectation(YamlEntry entry) => new(entry.Key, entry.Key switch
    {
        "status" or "behaviour" or "fit" or "total" => Number(entry.Value.ToNumber() ?? 0),
        "hot" => entry.Value.ToFlag() == true ? "true" : "false",
        "resets_at" => entry.Value.ToTime() is { } time ? Time(time) : "never",
        _ => entry.Value.Text,
    });

    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
