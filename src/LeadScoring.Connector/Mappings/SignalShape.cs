using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>The keys of one signal.</summary>
static class SignalShape
{
    static readonly string[] known =
    [
        "email.opened", "email.clicked", "email.replied", "email.bounced", "call.inbound", "call.outbound",
        "meeting.booked", "sms", "campaign.responded", "field",
    ];

    /// <summary>How a change of a field is seen; a signal on a field has exactly one of them.</summary>
    public static readonly IReadOnlyList<string> FieldTests = ["changes", "increases", "becomes", "reaches"];

    public static Shape For(CrmKind? crm, bool complete) => Takes.Map(
        Takes.Key("on", On(crm), "What the CRM has to tell.").RequiredIf(complete),
        Takes.Key("points", Takes.Points, "Points of each event; negative ones take away.").RequiredIf(complete),
        Takes.Key("objects", Takes.List(Takes.Choice([.. MappingShape.ObjectsOf(crm)])).NotEmpty(), "Only for these objects."),
        Takes.Key("field", Takes.Field(FieldName.Of(crm)), "on: field. The field that is watched."),
        Takes.Key("changes", Takes.Flag, "The field takes a new value."),
        Takes.Key("increases", Takes.Flag, "The field grows."),
        Takes.Key("becomes", Takes.Text, "The field takes this value."),
        Takes.Key("reaches", Takes.Number, "The field crosses this value upwards."),
        Takes.Key("from", Takes.Number, "With increases: only from this value on."),
        Takes.Key("lasting", Takes.Duration(), "Calls: at least this long."),
        Takes.Key("answered", Takes.Flag, "Calls: answered or not. An answered outbound call is a two-way exchange."),
        Takes.Key("matching", Matching(crm), "Fields of the activity and the values they must have."),
        Takes.Key("at_most", Takes.Map(
            Takes.Key("times", Takes.Whole(atLeast: 1), "How often.").Required(),
            Takes.Key("within", Takes.LongerThanZero(), "In which period.").Required()), "Further events within the period score nothing."),
        Takes.Key("lasts", Takes.LongerThanZero().OrWord("never"), "The points leave after this time; never by default."),
        Takes.Key("interaction", Takes.Flag, "Whether it counts as an interaction by the prospect; true by default."),
        Takes.Key("two_way", Takes.Flag, "Whether it is a two-way exchange; false by default."))
        .DefinedAs(complete ? "signal" : "signal_exception");

    static Shape On(CrmKind? crm)
    {
        string[] unknown = crm switch
        {
            CrmKind.Salesforce => ["email.clicked", "sms"],
            CrmKind.HubSpot => ["campaign.responded"],
            _ => [],
        };
        return Takes.Choice([.. known.Except(unknown, StringComparer.Ordinal)]) with
        {
            Hints = unknown.ToDictionary(name => name, name => Hint(crm, name), StringComparer.Ordinal),
        };
    }

    static string Hint(CrmKind? crm, string name) =>
        $"{crm} does not tell of {name}. Count it in a CRM field, and write on: field with that field and increases: true.";

    static Shape Matching(CrmKind? crm) =>
        Takes.Names(FieldName.PathOf(crm), Takes.Text.OrList()).NotEmpty();
}
