namespace LeadScoring.Connector.Mappings;

enum YamlKind
{
    Scalar,
    List,
    Map,
}

/// <summary>A value of a YAML file with its place. Scalars stay text; what they mean is the reader's concern.</summary>
/// <param name="Path">The keys that lead here, such as tests[0].given[1].status.</param>
sealed record YamlNode(YamlKind Kind, string Path, int Line, int Column)
{
    public string Text { get; init; } = "";

    /// <summary>Written without quotes: only then may it be a number, true, false or nothing.</summary>
    public bool IsPlain { get; init; }

    public IReadOnlyList<YamlNode> Items { get; init; } = [];

    public IReadOnlyList<YamlEntry> Entries { get; init; } = [];

    public bool IsNothing => Kind == YamlKind.Scalar && IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The value of a key; null when it is missing, or when this is no map.</summary>
    public YamlNode? this[string key] => Entry(key)?.Value;

    public YamlEntry? Entry(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}

/// <summary>A key and its value.</summary>
sealed record YamlEntry(string Key, int Line, int Column, YamlNode Value);
