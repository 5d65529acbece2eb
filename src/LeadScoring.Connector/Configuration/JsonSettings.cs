using System.Globalization;
using System.Text.Json;

namespace LeadScoring.Connector.Configuration;

/// <summary>
/// Flattens a JSON file into settings that know their line. The configuration provider of the framework does not tell
/// lines, and stops at the first key written twice.
/// </summary>
sealed class JsonSettings(string shown, string directory, ConfigurationProblems problems)
{
    static readonly JsonReaderOptions tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    readonly List<RawSetting> found = [];

    public static IReadOnlyList<RawSetting> Read(byte[] json, string shown, string directory, ConfigurationProblems problems)
    {
        var settings = new JsonSettings(shown, directory, problems);
        try
        {
            settings.Flatten(json);
        }
        catch (JsonException broken)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{shown}:{broken.LineNumber + 1}");
            problems.Add(place, key: "", value: null, "no valid JSON: look for a missing comma, quote or brace before this place.");
        }

        return settings.found;
    }

    void Flatten(byte[] json)
    {
        var reader = new Utf8JsonReader(json, tolerant);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            Section(ref reader, json, path: "");
        else
            problems.Add(shown, key: "", value: null, "must be a JSON object with the key Connector.");
        reader.Read();
    }

    void Section(ref Utf8JsonReader reader, byte[] json, string path)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var key = path.Length == 0 ? name : $"{path}:{name}";
            var place = Place(json, reader.TokenStartIndex);
            reader.Read();
            if (seen.TryAdd(name, place))
                Value(ref reader, json, key, place);
            else
                Repeated(ref reader, key, place, seen[name]);
        }
    }

    void Repeated(ref Utf8JsonReader reader, string key, string place, string first)
    {
        problems.Add(place, key, value: null, $"is written twice (case does not count), first at {first}. Keep one.");
        reader.Skip();
    }

    void Value(ref Utf8JsonReader reader, byte[] json, string key, string place)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            Nested(ref reader, json, key, place);
        else if (reader.TokenType == JsonTokenType.String)
            found.Add(new(key, reader.GetString()!, place, directory));
        else if (reader.TokenType != JsonTokenType.Null)
            found.Add(new(key, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), place, directory));
    }

    void Nested(ref Utf8JsonReader reader, byte[] json, string key, string place)
    {
        var isList = reader.TokenType == JsonTokenType.StartArray;
        if (SectionRules.Complaint(key, isList) is { } complaint)
        {
            problems.Add(place, key, value: null, complaint);
            reader.Skip();
        }
        else if (isList)
        {
            Items(ref reader, json, key);
        }
        else
        {
            Section(ref reader, json, key);
        }
    }

    void Items(ref Utf8JsonReader reader, byte[] json, string key)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            Value(ref reader, json, string.Create(CultureInfo.InvariantCulture, $"{key}:{index}"), Place(json, reader.TokenStartIndex));
    }

    string Place(byte[] json, long index) =>
        string.Create(CultureInfo.InvariantCulture, $"{shown}:{json.AsSpan(0, (int)index).Count((byte)'\n') + 1}");
}
