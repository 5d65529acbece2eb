using System.Text.RegularExpressions;

namespace LeadScoring.Core.Rules;

/// <summary>Whether a criterion is met. A missing value makes it unknown, which is neither.</summary>
public enum Verdict
{
    Unmet,
    Unknown,
    Met,
}

/// <summary>One test of one field. Exactly one of the tests is given.</summary>
public sealed record Condition(string Field)
{
    public string? Is { get; init; }

    public IReadOnlySet<string>? In { get; init; }

    public IReadOnlySet<string>? NotIn { get; init; }

    public decimal? AtLeast { get; init; }

    public decimal? AtMost { get; init; }

    /// <summary>Made without backtracking, because the pattern comes from a file and the text from anybody.</summary>
    public Regex? Matches { get; init; }

    public bool? Empty { get; init; }

    public Verdict Judge(Profile profile)
    {
        var value = profile[Field];
        if (Empty is { } empty)
            return Say(string.IsNullOrEmpty(value) == empty);

        return string.IsNullOrEmpty(value) ? Verdict.Unknown : Say(Holds(value));
    }

    bool Holds(string value) => this switch
    {
        { Is: { } wanted } => FieldValues.Same(value, wanted),
        { In: { } wanted } => wanted.Contains(value),
        { NotIn: { } unwanted } => !unwanted.Contains(value),
        { AtLeast: { } least } => FieldValues.Number(value) >= least,
        { AtMost: { } most } => FieldValues.Number(value) <= most,
        { Matches: { } pattern } => pattern.IsMatch(value),
        _ => false,
    };

    static Verdict Say(bool holds) => holds ? Verdict.Met : Verdict.Unmet;
}

/// <summary>Several conditions of which all, or any one, must hold.</summary>
public sealed record Conditions(bool All, IReadOnlyList<Condition> Tests)
{
    /// <summary>Unknown only where the values that are missing could decide.</summary>
    public Verdict Judge(Profile profile)
    {
        var (any, every) = (Verdict.Unmet, Verdict.Met);
        foreach (var test in Tests)
        {
            var verdict = test.Judge(profile);
            any = verdict > any ? verdict : any;
            every = verdict < every ? verdict : every;
        }

        return All ? every : any;
    }
}
