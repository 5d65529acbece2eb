using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadScoring.Connector.Mappings;

/// <summary>What is wrong with a single value, and what to write instead.</summary>
static class ScalarChecker
{
    /// <summary>Null when the value is right.</summary>
    public static string? Complaint(YamlNode node, Shape shape)
    {
        if (shape.OrWord == node.Text)
            return null;

        return shape.Kind switch
        {
            ShapeKind.Text => node.Text.Trim().Length > 0 ? null : "is empty. Write a text, or leave the key out.",
            ShapeKind.Flag => node.ToFlag() is null ? Not(node, shape) : null,
            ShapeKind.Number => node.ToNumber() is { } number ? OutOfRange(number, shape) : Not(node, shape),
            ShapeKind.Whole => node.ToWhole() is { } whole ? OutOfRange(whole, shape) : Not(node, shape),
            ShapeKind.Duration => Duration.TryParse(node.Text, out var span) ? TooShort(span, shape) : Not(node, shape),
            ShapeKind.Time => node.ToTime() is null ? Not(node, shape) : null,
            ShapeKind.Choice => shape.Choices.Contains(node.Text) ? null : NotAllowed(node, shape),
            ShapeKind.Field => shape.Name!.Matches(node.Text) ? null : Not(node, shape),
            _ => ReadPattern(node.Text).Complaint,
        };
    }

    public static string Words(Shape shape)
    {
        var words = shape.Kind switch
        {
            ShapeKind.Flag => "true or false, without quotes",
            ShapeKind.Number => "a number with at most 4 decimals, such as 5 or -2.5",
            ShapeKind.Whole when shape.AtLeast == shape.AtMost => $"{shape.AtLeast}",
            ShapeKind.Whole => "a whole number",
            ShapeKind.Duration => "a whole number with s, m, h or d, such as 30s, 15m, 12h or 10d",
            ShapeKind.Time => "a time with its offset, such as 2026-03-02T09:00:00Z",
            ShapeKind.Choice => $"one of {string.Join(", ", shape.Choices)}",
            ShapeKind.Field => shape.Name!.Words,
            ShapeKind.Pattern => "a regular expression",
            _ => "a text",
        };
        return shape.OrWord is { } word ? $"{words}, or {word}" : words;
    }

    /// <returns>The expression, or what is wrong with it.</returns>
    public static (Regex? Pattern, string? Complaint) ReadPattern(string pattern)
    {
        try
        {
            return (new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), null);
        }
        catch (RegexParseException broken)
        {
            return (null, $"\"{pattern}\" is no regular expression: {broken.Message}");
        }
        catch (NotSupportedException)
        {
            return (null, $"\"{pattern}\" needs backtracking. Write it without lookarounds, backreferences and atomic groups.");
        }
    }

    static string Not(YamlNode node, Shape shape) => $"\"{node.Text}\" is not {Words(shape)}.";

    static string NotAllowed(YamlNode node, Shape shape) => shape.Hints.GetValueOrDefault(node.Text)
        ?? $"\"{node.Text}\" is not allowed. {NearestKey.Remedy(node.Text, shape.Choices)}";

    static string? OutOfRange(decimal number, Shape shape)
    {
        if (shape.AtLeast == shape.AtMost && shape.AtLeast is { } only)
            return number == only ? null : Invariant($"{number} is not known. Write {only}.");
        if (shape.Above is { } above && number <= above)
            return Invariant($"{number} is too small. It must be greater than {above}.");
        if (shape.AtLeast is { } least && number < least)
            return Invariant($"{number} is too small. It must be at least {least}.");
        return shape.AtMost is { } most && number > most ? Invariant($"{number} is too large. It must be at most {most}.") : null;
    }

    static string? TooShort(TimeSpan span, Shape shape) =>
        shape.Above is not null && span == TimeSpan.Zero ? "must be longer than zero." : null;

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
