namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>A query as written. A field is a path: "Name", or "Owner.Name" through a relationship.</summary>
sealed record SoqlQuery
{
    public required IReadOnlyList<SoqlPath> Select { get; init; }

    public required bool IsCount { get; init; }

    /// <summary>Queries in parentheses among the fields; each one's From is a child relationship.</summary>
    public IReadOnlyList<SoqlQuery> Children { get; init; } = [];

    /// <summary>Where the name after FROM stands.</summary>
    public int FromPosition { get; init; }

    public required string From { get; init; }

    public Condition? Where { get; init; }

    public IReadOnlyList<Ordering> OrderBy { get; init; } = [];

    public int? Limit { get; init; }

    public int Offset { get; init; }
}

sealed record SoqlPath(string[] Steps, int Position)
{
    public override string ToString() => string.Join('.', Steps);
}

sealed record Ordering(SoqlPath Field, bool IsDescending, bool NullsLast);

abstract record Condition;

sealed record All(IReadOnlyList<Condition> Parts) : Condition;

sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

sealed record Not(Condition Inner) : Condition;

sealed record Comparison(SoqlPath Field, string Operator, IReadOnlyList<Literal> Values, SoqlQuery? Subquery = null) : Condition;

enum LiteralKind { Text, Number, DateTime, Date, Named, Boolean, Null }

sealed record Literal(LiteralKind Kind, string Text, int Position);
