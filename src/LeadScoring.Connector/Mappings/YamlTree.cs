using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LeadScoring.Connector.Mappings;

/// <summary>
/// Reads the text of a mapping file into nodes. Only what a mapping file needs: one document, no anchors, aliases or
/// tags, every key once.
/// </summary>
sealed class YamlTree
{
    const int LongestText = 1024 * 1024;
    const int DeepestNesting = 20;

    readonly Parser parser;
    readonly MappingProblems problems;

    YamlTree(string text, MappingProblems problems)
    {
        parser = new Parser(new StringReader(text));
        this.problems = problems;
    }

    /// <summary>Null when the text is no YAML; the problem is reported then.</summary>
    public static YamlNode? Read(string text, MappingProblems problems)
    {
        if (text.Length > LongestText)
        {
            problems.Error(1, 1, "the file is larger than 1 MB. Split the CRM account's rules, or remove what is not used.");
            return null;
        }

        if (FindTab(text) is { } tab)
        {
            problems.Error(tab.Line, tab.Column, "a tab in the indentation. Indent with spaces.");
            return null;
        }

        var tree = new YamlTree(text, problems);
        try
        {
            return tree.Document();
        }
        catch (YamlException broken)
        {
            problems.Error((int)broken.Start.Line, (int)broken.Start.Column, $"no valid YAML: {broken.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner of YamlDotNet throws this, without a place, when a map in braces goes on left of its key.
            var last = tree.parser.Current?.End ?? Mark.Empty;
            problems.Error((int)last.Line, (int)last.Column, "no valid YAML: what follows cannot be read. Indent it deeper than the key it belongs to, or quote it.");
            return null;
        }
    }

    static (int Line, int Column)? FindTab(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indentation = content[..^content.TrimStart(" \t").Length];
            if (indentation.Length < content.Length && indentation.IndexOf('\t') is >= 0 and var column)
                return (line, column + 1);
        }

        return null;
    }

    YamlNode? Document()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            problems.Error(1, 1, "the file is empty. It needs at least version, crm, objects and scoring.");
            return null;
        }

        var root = Node("", depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            problems.Error((int)second.Start.Line, (int)second.Start.Column, "a second document. Keep one document in a file.");
        return root;
    }

    YamlNode Node(string path, int depth)
    {
        if (depth > DeepestNesting)
            throw new YamlException(parser.Current!.Start, parser.Current.End, "nested too deeply");
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            Refuse(anchored, path, "anchors (&) are not supported. Write the value out wherever it is needed.");
        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            Refuse(tagged, path, "tags (!) are not supported. Leave the tag out.");

        return parser.Current switch
        {
            SequenceStart => List(path, depth),
            MappingStart => Map(path, depth),
            AnchorAlias => Alias(path),
            _ => Scalar(path),
        };
    }

    YamlNode Scalar(string path)
    {
        var scalar = parser.Consume<Scalar>();
        return At(YamlKind.Scalar, path, scalar) with { Text = scalar.Value, IsPlain = scalar.Style == ScalarStyle.Plain };
    }

    YamlNode Alias(string path)
    {
        var alias = parser.Consume<AnchorAlias>();
        Refuse(alias, path, "aliases (*) are not supported. Write the value out.");
        return At(YamlKind.Scalar, path, alias);
    }

    YamlNode List(string path, int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), depth + 1));
        return At(YamlKind.List, path, start) with { Items = items };
    }

    YamlNode Map(string path, int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            var value = Node(path.Length == 0 ? key.Value : $"{path}.{key.Value}", depth + 1);
            var entry = new YamlEntry(key.Value, (int)key.Start.Line, (int)key.Start.Column, value);
            if (!entries.TryAdd(key.Value, entry))
                problems.Error(entry, $"written twice, first in line {entries[key.Value].Line}. Keep one.");
        }

        return At(YamlKind.Map, path, start) with { Entries = [.. entries.Values] };
    }

    void Refuse(ParsingEvent node, string path, string message) => problems.Error(At(YamlKind.List, path, node), message);

    static YamlNode At(YamlKind kind, string path, ParsingEvent place) =>
        new(kind, path, (int)place.Start.Line, (int)place.Start.Column);
}
