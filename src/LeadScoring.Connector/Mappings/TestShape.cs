using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>The keys of one test in a mapping file.</summary>
static class TestShape
{
    public static readonly IReadOnlyList<string> Happenings = ["status", "signal", "field", "owner", "removed", "hot"];

    public static Shape For(CrmKind? crm) => Takes.Map(
        Takes.Key("name", Takes.Text, "What the test shows, as a sentence.").Required(),
        Takes.Key("given", Takes.List(Given(crm)).NotEmpty(), "What happens to the lead.").Required(),
        Takes.Key("at", Takes.Time, "When the result is looked at; at the last event by default."),
        Takes.Key("expect", Takes.Map(
            Takes.Key("status", Takes.Points, "Points of the status part."),
            Takes.Key("behaviour", Takes.Points, "Points of the signals."),
            Takes.Key("fit", Takes.Points, "Points of the fit."),
            Takes.Key("total", Takes.Points, "All points."),
            Takes.Key("hot", Takes.Flag, "Hot or not."),
            Takes.Key("stage", Takes.Choice([.. StageName.All]), "The stage."),
            Takes.Key("resets_at", Takes.Time.OrWord("never"), "The deadline of the reset timer; never when none runs."),
            Takes.Key("reasons", Takes.Text, "The reasons as they are written.")), "What must have come of it.").Required())
        .DefinedAs("test");

    static Shape Given(CrmKind? crm) => Takes.Map(
        Takes.Key("at", Takes.Time, "When it happens.").Required(),
        Takes.Key("object", Takes.Choice([.. MappingShape.ObjectsOf(crm)]), "The first object of the file by default."),
        Takes.Key("status", Takes.Text, "The status becomes this."),
        Takes.Key("signal", Takes.Text, "The signal of this name arrives."),
        Takes.Key("seconds", Takes.Whole(atLeast: 0), "With signal: how long a call lasted."),
        Takes.Key("value", Takes.Text, "With signal or field: the new value."),
        Takes.Key("field", Takes.Field(FieldName.PathOf(crm)), "This field takes the value."),
        Takes.Key("owner", Takes.Text.Or(Owner), "The lead gets this owner."),
        Takes.Key("removed", Takes.Flag, "A person clears the flag."),
        Takes.Key("hot", Takes.Flag, "A person ticks the flag."))
        .WithOneOf(Happenings);

    static Shape Owner => Takes.Map(
        Takes.Key("user", Takes.Text, "E-mail address or user name.").Required(),
        Takes.Key("groups", Takes.List(Takes.Text), "Roles, groups, queues or teams the owner belongs to."));
}
