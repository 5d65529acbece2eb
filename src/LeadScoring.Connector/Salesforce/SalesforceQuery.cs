using System.Globalization;
using System.Text.RegularExpressions;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>The text of a query that is read in the order of (stamp, id) and can go on from any row.</summary>
sealed partial record SalesforceQuery(string From, string Stamp, IReadOnlyList<string> Fields)
{
    /// <summary>Asks for deleted and merged records too.</summary>
    public bool IsAll { get; init; }

    /// <summary>Records that refer to each row, read along with it.</summary>
    public ChildQuery? Children { get; init; }

    /// <summary>A condition on what is read besides the place.</summary>
    public string? Only { get; init; }

    /// <summary>Tell what became of a record; not every object has them all.</summary>
    static readonly string[] Fate = ["IsDeleted", "MasterRecordId", "IsConverted", "ConvertedContactId", "ConvertedDate"];

    public static SalesforceQuery Records(CrmStream stream)
    {
        var scope = stream.Scope;
        IEnumerable<string> hot = stream.Described.Fields.ContainsKey(scope.HotField) ? [scope.HotField] : [];
        var fate = Fate.Where(stream.Described.Fields.ContainsKey);
        string[] fields =
            ["Id", "CreatedDate", "SystemModstamp", "OwnerId", "Name", "Email", scope.StatusField, .. hot, .. fate, .. scope.AllFields];
        return new(scope.Name, "SystemModstamp", [.. fields.Distinct(StringComparer.OrdinalIgnoreCase)]) { IsAll = true };
    }

    public static SalesforceQuery History(CrmStream stream) =>
        new(stream.Name, "CreatedDate", ["Id", $"{stream.Scope.Name}Id", "Field", "OldValue", "NewValue", "CreatedDate"])
        {
            Only = $"Field IN ({string.Join(',', stream.HistoryFields.Select(Quote))})",
        };

    public string Text(Cursor? after, DateTimeOffset? until)
    {
        IEnumerable<string?> conditions = [Only, After(after), until is { } bound ? $"{Stamp} <= {Time(bound)}" : null];
        var where = string.Join(" AND ", conditions.OfType<string>());
        return $"SELECT {string.Join(", ", Fields.Select(Name))}{Along()} FROM {Name(From)}"
            + (where.Length > 0 ? $" WHERE {where}" : "")
            + $" ORDER BY {Stamp} ASC, Id ASC";
    }

    string Along() => Children is { } children
        ? $", (SELECT {string.Join(", ", children.Fields.Select(Name))} FROM {Name(children.Relationship)})"
        : "";

    public static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    string? After(Cursor? after) => after switch
    {
        null => null,
        { Id: "" } place => $"{Stamp} >= {Time(place.At)}",
        { } place => $"({Stamp} > {Time(place.At)} OR ({Stamp} = {Time(place.At)} AND Id > {Quote(place.Id)}))",
    };

    /// <summary>A dateTime literal; fractions are not documented, so they appear only where a stamp has them.</summary>
    static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(
        time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Names cannot be quoted in SOQL, so nothing else may pass for one.</summary>
    static string Name(string name) => Names().IsMatch(name)
        ? name
        : throw new CrmException(CrmFailure.Rejected, $"{name} is no field or object name.") { Code = "INVALID_FIELD" };

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}

/// <summary>Fields of the records on the other side of a child relationship, such as EmailMessageRelations.</summary>
sealed record ChildQuery(string Relationship, IReadOnlyList<string> Fields);
