namespace LeadScoring.Connector.Mappings;

/// <summary>Collects what is wrong with one file, so that everything is reported at once.</summary>
sealed class MappingProblems(string file)
{
    readonly List<MappingProblem> found = [];

    public bool HasErrors => found.Exists(problem => problem.Severity == Severity.Error);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<MappingProblem> InOrder() =>
        [.. found.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public void Error(YamlNode node, string message) => Add(Severity.Error, node, message);

    public void Warn(YamlNode node, string message) => Add(Severity.Warning, node, message);

    /// <summary>An error about a key rather than its value.</summary>
    public void Error(YamlEntry entry, string message) => found.Add(
        new MappingProblem(Severity.Error, file, entry.Line, entry.Column, entry.Value.Path, Value: null, message));

    /// <summary>An error about a place in the text, before its keys are known.</summary>
    public void Error(int line, int column, string message) => found.Add(
        new MappingProblem(Severity.Error, file, line, column, Key: "", Value: null, message));

    void Add(Severity severity, YamlNode node, string message) => found.Add(new MappingProblem(
        severity, file, node.Line, node.Column, node.Path, node.Kind == YamlKind.Scalar ? node.Text : null, message));
}
