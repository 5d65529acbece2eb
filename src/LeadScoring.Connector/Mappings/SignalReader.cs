using System.Collections.Frozen;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads the signals of one layer. What a layer leaves out stays null, and is inherited.</summary>
static class SignalReader
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, SignalRules> Read(YamlNode? signals) =>
        (signals?.Entries ?? []).ToFrozenDictionary(entry => entry.Key, entry => Signal(entry.Value));

    static SignalRules Signal(YamlNode signal) => new()
    {
        On = SourceName.Read(signal["on"].ToText()),
        Points = signal["points"].ToNumber(),
        Objects = signal["objects"].ToValues(),
        Field = signal["field"].ToText(),
        Test = Test(signal),
        From = signal["from"].ToNumber(),
        Lasting = signal["lasting"].ToDuration(),
        Answered = signal["answered"].ToFlag(),
        Matching = signal["matching"] is { } matching ? Matching(matching) : null,
        AtMost = AtMost(signal["at_most"]),
        Lasts = signal["lasts"] is { } lasts ? new(lasts.ToDuration()) : null,
        Interaction = signal["interaction"].ToFlag(),
        TwoWay = signal["two_way"].ToFlag(),
    };

    /// <summary>The one test that the layer states; a test that is switched off states nothing.</summary>
    static FieldTest? Test(YamlNode signal)
    {
        if (signal["changes"].ToFlag() == true)
            return new(FieldTestKind.Changes);
        if (signal["increases"].ToFlag() == true)
            return new(FieldTestKind.Increases);
        if (signal["becomes"].ToFieldValue() is { } value)
            return new(FieldTestKind.Becomes, value);

        return signal["reaches"].ToNumber() is { } number ? new(FieldTestKind.Reaches, Number: number) : null;
    }

    static FrozenDictionary<string, IReadOnlySet<string>> Matching(YamlNode matching) => matching.Entries
        .DistinctBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToValues() ?? FrozenSet<string>.Empty, StringComparer.OrdinalIgnoreCase);

    static AtMost? AtMost(YamlNode? limit) =>
        limit?["times"].ToWhole() is { } times && limit["within"].ToDuration() is { } within ? new(times, within) : null;
}
