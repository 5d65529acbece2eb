namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>The seconds that a condition confines an object's stamp to, both included: what to read from the index.</summary>
sealed record SoqlRange(long From, long To)
{
    public static readonly SoqlRange Everything = new(long.MinValue, long.MaxValue);

    public static SoqlRange Of(Condition? condition, string stampField) => condition switch
    {
        All all => all.Parts.Select(part => Of(part, stampField)).Aggregate((left, right) => new(Math.Max(left.From, right.From), Math.Min(left.To, right.To))),
        Any any => any.Parts.Select(part => Of(part, stampField)).Aggregate((left, right) => new(Math.Min(left.From, right.From), Math.Max(left.To, right.To))),
        Comparison { Values: [{ Kind: LiteralKind.DateTime } literal] } comparison
            when comparison.Field.Steps is [var field] && field.Equals(stampField, StringComparison.OrdinalIgnoreCase) => Of(comparison.Operator, literal),
        _ => Everything,
    };

    static SoqlRange Of(string symbol, Literal literal)
    {
        var second = DateTimeOffset.Parse(literal.Text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        return symbol switch
        {
            "=" => new(second, second),
            ">" or ">=" => Everything with { From = second },
            "<" or "<=" => Everything with { To = second },
            _ => Everything,
        };
    }
}
