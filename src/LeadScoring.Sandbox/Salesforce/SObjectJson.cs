using System.Text.Json;
using LeadScoring.Sandbox.Salesforce.Soql;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>Records and values as JSON: dateTimes like 2026-03-02T09:00:00.000+0000, integers without a point.</summary>
static class SObjectJson
{
    public static void Write(Utf8JsonWriter writer, string version, SoqlRecord record)
    {
        writer.WriteStartObject();
        WriteAttributes(writer, version, record.Type, record.Id);
        for (var place = 0; place < record.Values.Length; place++)
        {
            writer.WritePropertyName(record.Names[place]);
            if (record.Values[place] is SoqlRecord nested) Write(writer, version, nested);
            else if (record.Values[place] is SoqlResult children) Write(writer, version, children);
            else WriteValue(writer, record.Values[place]);
        }

        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, string version, SoqlResult children)
    {
        writer.WriteStartObject();
        writer.WriteNumber("totalSize", children.Total);
        writer.WriteBoolean("done", value: true);
        writer.WriteStartArray("records");
        foreach (var child in children.Records) Write(writer, version, child);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteAttributes(Utf8JsonWriter writer, string version, string type, string id)
    {
        writer.WriteStartObject("attributes");
        writer.WriteString("type", type);
        writer.WriteString("url", $"/services/data/{version}/sobjects/{(type == "Name" ? "User" : type)}/{id}");
        writer.WriteEndObject();
    }

    public static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteRawValue(SObjectValue.Format(number));
                break;
            default:
                writer.WriteStringValue(SObjectValue.Format(value));
                break;
        }
    }
}
