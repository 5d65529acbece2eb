using System.Globalization;

namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>
/// Reads the part of SOQL that integrations use: SELECT, FROM, WHERE, ORDER BY, LIMIT, OFFSET, COUNT(), semi-joins and child relationships.
/// AND and OR mixed without parentheses are an error, as in the platform; so is NOT after AND or OR without parentheses [unverified].
/// </summary>
sealed class SoqlParser
{
    static readonly string[] Symbols = ["=", "!=", "<>", "<", "<=", ">", ">="];
    readonly string soql;
    readonly List<SoqlToken> tokens;
    int at;

    SoqlParser(string soql)
    {
        this.soql = soql;
        tokens = SoqlLexer.Read(soql);
    }

    SoqlToken Next => tokens[at];

    public static SoqlQuery Parse(string soql)
    {
        var parser = new SoqlParser(soql);
        var query = parser.Query();
        if (parser.Next.Kind != SoqlTokenKind.End) throw parser.Unexpected();
        return query;
    }

    SoqlQuery Query()
    {
        Expect("SELECT");
        var children = new List<SoqlQuery>();
        var select = Selection(children, out var isCount);
        Expect("FROM");
        var fromPosition = Next.Position;
        var from = Word();
        var where = Take("WHERE") ? Conditions() : null;
        var order = Take("ORDER") ? Orderings() : [];
        return new SoqlQuery
        {
            Select = select,
            IsCount = isCount,
            Children = children,
            From = from,
            FromPosition = fromPosition,
            Where = where,
            OrderBy = order,
            Limit = Take("LIMIT") ? Count() : null,
            Offset = Take("OFFSET") ? Count() : 0,
        };
    }

    List<SoqlPath> Selection(List<SoqlQuery> children, out bool isCount)
    {
        isCount = Next.Is("COUNT") && tokens[at + 1].Is("(");
        if (isCount)
        {
            at += 2;
            Expect(")");
            return [];
        }

        var paths = new List<SoqlPath>();
        do
        {
            if (!Next.Is("(")) paths.Add(Path());
            else children.Add(Subquery());
        }
        while (Take(","));
        return paths;
    }

    SoqlQuery Subquery()
    {
        Expect("(");
        var query = Query();
        Expect(")");
        return query;
    }

    Condition Conditions()
    {
        var parts = new List<Condition> { Part(isFirst: true) };
        var joint = Next;
        if (!joint.Is("AND") && !joint.Is("OR")) return parts[0];

        while (Next.Is(joint.Text))
        {
            at++;
            parts.Add(Part(isFirst: false));
        }

        if (Next.Is("AND") || Next.Is("OR")) throw Unexpected();
        return joint.Is("AND") ? new All(parts) : new Any(parts);
    }

    Condition Part(bool isFirst)
    {
        if (Next.Is("NOT") && !isFirst) throw Unexpected();
        if (Take("NOT")) return new Not(Part(isFirst: true));
        if (!Take("(")) return Comparison();

        var inner = Conditions();
        Expect(")");
        return inner;
    }

    Comparison Comparison()
    {
        var field = Path();
        if (Symbols.Contains(Next.Text) && Next.Kind == SoqlTokenKind.Symbol)
        {
            var symbol = tokens[at++].Text;
            return new(field, symbol == "<>" ? "!=" : symbol, [Value()]);
        }

        if (Take("LIKE")) return new(field, "LIKE", [Value()]);
        var negated = Take("NOT");
        Expect("IN");
        return List(field, negated ? "NOT IN" : "IN");
    }

    Comparison List(SoqlPath field, string name)
    {
        if (tokens[at + 1].Is("SELECT")) return new(field, name, [], Subquery());
        Expect("(");
        var values = new List<Literal>();
        do values.Add(Value());
        while (Take(","));
        Expect(")");
        return new(field, name, values);
    }

    Literal Value()
    {
        var token = tokens[at];
        LiteralKind? kind = token.Kind switch
        {
            SoqlTokenKind.Text => LiteralKind.Text,
            SoqlTokenKind.Number => LiteralKind.Number,
            SoqlTokenKind.Date => LiteralKind.Date,
            SoqlTokenKind.DateTime => LiteralKind.DateTime,
            SoqlTokenKind.Word when token.Is("null") => LiteralKind.Null,
            SoqlTokenKind.Word when token.Is("true") || token.Is("false") => LiteralKind.Boolean,
            SoqlTokenKind.Word when DateLiteral.IsName(token.Text) => LiteralKind.Named,
            _ => null,
        };
        if (kind is null) throw Unexpected();
        at++;
        return new(kind.Value, token.Text, token.Position);
    }

    List<Ordering> Orderings()
    {
        Expect("BY");
        var orderings = new List<Ordering>();
        do
        {
            var field = Path();
            var descending = Take("DESC") || (Take("ASC") && false);
            var last = false;
            if (Take("NULLS"))
            {
                last = Take("LAST");
                if (!last) Expect("FIRST");
            }

            orderings.Add(new(field, descending, last));
        }
        while (Take(","));
        return orderings;
    }

    SoqlPath Path()
    {
        var position = Next.Position;
        return new(Word().Split('.'), position);
    }

    string Word() => Next.Kind == SoqlTokenKind.Word ? tokens[at++].Text : throw Unexpected();

    int Count() => Next.Kind == SoqlTokenKind.Number && int.TryParse(Next.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? Advance(count)
        : throw Unexpected();

    int Advance(int count)
    {
        at++;
        return count;
    }

    bool Take(string word)
    {
        if (!Next.Is(word)) return false;
        at++;
        return true;
    }

    void Expect(string word)
    {
        if (!Take(word)) throw Unexpected();
    }

    SalesforceException Unexpected() => SoqlError.Malformed(soql, Next.Position, $"unexpected token: '{Next.Text}'");
}
