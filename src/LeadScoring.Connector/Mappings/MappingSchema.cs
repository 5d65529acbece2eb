using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeadScoring.Connector.Mappings;

/// <summary>The JSON Schema (draft 2020-12) that editors check mapping files with.</summary>
static class MappingSchema
{
    static readonly JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json()
    {
        var definitions = new JsonObject();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "LeadScoring.Connector mapping file",
        };
        foreach (var (key, value) in Inline(MappingShape.For(crm: null), definitions))
            schema[key] = value?.DeepClone();
        schema["$defs"] = definitions;
        return schema.ToJsonString(indented).ReplaceLineEndings("\n") + "\n";
    }

    static JsonObject Describe(Shape shape, JsonObject definitions)
    {
        var first = shape.Definition is { } name ? Reference(name, shape, definitions) : Inline(shape, definitions);
        return shape.Otherwise is { } otherwise
            ? new JsonObject { ["anyOf"] = new JsonArray(first, Describe(otherwise, definitions)) }
            : first;
    }

    static JsonObject Reference(string name, Shape shape, JsonObject definitions)
    {
        if (!definitions.ContainsKey(name))
            definitions[name] = Inline(shape, definitions);
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    static JsonObject Inline(Shape shape, JsonObject definitions)
    {
        var value = shape.Kind switch
        {
            ShapeKind.Map => Map(shape, definitions),
            ShapeKind.Names => Names(shape, definitions),
            ShapeKind.List => List(shape, definitions),
            ShapeKind.Number or ShapeKind.Whole => Number(shape),
            ShapeKind.Flag => new JsonObject { ["type"] = "boolean" },
            ShapeKind.Duration => new JsonObject { ["type"] = "string", ["pattern"] = Duration.Pattern },
            ShapeKind.Time => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            ShapeKind.Choice => new JsonObject { ["enum"] = Texts(shape.Choices) },
            ShapeKind.Field => new JsonObject { ["type"] = "string", ["pattern"] = shape.Name!.Pattern },
            ShapeKind.Pattern => new JsonObject { ["type"] = "string" },
            _ => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        };
        return shape.OrWord is { } word ? new JsonObject { ["anyOf"] = new JsonArray(value, new JsonObject { ["const"] = word }) } : value;
    }

    static JsonObject Map(Shape shape, JsonObject definitions)
    {
        var properties = new JsonObject();
        foreach (var key in shape.Keys)
        {
            var value = Describe(key.Shape, definitions);
            value["description"] = key.IsPending ? $"{key.About} Without effect in this version." : key.About;
            properties[key.Name] = value;
        }

        var map = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        var required = shape.Keys.Where(key => key.IsRequired).Select(key => key.Name).ToList();
        if (required.Count > 0)
            map["required"] = Texts(required);
        if (shape.OneOf.Count > 0)
            map["oneOf"] = new JsonArray([.. shape.OneOf.Select(key => new JsonObject { ["required"] = Texts([key]) })]);
        return map;
    }

    static JsonObject Names(Shape shape, JsonObject definitions)
    {
        var names = new JsonObject { ["type"] = "object", ["additionalProperties"] = Describe(shape.Each!, definitions) };
        if (shape.Choices.Count > 0)
            names["propertyNames"] = new JsonObject { ["enum"] = Texts(shape.Choices) };
        if (shape.Name is { } field)
            names["propertyNames"] = new JsonObject { ["pattern"] = field.Pattern };
        if (shape.NotEmpty)
            names["minProperties"] = 1;
        return names;
    }

    static JsonObject List(Shape shape, JsonObject definitions)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Describe(shape.Each!, definitions) };
        if (shape.NotEmpty)
            list["minItems"] = 1;
        return list;
    }

    static JsonObject Number(Shape shape)
    {
        var number = new JsonObject { ["type"] = shape.Kind == ShapeKind.Whole ? "integer" : "number" };
        if (shape.AtLeast is { } least)
            number["minimum"] = least;
        if (shape.Above is { } above)
            number["exclusiveMinimum"] = above;
        if (shape.AtMost is { } most)
            number["maximum"] = most;
        return number;
    }

    static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
