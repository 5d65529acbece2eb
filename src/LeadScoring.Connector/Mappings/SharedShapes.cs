using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>Shapes that stand in several places of a mapping file.</summary>
static class SharedShapes
{
    static readonly string[] allOrAny = ["all", "any"];
    static readonly string[] conditionTests = ["is", "in", "not_in", "at_least", "at_most", "matches", "empty"];

    public static Shape Conditions(CrmKind? crm) => Takes.Map(AllOrAny(crm)).WithOneOf(allOrAny);

    public static Shape Criterion(CrmKind? crm, bool complete) => Takes.Map(
    [
        Takes.Key("points", Takes.Points, "Points when it is met.").RequiredIf(complete),
        Takes.Key("objects", Takes.List(Takes.Choice([.. MappingShape.ObjectsOf(crm)])).NotEmpty(), "Only for these objects."),
        .. AllOrAny(crm),
    ]).WithOneOf(complete ? allOrAny : []).DefinedAs(complete ? "criterion" : "criterion_exception");

    public static Shape Stages(bool complete) => Takes.Map(
        Takes.Key("prospect_when", Takes.Choice("fit", "two_way", "either", "both"),
            "What makes a prospect: every criterion of fit, a two-way exchange, either (default) or both."),
        Takes.Key("unresponsive", Takes.Map(
            Takes.Key("after", Takes.LongerThanZero(), "Time without an answer.").RequiredIf(complete),
            Takes.Key("approaches", Takes.Whole(atLeast: 1), "Approaches without an answer.").RequiredIf(complete)),
            "When a lead is marked as unresponsive."));

    public static Shape Pressure(bool complete) => Takes.Map(
        Takes.Key("at_most", Takes.Whole(atLeast: 1), "Approaches.").RequiredIf(complete),
        Takes.Key("within", Takes.LongerThanZero(), "In which period.").RequiredIf(complete));

    public static Shape Members(CrmKind? crm) => Takes.Text.Or(
        Takes.Map(Selectors(crm)).WithOneOf([.. Selectors(crm).Select(key => key.Name)]).DefinedAs("members"));

    static KeyRule[] Selectors(CrmKind? crm)
    {
        var role = Takes.Key("role", Takes.Text, "Members of a role, and of roles below it.");
        var group = Takes.Key("group", Takes.Text, "Members of a public group, also through nested groups.");
        var queue = Takes.Key("queue", Takes.Text, "Leads that a queue owns.");
        var team = Takes.Key("team", Takes.Text, "Members of a HubSpot team.");
        var users = Takes.Key("users", Takes.List(Takes.Text).NotEmpty(), "E-mail addresses or user names.");
        return crm switch
        {
            CrmKind.Salesforce => [role, group, queue, users],
            CrmKind.HubSpot => [team, users],
            _ => [role, group, queue, team, users],
        };
    }

    static KeyRule[] AllOrAny(CrmKind? crm) =>
    [
        Takes.Key("all", Takes.List(Condition(crm)).NotEmpty(), "Every condition holds."),
        Takes.Key("any", Takes.List(Condition(crm)).NotEmpty(), "At least one condition holds."),
    ];

    static Shape Condition(CrmKind? crm) => Takes.Map(
        Takes.Key("field", Takes.Field(FieldName.PathOf(crm)), "The field that is looked at.").Required(),
        Takes.Key("is", Takes.Text, "It has this value."),
        Takes.Key("in", Takes.List(Takes.Text).NotEmpty(), "It has one of these values."),
        Takes.Key("not_in", Takes.List(Takes.Text).NotEmpty(), "It has none of these values."),
        Takes.Key("at_least", Takes.Number, "It is this number or more."),
        Takes.Key("at_most", Takes.Number, "It is this number or less."),
        Takes.Key("matches", Takes.Pattern, "It matches this regular expression."),
        Takes.Key("empty", Takes.Flag, "true: it has no value. false: it has one."))
        .WithOneOf(conditionTests).DefinedAs("condition");
}
