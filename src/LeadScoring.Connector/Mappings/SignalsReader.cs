using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Checks what the keys of signals and criteria say together.</summary>
sealed class SignalsReader(IReadOnlyList<ObjectRules> objects, MappingProblems problems)
{
    static readonly string[] fieldKeys = ["field", .. SignalShape.FieldTests, "from"];
    static readonly string[] callKeys = ["lasting", "answered"];

    public void CheckCompany(YamlNode root)
    {
        foreach (var signal in root["signals"]?.Entries ?? [])
            CheckSignal(signal.Value, signal.Value["on"].ToText());
        foreach (var criterion in root["fit"]?.Entries ?? [])
            CheckObjects(criterion.Value);
    }

    /// <summary>An exception changes signals and criteria of the company, or brings complete ones of its own.</summary>
    public void CheckException(YamlNode layer, YamlNode root)
    {
        foreach (var signal in layer["signals"]?.Entries ?? [])
        {
            var known = root["signals"]?[signal.Key];
            if (known is null)
                CheckComplete(signal, root["signals"], "on", "points");
            CheckSignal(signal.Value, (signal.Value["on"] ?? known?["on"]).ToText(), known);
        }

        foreach (var criterion in layer["fit"]?.Entries ?? [])
        {
            if (root["fit"]?[criterion.Key] is null)
                CheckComplete(criterion, root["fit"], "points");
            CheckObjects(criterion.Value);
        }
    }

    void CheckComplete(YamlEntry entry, YamlNode? company, params string[] required)
    {
        if (required.All(key => entry.Value.Entry(key) is not null))
            return;

        var nearest = NearestKey.Find(entry.Key, company?.Entries.Select(known => known.Key) ?? []);
        var meant = nearest is null ? "" : $"Did you mean \"{nearest}\"? ";
        problems.Error(entry, $"the company has none of this name. {meant}A new one needs {string.Join(" and ", required)}.");
    }

    void CheckSignal(YamlNode signal, string? on, YamlNode? inherited = null)
    {
        CheckObjects(signal);
        if (on is null)
            return;

        if (on == "field")
            CheckFieldTest(signal, inherited);
        else
            CheckMisplaced(signal, fieldKeys, $"belongs to on: field, but this signal is on: {on}. Leave it out.");

        if (on is not ("call.inbound" or "call.outbound"))
            CheckMisplaced(signal, callKeys, $"belongs to calls, but this signal is on: {on}. Leave it out.");
        if (on == "field")
            CheckMisplaced(signal, ["matching"], "belongs to activities, but this signal is on: field. Leave it out.");
    }

    void CheckFieldTest(YamlNode signal, YamlNode? inherited)
    {
        if ((signal["field"] ?? inherited?["field"]) is null)
            problems.Error(signal, "field is missing. Name the CRM field that is watched.");

        var tests = SignalShape.FieldTests.Where(key => IsStated(signal[key])).ToList();
        if (tests.Count > 1 || (tests.Count == 0 && inherited is null))
            problems.Error(signal, $"needs exactly one of {string.Join(", ", SignalShape.FieldTests)}; it has {Listed(tests)}.");
        if (signal["from"] is { } from && (signal["increases"] ?? inherited?["increases"]) is null)
            problems.Error(from, "belongs to increases: true. Add it, or leave from out.");
    }

    void CheckMisplaced(YamlNode signal, IReadOnlyList<string> keys, string message)
    {
        foreach (var entry in signal.Entries.Where(entry => keys.Contains(entry.Key)))
            problems.Error(entry, message);
    }

    void CheckObjects(YamlNode node)
    {
        foreach (var item in node["objects"].Scalars().Where(item => MappingShape.ObjectsOf(crm: null).Contains(item.Text)))
        {
            if (!objects.Any(rules => rules.Name == item.Text))
                problems.Error(item, $"{item.Text} does not stand under objects. Map it there, or leave it out here.");
        }
    }

    static bool IsStated(YamlNode? test) => test is not null && test.ToFlag() != false;

    static string Listed(List<string> keys) => keys.Count == 0 ? "none" : string.Join(", ", keys);
}
