using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>
/// Every key of a mapping file: the checks and the JSON Schema follow from it. Without a CRM it takes what either knows.
/// </summary>
static class MappingShape
{
    static readonly string[] statusLists = ["qualified", "disqualified", "later"];

    public static Shape For(CrmKind? crm) => Takes.Map(
        Takes.Key("version", Takes.Whole(atLeast: 1, atMost: 1), "The version of this format: 1.").Required(),
        Takes.Key("crm", Takes.Choice("salesforce", "hubspot"), "The CRM that the file is for.").Required(),
        Takes.Key("locale", Takes.Choice("en", "fr"), "Language of reasons and alerts: en (default) or fr."),
        Takes.Key("objects", Objects(crm), "The CRM objects that score, and their status field.").Required(),
        Takes.Key("signals", Signals(crm, complete: true), "Other signs of interest, and their points."),
        Takes.Key("fit", Fit(crm, complete: true), "Criteria of a good lead. Fit alone never makes a lead hot."),
        Takes.Key("stages", SharedShapes.Stages(complete: true), "When a lead is a prospect, and when it is unresponsive."),
        Takes.Key("pressure", SharedShapes.Pressure(complete: true), "How many approaches are too many."),
        Takes.Key("scoring", ScoringShape.For(complete: true), "When a lead turns hot and cold.").Required(),
        Takes.Key("on_hot", OnHot(crm), "What happens when a lead turns hot, besides the fields. Left out: nothing."),
        Takes.Key("exceptions", Exceptions(crm), "Settings for the owners that differ."),
        Takes.Key("sub_departments", Takes.List(SubDepartment(crm)), "Parts of the company with settings of their own."),
        Takes.Key("tests", Takes.List(TestShape.For(crm)), "Examples with what they must lead to; a file whose tests fail is not used."));

    public static IReadOnlyList<string> ObjectsOf(CrmKind? crm) => crm switch
    {
        CrmKind.Salesforce => ["Lead", "Contact"],
        CrmKind.HubSpot => ["contacts"],
        _ => ["Lead", "Contact", "contacts"],
    };

    static Shape Objects(CrmKind? crm) => Takes.Names(ObjectsOf(crm), Takes.Map(
        Takes.Key("only", SharedShapes.Conditions(crm), "Which records score at all."),
        Takes.Key("status", Status(crm), "The status field and what its values are worth.").Required(),
        Takes.Key("writes", Writes(crm), "The CRM fields that receive the result.").Required())).NotEmpty();

    static Shape Status(CrmKind? crm) => Takes.Map(
        Takes.Key("field", Takes.Field(FieldName.Of(crm)), "The status field.").Required(),
        Takes.Key("mode", Takes.Choice("replace", "accumulate"),
            "replace (default): the current status counts. accumulate: all statuses passed through do."),
        Takes.Key("points", Takes.Names(Takes.Points).NotEmpty(), "The points of each status.").Required(),
        Takes.Key("qualified", Statuses, "Statuses that mean a customer was won."),
        Takes.Key("disqualified", Statuses, "Statuses that mean a refusal."),
        Takes.Key("later", Statuses, "Statuses that mean not now."),
        Takes.Key("interaction", Statuses, "Statuses that count as an interaction by the prospect."),
        Takes.Key("history", Takes.Choice("auto", "required", "off"),
            "auto (default): the CRM's history of the field where it is kept, else the current value. required, off."),
        Takes.Key("undated", Takes.Choice("modified", "created"),
            "The date of a status without history: the record's last change (default) or its creation."));

    static Shape Statuses => Takes.List(Takes.Text);

    static Shape Writes(CrmKind? crm) => Takes.Map(
        Takes.Key("hot", Takes.Field(FieldName.Of(crm)), "Checkbox: hot or not.").Required(),
        Takes.Key("score", Takes.Field(FieldName.Of(crm)), "Number: the total."),
        Takes.Key("hot_since", Takes.Field(FieldName.Of(crm)), "Date and time: since when it is hot."),
        Takes.Key("resets_at", Takes.Field(FieldName.Of(crm)), "Date and time: when it cools without further interaction."),
        Takes.Key("reasons", Takes.Field(FieldName.Of(crm)), "Text: what made the score, newest first."),
        Takes.Key("blockers", Takes.Field(FieldName.Of(crm)), "Text: what is missing or negative."),
        Takes.Key("stage", Takes.Field(FieldName.Of(crm)), "Text: lead, candidate, prospect, customer."),
        Takes.Key("pressure", Takes.Field(FieldName.Of(crm)), "Number: approaches within the period."),
        Takes.Key("unresponsive", Takes.Field(FieldName.Of(crm)), "Checkbox: does not answer any more."));

    static Shape Signals(CrmKind? crm, bool complete) => Takes.Names(SignalShape.For(crm, complete));

    static Shape Fit(CrmKind? crm, bool complete) => Takes.Names(SharedShapes.Criterion(crm, complete));

    static Shape OnHot(CrmKind? crm) => Takes.Map(
        Takes.Key("mail", Mail(crm), "A mail to the owner of the lead."),
        Takes.Key("notification", Takes.Map(), "A notification in the CRM."),
        Takes.Key("activity", Takes.Map(
            Takes.Key("due_in", Takes.Duration(), "When the task is due; at once by default. A note of HubSpot is never due.")), "An entry on the timeline."),
        Takes.Key("webhook", Takes.Map(), "A call to Alerts.WebhookUrl."),
        Takes.Key("not_when", Takes.List(Takes.Choice(statusLists)), "No alert while the status is one of these."),
        Takes.Key("texts", Takes.Names(["en", "fr"], Takes.Map(
            Takes.Key("subject", Takes.Text, "Subject of the mail."),
            Takes.Key("body", Takes.Text, "Text of the mail."))), "Other texts than the product's own, by language."));

    static Shape Mail(CrmKind? crm) => Takes.Map(
        Takes.Key("to", Takes.Text.OrList(), "owner, an address, or a list of these.").Required(),
        Takes.Key("via", crm == CrmKind.HubSpot ? Takes.Choice("auto", "smtp") : Takes.Choice("auto", "smtp", "crm"),
            "auto (default): SMTP when configured, else the CRM where it can."));

    static Shape Exceptions(CrmKind? crm) => Takes.Map(
        Takes.Key("groups", Groups(crm), "Exceptions for every member of a group; the first that matches the owner applies."),
        Takes.Key("users", Users(crm), "Exceptions for single users."));

    static Shape Groups(CrmKind? crm) => Takes.List(Takes.Map([
        Takes.Key("group", SharedShapes.Members(crm), "Whom it applies to.").Required(), .. Layer(crm)]));

    static Shape Users(CrmKind? crm) => Takes.List(Takes.Map([
        Takes.Key("user", Takes.Text, "E-mail address or user name.").Required(), .. Layer(crm)]));

    static Shape SubDepartment(CrmKind? crm) => Takes.Map([
        Takes.Key("name", Takes.Text, "As it is shown.").Required(),
        Takes.Key("members", SharedShapes.Members(crm), "Whom it applies to.").Required(),
        .. Layer(crm),
        Takes.Key("users", Users(crm), "Exceptions of the sub-department for single users.")]);

    /// <summary>What a layer may state; a key left out is inherited.</summary>
    static KeyRule[] Layer(CrmKind? crm) =>
    [
        Takes.Key("objects", Takes.Names(ObjectsOf(crm), Takes.Map(
            Takes.Key("status", Takes.Map(Takes.Key("points", Takes.Names(Takes.Points), "Other points for these statuses.")), "The status field."))),
            "Other points for statuses."),
        Takes.Key("signals", Signals(crm, complete: false), "Other values for signals; what is left out is inherited."),
        Takes.Key("fit", Fit(crm, complete: false), "Other criteria."),
        Takes.Key("stages", SharedShapes.Stages(complete: false), "Other stages."),
        Takes.Key("pressure", SharedShapes.Pressure(complete: false), "Another limit of approaches."),
        Takes.Key("scoring", ScoringShape.For(complete: false), "Other thresholds and timers."),
    ];
}
