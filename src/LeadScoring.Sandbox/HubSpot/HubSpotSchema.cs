using static LeadScoring.Sandbox.HubSpot.PortalProperty;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>The object types of a new portal, with the custom properties that the example mapping reads and writes.</summary>
static class HubSpotSchema
{
    public static readonly string[] LeadStatuses =
        ["NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "ATTEMPTED_TO_CONTACT", "CONNECTED", "BAD_TIMING"];

    static readonly string[] LifecycleStages =
        ["subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist", "other"];

    public static IEnumerable<PortalTable> Tables(TimeSpan lag) =>
    [
        new("contacts", "lastmodifieddate", Contact(), new(lag)),
        Engagement("calls", lag, Choice("hs_call_direction", "Call direction", "INBOUND", "OUTBOUND"), Number("hs_call_duration", "Call duration"),
            Text("hs_call_status", "Call status"), Text("hs_call_disposition", "Call outcome"), Text("hs_call_title", "Call title"), Text("hs_activity_type", "Call and meeting type")),
        Engagement("meetings", lag, Text("hs_meeting_outcome", "Meeting outcome"), Moment("hs_meeting_start_time", "Start time"),
            Text("hs_meeting_title", "Meeting title"), Text("hs_activity_type", "Call and meeting type")),
        Engagement("emails", lag, Choice("hs_email_direction", "Email direction", "EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"),
            Text("hs_email_status", "Email send status"), Number("hs_email_open_count", "Number of opens"), Number("hs_email_click_count", "Number of clicks"),
            Text("hs_email_subject", "Subject"), Text("hs_email_text", "Body"), Text("hs_email_headers", "Headers")),
        Engagement("communications", lag, Choice("hs_communication_channel_type", "Channel type", "SMS", "WHATS_APP", "LINKEDIN_MESSAGE"),
            Text("hs_communication_logged_from", "Logged from"), Text("hs_communication_body", "Body")),
        Engagement("notes", lag, Text("hs_note_body", "Body")),
        Engagement("tasks", lag, Text("hs_task_subject", "Title"), Text("hs_task_body", "Notes"),
            Choice("hs_task_status", "Status", "NOT_STARTED", "IN_PROGRESS", "WAITING", "COMPLETED", "DEFERRED"),
            Choice("hs_task_priority", "Priority", "LOW", "MEDIUM", "HIGH", "NONE"), Choice("hs_task_type", "Type", "CALL", "EMAIL", "TODO"),
            Text("hs_task_reminders", "Reminders")),
    ];

    static PortalProperty[] Contact() =>
    [
        .. Signs("createdate"), Moment("lastmodifieddate", "Last Modified Date").ReadOnly(), Moment("hs_lastmodifieddate", "Object last modified date/time").ReadOnly(),
        Text("firstname", "First Name"), Text("lastname", "Last Name"), Text("email", "Email"), Text("company", "Company Name"),
        Text("jobtitle", "Job Title"), Text("phone", "Phone Number"), Text("country", "Country/Region"), Text("industry", "Industry"),
        Choice("hubspot_owner_id", "Contact owner") with { FieldType = "select" }, Choice("lifecyclestage", "Lifecycle Stage", LifecycleStages),
        Choice("hs_lead_status", "Lead Status", LeadStatuses), Text("hs_merged_object_ids", "Merged record IDs").ReadOnly(),
        Moment("hs_email_last_open_date", "Last marketing email open date"), Moment("hs_email_last_click_date", "Last marketing email click date"),
        Moment("hs_email_last_reply_date", "Last marketing email reply date"), Number("hs_email_bounce", "Marketing emails bounced"),
        Flag("hs_email_optout", "Unsubscribed from all email"), Number("num_conversion_events", "Number of Form Submissions"),
        Number("sms_link_clicks", "SMS link clicks").Custom(), Flag("hot_lead", "Hot lead").Custom(), Number("hot_lead_score", "Lead score").Custom(),
        Moment("hot_lead_since", "Hot since").Custom(), Moment("hot_lead_resets_at", "Hot until").Custom(), Text("hot_lead_reasons", "Hot because").Custom(),
        Text("hot_lead_blockers", "Not hotter because").Custom(), Text("hot_lead_stage", "Lead stage").Custom(),
        Number("hot_lead_pressure", "Contact pressure").Custom(), Flag("hot_lead_unresponsive", "Unresponsive").Custom(),
    ];

    static PortalTable Engagement(string name, TimeSpan lag, params PortalProperty[] properties) => new(name, "hs_lastmodifieddate",
    [
        .. Signs("hs_createdate"), Moment("hs_lastmodifieddate", "Last modified date").ReadOnly(), Moment("hs_timestamp", "Activity date"),
        Choice("hubspot_owner_id", "Activity assigned to"), .. properties,
    ], new(lag));

    static PortalProperty[] Signs(string created) =>
        [Number("hs_object_id", "Record ID").ReadOnly(), Moment(created, "Create Date").ReadOnly()];
}
