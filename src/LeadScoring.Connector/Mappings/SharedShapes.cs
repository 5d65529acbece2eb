using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>Shapes that stand in several places of a mapping file.</summary>
static class SharedShapes
{
    static readonly string[] allOrAny = ["all", "any"];
    static readonly string[] conditionTests = ["is", "in", "not_in", "at_least", "at_most", "matches", "empty"];

    public static Shape Conditions(CrmKind? crm) => Is.Map(AllOrAny(crm)).WithOneOf(allOrAny);

    public static Shape Criterion(CrmKind? crm, bool complete) => Is.Map(
    [
        Is.Key("points", Is.Points, "Points when it is met.").RequiredIf(complete),
        Is.Key("objects", Is.List(Is.Choice([.. MappingShape.ObjectsOf(crm)])).NotEmpty(), "Only for these objects."),
        .. AllOrAny(crm),
    ]).WithOneOf(complete ? allOrAny : []).DefinedAs(complete ? "criterion" : "criterion_exception");

    public static Shape Stages(bool complete) => Is.Map(
        Is.Key("prospect_when", Is.Choice("fit", "two_way", "either", "both"),
            "What makes a prospect: every criterion of fit, a two-way exchange, either (default) or both."),
        Is.Key("unresponsive", Is.Map(
            Is.Key("after", Is.LongerThanZero(), "Time without an answer.").RequiredIf(complete),
            Is.Key("approaches", Is.Whole(atLeast: 1), "Approaches without an answer.").RequiredIf(complete)),
            "When a lead is marked as unresponsive."));

    public static Shape Pressure(bool complete) => Is.Map(
        Is.Key("at_most", Is.Whole(atLeast: 1), "Approaches.").RequiredIf(complete),
        Is.Key("within", Is.LongerThanZero(), "In which period.").RequiredIf(complete));

    public static Shape Members(CrmKind? crm) => Is.Text.Or(
        Is.Map(Selectors(crm)).WithOneOf([.. Selectors(crm).Select(key => key.Name)]).DefinedAs("members"));

    static KeyRule[] Selectors(CrmKind? crm)
    {
        var role = Is.Key("role", Is.Text, "Members of a role, and of roles below it.");
        var group = Is.Key("group", Is.Text, "Members of a public group, also through nested groups.");
        var queue = Is.Key("queue", Is.Text, "Leads that a queue owns.");
        var team = Is.Key("team", Is.Text, "Members of a HubSpot team.");
        var users = Is.Key("users", Is.List(Is.Text).NotEmpty(), "E-mail addresses or user names.");
        return crm switch
        {
            CrmKind.Salesforce => [role, group, queue, users],
            CrmKind.HubSpot => [team, users],
            _ => [role, group, queue, team, users],
        };
    }

    static KeyRule[] AllOrAny(CrmKind? crm) =>
    [
        Is.Key("all", Is.List(Condition(crm)).NotEmpty(), "Every condition holds."),
        Is.Key("any", Is.List(Condition(crm)).NotEmpty(), "At least one condition holds."),
    ];

    static Shape Condition(CrmKind? crm) => Is.Map(
        Is.Key("field", Is.Field(FieldName.PathOf(crm)), "The field that is looked at.").Required(),
        Is.Key("is", Is.Text, "It has this value."),
        Is.Key("in", Is.List(Is.Text).NotEmpty(), "It has one of these values."),
        Is.Key("not_in", Is.List(Is.Text).NotEmpty(), "It has none of these values."),
        Is.Key("at_least", Is.Number, "It is this number or more."),
        Is.Key("at_most", Is.Number, "It is this number or less."),
        Is.Key("matches", Is.Pattern, "It matches this regular expression."),
        Is.Key("empty", Is.Flag, "true: it has no value. false: it has one."))
        .WithOneOf(conditionTests).DefinedAs("condition");
}
