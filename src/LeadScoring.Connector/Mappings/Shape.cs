namespace LeadScoring.Connector.Mappings;

enum ShapeKind
{
    /// <summary>Keys that are all declared.</summary>
    Map,

    /// <summary>Keys that the file names itself (statuses, signals), with values of one shape.</summary>
    Names,

    List,

    /// <summary>Any scalar, as text.</summary>
    Text,
    Number,
    Whole,
    Flag,
    Duration,
    Time,
    Choice,

    /// <summary>A field of the CRM, by its API name.</summary>
    Field,

    /// <summary>A regular expression that runs without backtracking.</summary>
    Pattern,
}

/// <summary>What may stand in one place of a mapping file. Drives both the checks and the JSON Schema.</summary>
sealed record Shape(ShapeKind Kind)
{
    /// <summary>Map: its keys.</summary>
    public IReadOnlyList<KeyRule> Keys { get; init; } = [];

    /// <summary>Map: exactly one of these keys has to be there.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>Names, List: what each value is.</summary>
    public Shape? Each { get; init; }

    /// <summary>Names, List: at least one is needed.</summary>
    public bool NotEmpty { get; init; }

    /// <summary>Choice: the values. Names: the only names there are; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What is said instead about a choice that belongs to the other CRM.</summary>
    public IReadOnlyDictionary<string, string> Hints { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Number, Whole, Duration in seconds: the smallest allowed.</summary>
    public decimal? AtLeast { get; init; }

    public decimal? AtMost { get; init; }

    /// <summary>The same, but the bound itself is not allowed.</summary>
    public decimal? Above { get; init; }

    /// <summary>A word that may stand instead: never, none.</summary>
    public string? OrWord { get; init; }

    /// <summary>Field: what a name looks like. Names: what each name looks like.</summary>
    public FieldName? Name { get; init; }

    /// <summary>What a value of another kind has to be (a list instead of a text).</summary>
    public Shape? Otherwise { get; init; }

    /// <summary>Under which the JSON Schema keeps a shape that stands in several places.</summary>
    public string? Definition { get; init; }
}

/// <summary>A key of a map.</summary>
/// <param name="About">For the people who write the file: what the key does, shown by editors.</param>
sealed record KeyRule(string Name, Shape Shape, string About)
{
    public bool IsRequired { get; init; }

    /// <summary>Checked, but without effect yet.</summary>
    public bool IsPending { get; init; }
}
