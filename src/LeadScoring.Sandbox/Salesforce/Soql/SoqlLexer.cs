using System.Text;
using System.Text.RegularExpressions;

namespace LeadScoring.Sandbox.Salesforce.Soql;

enum SoqlTokenKind { Word, Text, Number, Date, DateTime, Symbol, End }

sealed record SoqlToken(SoqlTokenKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind is SoqlTokenKind.Word or SoqlTokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a query into tokens.</summary>
static partial class SoqlLexer
{
    public static List<SoqlToken> Read(string soql)
    {
        var tokens = new List<SoqlToken>();
        for (var at = 0; at < soql.Length;)
        {
            if (char.IsWhiteSpace(soql[at])) at++;
            else if (soql[at] == '\'') tokens.Add(ReadText(soql, ref at));
            else tokens.Add(Match(soql, ref at));
        }

        tokens.Add(new(SoqlTokenKind.End, "<EOF>", soql.Length));
        return tokens;
    }

    static SoqlToken Match(string soql, ref int at)
    {
        foreach (var (kind, pattern) in Patterns)
        {
            var match = pattern.Match(soql, at);
            if (!match.Success) continue;
            var token = new SoqlToken(kind, match.Value, at);
            at += match.Length;
            return token;
        }

        throw SoqlError.Malformed(soql, at, $"unexpected token: '{soql[at]}'");
    }

    // Escapes: \n \r \t \b \f \" \' \\ \_ \% (page "Quoted String Escape Sequences"). \_ and \% matter to LIKE and stay escaped.
    static SoqlToken ReadText(string soql, ref int at)
    {
        var (start, text) = (at++, new StringBuilder());
        for (; at < soql.Length && soql[at] != '\''; at++)
        {
            if (soql[at] != '\\')
            {
                text.Append(soql[at]);
                continue;
            }

            var escaped = ++at < soql.Length ? soql[at] : '?';
            text.Append(escaped switch
            {
                'n' or 'N' => "\n",
                'r' or 'R' => "\r",
                't' or 'T' => "\t",
                'b' or 'B' => "\b",
                'f' or 'F' => "\f",
                '\'' or '"' or '\\' => escaped.ToString(),
                '_' or '%' => "\\" + escaped,
                _ => throw SoqlError.Malformed(soql, at, $"invalid escape sequence: \\{escaped}"),
            });
        }

        if (at >= soql.Length) throw SoqlError.Malformed(soql, start, "unexpected end of string literal");
        at++;
        return new(SoqlTokenKind.Text, text.ToString(), start);
    }

    static readonly (SoqlTokenKind Kind, Regex Pattern)[] Patterns =
    [
        (SoqlTokenKind.DateTime, DateTimePattern()),
        (SoqlTokenKind.Date, DatePattern()),
        (SoqlTokenKind.Number, NumberPattern()),
        (SoqlTokenKind.Word, WordPattern()),
        (SoqlTokenKind.Symbol, SymbolPattern()),
    ];

    // Fractions of a second are not in the documented formats but are taken in practice. [unverified]
    [GeneratedRegex(@"\G\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(@"\G\d{4}-\d{2}-\d{2}(?![\w-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"\G[+-]?\d+(\.\d+)?(?!\w|-\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\G[A-Za-z]\w*(\.[A-Za-z]\w*)*(:\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"\G(<=|>=|!=|<>|[=<>(),])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SymbolPattern();
}
