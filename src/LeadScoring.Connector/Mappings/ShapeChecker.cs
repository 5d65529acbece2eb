namespace LeadScoring.Connector.Mappings;

/// <summary>Compares a file with its shape: unknown and missing keys, kinds of values, ranges.</summary>
sealed class ShapeChecker(MappingProblems problems)
{
    readonly List<string> pending = [];

    /// <summary>Keys that are there, but have no effect yet.</summary>
    public IReadOnlyList<string> NotInForce => pending;

    public void Check(YamlNode node, Shape shape) => Check(node, shape, alreadyPending: false);

    void Check(YamlNode node, Shape shape, bool alreadyPending)
    {
        var expected = KindOf(shape);
        if (node.Kind != expected && shape.Otherwise is { } otherwise)
        {
            Check(node, otherwise, alreadyPending);
            return;
        }

        if (node.Kind != expected || (node.IsNothing && expected == YamlKind.Scalar))
            problems.Error(node, node.IsNothing ? $"has no value. Write {Words(shape)}." : $"must be {Words(shape)}.");
        else if (shape.Kind == ShapeKind.Map)
            CheckKeys(node, shape, alreadyPending);
        else if (shape.Kind == ShapeKind.Names)
            CheckNames(node, shape, alreadyPending);
        else if (shape.Kind == ShapeKind.List)
            CheckItems(node, shape, alreadyPending);
        else if (ScalarChecker.Complaint(node, shape) is { } complaint)
            problems.Error(node, complaint);
    }

    void CheckKeys(YamlNode node, Shape shape, bool alreadyPending)
    {
        foreach (var entry in node.Entries)
        {
            if (shape.Keys.FirstOrDefault(key => key.Name == entry.Key) is { } rule)
                Check(entry.Value, rule.Shape, Note(entry, rule.IsPending, alreadyPending));
            else
                problems.Error(entry, $"unknown key. {Remedy(entry.Key, shape)}");
        }

        foreach (var missing in shape.Keys.Where(key => key.IsRequired && node.Entry(key.Name) is null))
            problems.Error(node, $"{missing.Name} is missing. {missing.About}");

        var given = node.Entries.Where(entry => shape.OneOf.Contains(entry.Key)).Select(entry => entry.Key).ToList();
        if (shape.OneOf.Count > 0 && given.Count != 1)
            problems.Error(node, $"needs exactly one of {string.Join(", ", shape.OneOf)}; it has {Listed(given)}.");
    }

    void CheckNames(YamlNode node, Shape shape, bool alreadyPending)
    {
        if (shape.NotEmpty && node.Entries.Count == 0)
            problems.Error(node, $"is empty. Write {Words(shape)}.");

        foreach (var entry in node.Entries)
        {
            if (entry.Key.Trim().Length == 0)
                problems.Error(entry, "a name is empty. Write one, or take the line out.");
            else if (shape.Choices.Count > 0 && !shape.Choices.Contains(entry.Key))
                problems.Error(entry, $"\"{entry.Key}\" is not known here. {NearestKey.Remedy(entry.Key, shape.Choices)}");
            else if (shape.Name is { } name && !name.Matches(entry.Key))
                problems.Error(entry, $"\"{entry.Key}\" is not {name.Words}.");
            else
                Check(entry.Value, shape.Each!, alreadyPending);
        }
    }

    void CheckItems(YamlNode node, Shape shape, bool alreadyPending)
    {
        if (shape.NotEmpty && node.Items.Count == 0)
            problems.Error(node, "is an empty list. Name at least one, or leave the key out.");
        foreach (var item in node.Items)
            Check(item, shape.Each!, alreadyPending);
    }

    bool Note(YamlEntry entry, bool isPending, bool alreadyPending)
    {
        if (isPending && !alreadyPending)
            pending.Add(entry.Value.Path);
        return isPending || alreadyPending;
    }

    static YamlKind KindOf(Shape shape) => shape.Kind switch
    {
        ShapeKind.Map or ShapeKind.Names => YamlKind.Map,
        ShapeKind.List => YamlKind.List,
        _ => YamlKind.Scalar,
    };

    static string Words(Shape shape)
    {
        var words = shape.Kind switch
        {
            ShapeKind.Map when shape.Keys.Count == 0 => "{}, it has no keys",
            ShapeKind.Map => $"a map with the keys {string.Join(", ", shape.Keys.Select(key => key.Name))}",
            ShapeKind.Names when shape.Choices.Count > 0 => $"a map with the keys {string.Join(", ", shape.Choices)}",
            ShapeKind.Names => "a map of names and their values",
            ShapeKind.List => "a list, such as [one, another]",
            _ => ScalarChecker.Words(shape),
        };
        return shape.Otherwise is { } otherwise ? $"{words}, or {Words(otherwise)}" : words;
    }

    static string Remedy(string written, Shape shape) => shape.Keys.Count == 0
        ? "No keys are known here."
        : NearestKey.Remedy(written, [.. shape.Keys.Select(key => key.Name)]);

    static string Listed(List<string> keys) => keys.Count == 0 ? "none" : string.Join(", ", keys);
}
