using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>The keys of one test in a mapping file.</summary>
static class TestShape
{
    public static readonly IReadOnlyList<string> Happenings = ["status", "signal", "field", "owner", "removed", "hot"];

    public static readonly IReadOnlyList<string> Stages =
        ["lead", "candidate", "prospect", "customer", "repeat customer", "later", "disqualified"];

    public static Shape For(CrmKind? crm) => Is.Map(
        Is.Key("name", Is.Text, "What the test shows, as a sentence.").Required(),
        Is.Key("given", Is.List(Given(crm)).NotEmpty(), "What happens to the lead.").Required(),
        Is.Key("at", Is.Time, "When the result is looked at; at the last event by default."),
        Is.Key("expect", Is.Map(
            Is.Key("status", Is.Points, "Points of the status part."),
            Is.Key("behaviour", Is.Points, "Points of the signals."),
            Is.Key("fit", Is.Points, "Points of the fit."),
            Is.Key("total", Is.Points, "All points."),
            Is.Key("hot", Is.Flag, "Hot or not."),
            Is.Key("stage", Is.Choice([.. Stages]), "The stage."),
            Is.Key("resets_at", Is.Time.OrWord("never"), "The deadline of the reset timer; never when none runs."),
            Is.Key("reasons", Is.Text, "The reasons as they are written.")), "What must have come of it.").Required())
        .DefinedAs("test");

    static Shape Given(CrmKind? crm) => Is.Map(
        Is.Key("at", Is.Time, "When it happens.").Required(),
        Is.Key("object", Is.Choice([.. MappingShape.ObjectsOf(crm)]), "The first object of the file by default."),
        Is.Key("status", Is.Text, "The status becomes this."),
        Is.Key("signal", Is.Text, "The signal of this name arrives."),
        Is.Key("seconds", Is.Whole(atLeast: 0), "With signal: how long a call lasted."),
        Is.Key("value", Is.Text, "With signal or field: the new value."),
        Is.Key("field", Is.Field(FieldName.PathOf(crm)), "This field takes the value."),
        Is.Key("owner", Is.Text.Or(Owner), "The lead gets this owner."),
        Is.Key("removed", Is.Flag, "A person clears the flag."),
        Is.Key("hot", Is.Flag, "A person ticks the flag."))
        .WithOneOf(Happenings);

    static Shape Owner => Is.Map(
        Is.Key("user", Is.Text, "E-mail address or user name.").Required(),
        Is.Key("groups", Is.List(Is.Text), "Roles, groups, queues or teams the owner belongs to."));
}
