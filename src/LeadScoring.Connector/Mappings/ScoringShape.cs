namespace LeadScoring.Connector.Mappings;

/// <summary>The keys of a <c>scoring</c> section.</summary>
static class ScoringShape
{
    public static Shape For(bool complete) => Is.Map(
        Is.Key("hot_at", Is.Points with { AtLeast = null, Above = 0 }, "The total at which a lead turns hot.").RequiredIf(complete),
        Is.Key("cool_below", Is.Points, "The total below which a hot lead cools; hot_at by default."),
        Is.Key("reset_after", Is.LongerThanZero().OrWord("never"),
            "A hot lead without interaction cools after this time; never by default."),
        Is.Key("on_change", Is.Choice("restart", "from_last_interaction"),
            "Where a running timer starts when reset_after changes: at the change (restart, default) or the last interaction."),
        Is.Key("minimum_hold", Is.Duration(), "A lead stays hot at least this long; 0s by default."),
        Is.Key("cool_down", Is.Duration(), "A cooled lead stays cold at least this long; 0s by default."),
        Is.Key("floor", Is.Points.OrWord("none"), "The total never falls below; none by default."),
        Is.Key("disqualified", Is.Choice("by_points", "cool"),
            "by_points (default): only the sum decides. cool: a disqualified lead is cold whatever its points."),
        Is.Key("on_removal", Is.Choice("zero", "keep"),
            "When a person clears the flag: points to zero (default), or kept and cold until new points arrive."),
        Is.Key("manual_hot", Is.Choice("respect", "revert"), "When a person ticks the flag: respect (default) or revert."),
        Is.Key("on_merge", Is.Choice("max", "sum", "survivor"), "Points of merged leads: max (default), sum, survivor.").Pending(),
        Is.Key("on_conversion", Is.Choice("follow", "close"),
            "When a lead is converted: the score follows to the contact (default), or closes.").Pending())
        .DefinedAs(complete ? "scoring" : "scoring_exception");
}
