namespace LeadScoring.Sandbox.HubSpot;

public sealed record PropertyOption(string Value, string Label);

/// <summary>A property as the properties API shows it. Types: string, number, bool, enumeration, date, datetime.</summary>
public sealed record PortalProperty(string Name, string Label, string Type, string FieldType, string GroupName = "contactinformation")
{
    public IReadOnlyList<PropertyOption> Options { get; init; } = [];

    public string Description { get; init; } = "";

    /// <summary>Set by HubSpot alone.</summary>
    public bool IsReadOnly { get; init; }

    public bool IsHubSpotDefined { get; init; } = true;

    public static PortalProperty Text(string name, string label) => new(name, label, "string", "text");

    public static PortalProperty Number(string name, string label) => new(name, label, "number", "number");

    public static PortalProperty Moment(string name, string label) => new(name, label, "datetime", "date");

    public static PortalProperty Flag(string name, string label) => new(name, label, "bool", "booleancheckbox")
    {
        Options = [new("true", "True"), new("false", "False")],
    };

    public static PortalProperty Choice(string name, string label, params string[] values) => new(name, label, "enumeration", "select")
    {
        Options = [.. values.Select(value => new PropertyOption(value, value))],
    };

    public PortalProperty ReadOnly() => this with { IsReadOnly = true };

    public PortalProperty Custom() => this with { IsHubSpotDefined = false };
}
