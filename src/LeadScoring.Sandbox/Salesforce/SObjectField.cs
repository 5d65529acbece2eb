namespace LeadScoring.Sandbox.Salesforce;

public enum SObjectFieldType
{
    Id, Reference, Text, Email, Phone, Url, TextArea, Picklist, Boolean, Whole, Number, Currency, Percent, Date, DateTime,
}

public sealed record PicklistValue(string Value, bool IsDefault = false);

/// <summary>A field as the describe call shows it.</summary>
public sealed record SObjectField(string Name, string Label, SObjectFieldType Type)
{
    /// <summary>Characters that fit; 0 for fields that hold no text.</summary>
    public int Length { get; init; }

    public int Precision { get; init; }

    public int Scale { get; init; }

    public bool IsUpdateable { get; init; } = true;

    public bool IsFilterable { get; init; } = true;

    public bool IsNillable { get; init; } = true;

    public bool IsRestricted { get; init; }

    public IReadOnlyList<PicklistValue> Values { get; init; } = [];

    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    public string? Relationship { get; init; }

    /// <summary>What a query calls the records that refer to a record through this field.</summary>
    public string? Children { get; init; }

    public bool IsCustom => Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase);

    internal bool IsText => Type is SObjectFieldType.Text or SObjectFieldType.Email or SObjectFieldType.Phone
        or SObjectFieldType.Url or SObjectFieldType.TextArea or SObjectFieldType.Picklist;

    internal bool IsNumber => Type is SObjectFieldType.Whole or SObjectFieldType.Number or SObjectFieldType.Currency or SObjectFieldType.Percent;

    internal bool IsId => Type is SObjectFieldType.Id or SObjectFieldType.Reference;

    public static SObjectField Text(string name, int length = 255, string? label = null) =>
        new(name, label ?? Labelled(name), SObjectFieldType.Text) { Length = length };

    public static SObjectField Of(SObjectFieldType type, string name, string? label = null) =>
        new(name, label ?? Labelled(name), type)
        {
            Length = type switch
            {
                SObjectFieldType.Id or SObjectFieldType.Reference => 18,
                SObjectFieldType.Email => 80,
                SObjectFieldType.Phone => 40,
                SObjectFieldType.Text or SObjectFieldType.Picklist or SObjectFieldType.Url => 255,
                SObjectFieldType.TextArea => 32_768,
                _ => 0,
            },
            Precision = type is SObjectFieldType.Number or SObjectFieldType.Currency or SObjectFieldType.Percent ? 18 : 0,
            IsNillable = type is not (SObjectFieldType.Boolean or SObjectFieldType.Id),
        };

    public static SObjectField Picklist(string name, params string[] values) =>
        Of(SObjectFieldType.Picklist, name) with
        {
            Values = [.. values.Select((value, place) => new PicklistValue(value, place == 0))],
        };

    public static SObjectField Reference(string name, params string[] to) =>
        Of(SObjectFieldType.Reference, name) with
        {
            ReferenceTo = to,
            Relationship = name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2] : null,
        };

    public SObjectField ReadOnly() => this with { IsUpdateable = false };

    static string Labelled(string name) => name.Replace("__c", "", StringComparison.Ordinal).Replace('_', ' ');
}
