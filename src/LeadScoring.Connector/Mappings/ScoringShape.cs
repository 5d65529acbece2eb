namespace LeadScoring.Connector.Mappings;

/// <summary>The keys of a <c>scoring</c> section.</summary>
static class ScoringShape
{
    public static Shape For(bool complete) => Takes.Map(
        Takes.Key("hot_at", Takes.Points with { AtLeast = null, Above = 0 }, "The total at which a lead turns hot.").RequiredIf(complete),
        Takes.Key("cool_below", Takes.Points, "The total below which a hot lead cools; hot_at by default."),
        Takes.Key("reset_after", Takes.LongerThanZero().OrWord("never"),
            "A hot lead without interaction cools after this time; never by default."),
        Takes.Key("on_change", Takes.Choice("restart", "from_last_interaction"),
            "Where a running timer starts when reset_after changes: at the change (restart, default) or the last interaction."),
        Takes.Key("minimum_hold", Takes.Duration(), "A lead stays hot at least this long; 0s by default."),
        Takes.Key("cool_down", Takes.Duration(), "A cooled lead stays cold at least this long; 0s by default."),
        Takes.Key("floor", Takes.Points.OrWord("none"), "The total never falls below; none by default."),
        Takes.Key("disqualified", Takes.Choice("by_points", "cool"),
            "by_points (default): only the sum decides. cool: a disqualified lead is cold whatever its points."),
        Takes.Key("on_removal", Takes.Choice("zero", "keep"),
            "When a person clears the flag: points to zero (default), or kept and cold until new points arrive."),
        Takes.Key("manual_hot", Takes.Choice("respect", "revert"), "When a person ticks the flag: respect (default) or revert."),
        Takes.Key("on_merge", Takes.Choice("max", "sum", "survivor"), "Points of merged leads: max (default), sum, survivor."),
        Takes.Key("on_conversion", Takes.Choice("follow", "close"),
            "When a lead is converted: the score follows to the contact (default), or closes."))
        .DefinedAs(complete ? "scoring" : "scoring_exception");
}
