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

    public static Shape For(CrmKind? crm, bool complete) => Is.Map(
        Is.Key("on", On(crm), "What the CRM has to tell.").RequiredIf(complete),
        Is.Key("points", Is.Points, "Points of each event; negative ones take away.").RequiredIf(complete),
        Is.Key("objects", Is.List(Is.Choice([.. MappingShape.ObjectsOf(crm)])).NotEmpty(), "Only for these objects."),
        Is.Key("field", Is.Field(FieldName.Of(crm)), "on: field. The field that is watched."),
        Is.Key("changes", Is.Flag, "The field takes a new value."),
        Is.Key("increases", Is.Flag, "The field grows."),
        Is.Key("becomes", Is.Text, "The field takes this value."),
        Is.Key("reaches", Is.Number, "The field crosses this value upwards."),
        Is.Key("from", Is.Number, "With increases: only from this value on."),
        Is.Key("lasting", Is.Duration(), "Calls: at least this long."),
        Is.Key("answered", Is.Flag, "Calls: answered or not. An answered outbound call is a two-way exchange."),
        Is.Key("matching", Matching(crm), "Fields of the activity and the values they must have."),
        Is.Key("at_most", Is.Map(
            Is.Key("times", Is.Whole(atLeast: 1), "How often.").Required(),
            Is.Key("within", Is.LongerThanZero(), "In which period.").Required()), "Further events within the period score nothing."),
        Is.Key("lasts", Is.LongerThanZero().OrWord("never"), "The points leave after this time; never by default."),
        Is.Key("interaction", Is.Flag, "Whether it counts as an interaction by the prospect; true by default."),
        Is.Key("two_way", Is.Flag, "Whether it is a two-way exchange; false by default."))
        .DefinedAs(complete ? "signal" : "signal_exception");

    static Shape On(CrmKind? crm)
    {
        string[] unknown = crm switch
        {
            CrmKind.Salesforce => ["email.clicked", "sms"],
            CrmKind.HubSpot => ["campaign.responded"],
            _ => [],
        };
        return Is.Choice([.. known.Except(unknown, StringComparer.Ordinal)]) with
        {
            Hints = unknown.ToDictionary(name => name, name => Hint(crm, name), StringComparer.Ordinal),
        };
    }

    static string Hint(CrmKind? crm, string name) =>
        $"{crm} does not tell of {name}. Count it in a CRM field, and write on: field with that field and increases: true.";

    static Shape Matching(CrmKind? crm) =>
        Is.Names(FieldName.PathOf(crm), Is.Text.OrList()).NotEmpty();
}
