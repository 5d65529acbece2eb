using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>
/// Every key of a mapping file: the checks and the JSON Schema follow from it. Without a CRM it takes what either knows.
/// </summary>
static class MappingShape
{
    static readonly string[] statusLists = ["qualified", "disqualified", "later"];

    public static Shape For(CrmKind? crm) => Is.Map(
        Is.Key("version", Is.Whole(atLeast: 1, atMost: 1), "The version of this format: 1.").Required(),
        Is.Key("crm", Is.Choice("salesforce", "hubspot"), "The CRM that the file is for.").Required(),
        Is.Key("locale", Is.Choice("en", "fr"), "Language of the alerts: en (default) or fr."),
        Is.Key("objects", Objects(crm), "The CRM objects that score, and their status field.").Required(),
        Is.Key("signals", Signals(crm, complete: true), "Other signs of interest, and their points."),
        Is.Key("fit", Fit(crm, complete: true), "Criteria of a good lead. Fit alone never makes a lead hot.").Pending(),
        Is.Key("stages", SharedShapes.Stages(complete: true), "When a lead is a prospect, and when it is unresponsive.").Pending(),
        Is.Key("pressure", SharedShapes.Pressure(complete: true), "How many approaches are too many.").Pending(),
        Is.Key("scoring", ScoringShape.For(complete: true), "When a lead turns hot and cold.").Required(),
        Is.Key("on_hot", OnHot(crm), "What happens when a lead turns hot, besides the fields. Left out: nothing."),
        Is.Key("exceptions", Exceptions(crm), "Settings for the owners that differ."),
        Is.Key("sub_departments", Is.List(SubDepartment(crm)), "Parts of the company with settings of their own."),
        Is.Key("tests", Is.List(TestShape.For(crm)), "Examples with what they must lead to; a file whose tests fail is not used."));

    public static IReadOnlyList<string> ObjectsOf(CrmKind? crm) => crm switch
    {
        CrmKind.Salesforce => ["Lead", "Contact"],
        CrmKind.HubSpot => ["contacts"],
        _ => ["Lead", "Contact", "contacts"],
    };

    static Shape Objects(CrmKind? crm) => Is.Names(ObjectsOf(crm), Is.Map(
        Is.Key("only", SharedShapes.Conditions(crm), "Which records score at all.").Pending(),
        Is.Key("status", Status(crm), "The status field and what its values are worth.").Required(),
        Is.Key("writes", Writes(crm), "The CRM fields that receive the result.").Required())).NotEmpty();

    static Shape Status(CrmKind? crm) => Is.Map(
        Is.Key("field", Is.Field(FieldName.Of(crm)), "The status field.").Required(),
        Is.Key("mode", Is.Choice("replace", "accumulate"),
            "replace (default): the current status counts. accumulate: all statuses passed through do."),
        Is.Key("points", Is.Names(Is.Points).NotEmpty(), "The points of each status.").Required(),
        Is.Key("qualified", Statuses, "Statuses that mean a customer was won."),
        Is.Key("disqualified", Statuses, "Statuses that mean a refusal."),
        Is.Key("later", Statuses, "Statuses that mean not now."),
        Is.Key("interaction", Statuses, "Statuses that count as an interaction by the prospect."),
        Is.Key("history", Is.Choice("auto", "required", "off"),
            "auto (default): the CRM's history of the field where it is kept, else the current value. required, off."),
        Is.Key("undated", Is.Choice("modified", "created"),
            "The date of a status without history: the record's last change (default) or its creation."));

    static Shape Statuses => Is.List(Is.Text);

    static Shape Writes(CrmKind? crm) => Is.Map(
        Is.Key("hot", Is.Field(FieldName.Of(crm)), "Checkbox: hot or not.").Required(),
        Is.Key("score", Is.Field(FieldName.Of(crm)), "Number: the total."),
        Is.Key("hot_since", Is.Field(FieldName.Of(crm)), "Date and time: since when it is hot."),
        Is.Key("resets_at", Is.Field(FieldName.Of(crm)), "Date and time: when it cools without further interaction."),
        Is.Key("reasons", Is.Field(FieldName.Of(crm)), "Text: what made the score, newest first."),
        Is.Key("blockers", Is.Field(FieldName.Of(crm)), "Text: what is missing or negative.").Pending(),
        Is.Key("stage", Is.Field(FieldName.Of(crm)), "Text: lead, candidate, prospect, customer.").Pending(),
        Is.Key("pressure", Is.Field(FieldName.Of(crm)), "Number: approaches within the period.").Pending(),
        Is.Key("unresponsive", Is.Field(FieldName.Of(crm)), "Checkbox: does not answer any more.").Pending());

    static Shape Signals(CrmKind? crm, bool complete) =>
        Is.Names(SignalShape.For(crm, complete)) with { IsPending = true };

    static Shape Fit(CrmKind? crm, bool complete) => Is.Names(SharedShapes.Criterion(crm, complete));

    static Shape OnHot(CrmKind? crm) => Is.Map(
        Is.Key("mail", Mail(crm), "A mail to the owner of the lead.").Pending(),
        Is.Key("notification", Is.Map(), "A notification in the CRM.").Pending(),
        Is.Key("activity", Is.Map(
            Is.Key("due_in", Is.Duration(), "When the task is due; at once by default.")), "An entry on the timeline.").Pending(),
        Is.Key("webhook", Is.Map(), "A call to Alerts.WebhookUrl.").Pending(),
        Is.Key("not_when", Is.List(Is.Choice(statusLists)), "No alert while the status is one of these.").Pending(),
        Is.Key("texts", Is.Names(["en", "fr"], Is.Map(
            Is.Key("subject", Is.Text, "Subject of the mail."),
            Is.Key("body", Is.Text, "Text of the mail."))), "Other texts than the product's own, by language.").Pending());

    static Shape Mail(CrmKind? crm) => Is.Map(
        Is.Key("to", Is.Text.OrList(), "owner, an address, or a list of these.").Required(),
        Is.Key("via", crm == CrmKind.HubSpot ? Is.Choice("auto", "smtp") : Is.Choice("auto", "smtp", "crm"),
            "auto (default): SMTP when configured, else the CRM where it can."));

    static Shape Exceptions(CrmKind? crm) => Is.Map(
        Is.Key("groups", Groups(crm), "Exceptions for every member of a group; the first that matches the owner applies."),
        Is.Key("users", Users(crm), "Exceptions for single users."));

    static Shape Groups(CrmKind? crm) => Is.List(Is.Map([
        Is.Key("group", SharedShapes.Members(crm), "Whom it applies to.").Required(), .. Layer(crm)]));

    static Shape Users(CrmKind? crm) => Is.List(Is.Map([
        Is.Key("user", Is.Text, "E-mail address or user name.").Required(), .. Layer(crm)]));

    static Shape SubDepartment(CrmKind? crm) => Is.Map([
        Is.Key("name", Is.Text, "As it is shown.").Required(),
        Is.Key("members", SharedShapes.Members(crm), "Whom it applies to.").Required(),
        .. Layer(crm),
        Is.Key("users", Users(crm), "Exceptions of the sub-department for single users.")]);

    /// <summary>What a layer may state; a key left out is inherited.</summary>
    static KeyRule[] Layer(CrmKind? crm) =>
    [
        Is.Key("objects", Is.Names(ObjectsOf(crm), Is.Map(
            Is.Key("status", Is.Map(Is.Key("points", Is.Names(Is.Points), "Other points for these statuses.")), "The status field."))),
            "Other points for statuses."),
        Is.Key("signals", Signals(crm, complete: false), "Other values for signals; what is left out is inherited."),
        Is.Key("fit", Fit(crm, complete: false), "Other criteria.").Pending(),
        Is.Key("stages", SharedShapes.Stages(complete: false), "Other stages.").Pending(),
        Is.Key("pressure", SharedShapes.Pressure(complete: false), "Another limit of approaches.").Pending(),
        Is.Key("scoring", ScoringShape.For(complete: false), "Other thresholds and timers."),
    ];
}
