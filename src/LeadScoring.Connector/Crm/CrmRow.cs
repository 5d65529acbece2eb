using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Connector.Crm;

/// <summary>The fields of a JSON object as text, by name in any case; a related object's fields as Parent.Field.</summary>
[JsonConverter(typeof(CrmRowConverter))]
sealed record CrmRow(IReadOnlyDictionary<string, string?> Values)
{
    /// <summary>Rows that came inside this one, by the name they came under.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CrmRow>> Children { get; init; } = FrozenDictionary<string, IReadOnlyList<CrmRow>>.Empty;

    public static readonly CrmRow Empty = new(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Null when absent or empty.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <exception cref="CrmException">The CRM left out what it always sends.</exception>
    public string Text(string name) =>
        this[name] ?? throw new CrmException(CrmFailure.Unavailable, $"The CRM answered with a record without {name}.");

    /// <inheritdoc cref="Text"/>
    public DateTimeOffset Time(string name) => CrmTime.Parse(this[name])
        ?? throw new CrmException(CrmFailure.Unavailable, $"The CRM answered with a record without {name}.");
}

sealed class CrmRowConverter : JsonConverter<CrmRow>
{
    public override CrmRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A record was expected.");

        return ReadRow(ref reader);
    }

    public override void Write(Utf8JsonWriter writer, CrmRow value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.Values)
            writer.WriteString(name, text);

        writer.WriteEndObject();
    }

    static CrmRow ReadRow(ref Utf8JsonReader reader)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, IReadOnlyList<CrmRow>>? children = null;
        ReadObject(ref reader, "", values, ref children);
        return children is null ? new(values) : new(values) { Children = children };
    }

    static void ReadObject(
        ref Utf8JsonReader reader, string prefix, Dictionary<string, string?> values, ref Dictionary<string, IReadOnlyList<CrmRow>>? children)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "records" && prefix.Length > 0 && reader.TokenType == JsonTokenType.StartArray)
                (children ??= new(StringComparer.OrdinalIgnoreCase))[prefix[..^1]] = ReadRows(ref reader);
            else
                ReadValue(ref reader, prefix + name, values, ref children);
        }
    }

    static List<CrmRow> ReadRows(ref Utf8JsonReader reader)
    {
        var rows = new List<CrmRow>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            rows.Add(ReadRow(ref reader));

        return rows;
    }

    static void ReadValue(
        ref Utf8JsonReader reader, string name, Dictionary<string, string?> values, ref Dictionary<string, IReadOnlyList<CrmRow>>? children)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when name == "attributes":
            case JsonTokenType.StartArray:
                reader.TrySkip(); // not Skip: it refuses a value that arrived in pieces, though all of it is here
                break;
            case JsonTokenType.StartObject:
                ReadObject(ref reader, name + ".", values, ref children);
                break;
            default:
                values[name] = Text(ref reader);
                break;
        }
    }

    static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() is { Length: > 0 } text ? text : null,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => Number(ref reader),
        _ => null,
    };

    static string Number(ref Utf8JsonReader reader)
    {
        var raw = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return raw.Contains('E', StringComparison.OrdinalIgnoreCase) && reader.TryGetDecimal(out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : raw;
    }
}
