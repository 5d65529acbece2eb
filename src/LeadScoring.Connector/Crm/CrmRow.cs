using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Connector.Crm;

/// <summary>The fields of a JSON object as text, by name in any case; a related object's fields as Parent.Field.</summary>
[JsonConverter(typeof(CrmRowConverter))]
sealed record CrmRow(IReadOnlyDictionary<string, string?> Values)
{
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
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        ReadObject(ref reader, "", values);
        return new(values);
    }

    public override void Write(Utf8JsonWriter writer, CrmRow value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.Values)
            writer.WriteString(name, text);

        writer.WriteEndObject();
    }

    static void ReadObject(ref Utf8JsonReader reader, string prefix, Dictionary<string, string?> values)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A record was expected.");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = prefix + reader.GetString();
            reader.Read();
            ReadValue(ref reader, name, values);
        }
    }

    static void ReadValue(ref Utf8JsonReader reader, string name, Dictionary<string, string?> values)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when name == "attributes":
            case JsonTokenType.StartArray:
                reader.TrySkip(); // not Skip: it refuses a value that arrived in pieces, though all of it is here
                break;
            case JsonTokenType.StartObject:
                ReadObject(ref reader, name + ".", values);
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
