using static LeadScoring.Sandbox.Salesforce.SObjectField;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>The objects of a new org, with the custom fields that the example mapping reads and writes.</summary>
static class SalesforceSchema
{
    public static readonly string[] LeadStatuses =
        ["Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"];

    public static readonly string[] ContactStatuses = ["New", "In progress", "Interested", "Converted", "Not interested"];

    static readonly string[] Industries =
        ["Agriculture", "Banking", "Biotechnology", "Construction", "Education", "Energy", "Healthcare", "Manufacturing",
            "Retail", "Software", "Telecommunications", "Transportation"];

    public static IEnumerable<SObjectTable> Tables() =>
    [
        new("Lead", "00Q", "SystemModstamp", null, [.. System(), .. Person(), .. LeadFields()]),
        new("Contact", "003", "SystemModstamp", null, [.. System(), .. Person(), .. ContactFields()]),
        History("LeadHistory", "LeadId", "Lead"),
        History("ContactHistory", "ContactId", "Contact"),
        new("User", "005", "SystemModstamp", null,
            [.. System(), Text("Name", 121), Text("FirstName", 40), Text("LastName", 80), Text("Username", 80), Of(SObjectFieldType.Email, "Email"),
                Flag("IsActive"), Reference("UserRoleId", "UserRole"), Text("LanguageLocaleKey", 40), Text("UserType", 40)]),
        new("UserRole", "00E", "SystemModstamp", null,
            [.. System(), Text("Name", 80), Text("DeveloperName", 80), Reference("ParentRoleId", "UserRole") with { Relationship = null }]),
        new("Group", "00G", "SystemModstamp", null,
            [.. System(), Text("Name", 40), Text("DeveloperName", 80), Text("Type", 40), Of(SObjectFieldType.Email, "Email"), Reference("RelatedId", "UserRole")]),
        new("GroupMember", "011", "SystemModstamp", "GroupId",
            [.. System(), Reference("GroupId", "Group"), Reference("UserOrGroupId", "User", "Group")]),
        new("QueueSobject", "03g", "SystemModstamp", "QueueId", [.. System(), Reference("QueueId", "Group"), Text("SobjectType", 40)]),
        new("LeadStatus", "01J", "SystemModstamp", null,
            [.. System(), Text("ApiName"), Text("MasterLabel"), Whole("SortOrder"),
                Flag("IsDefault"), Flag("IsConverted")]),
        new("RecordType", "012", "SystemModstamp", null,
            [.. System(), Text("Name", 80), Text("DeveloperName", 80), Text("SobjectType", 40), Flag("IsActive")]),
        new("Campaign", "701", "SystemModstamp", null,
            [.. System(), Text("Name", 80), Picklist("Type", "Conference", "Webinar", "White Paper", "Email", "Other"), Text("Status", 40)]),
        new("CampaignMember", "00v", "SystemModstamp", null,
            [.. System(), Reference("CampaignId", "Campaign") with { IsNillable = false, Children = "CampaignMembers" },
                Reference("LeadId", "Lead") with { Children = "CampaignMembers" }, Reference("ContactId", "Contact") with { Children = "CampaignMembers" },
                Text("Status", 40), Flag("HasResponded").ReadOnly(), Day("FirstRespondedDate").ReadOnly()]),
        new("Task", "00T", "SystemModstamp", "WhoId",
            [.. System(), .. Activity(), Text("Status", 40), Text("Priority", 20), Flag("IsClosed").ReadOnly(), Moment("CompletedDateTime").ReadOnly(),
                Text("TaskSubtype", 40), Text("CallType", 40), Whole("CallDurationInSeconds"), Text("CallDisposition"),
                Flag("IsReminderSet"), Moment("ReminderDateTime")]),
        new("Event", "00U", "SystemModstamp", "WhoId",
            [.. System(), .. Activity(), Moment("ActivityDateTime"), Moment("StartDateTime"),
                Moment("EndDateTime"), Whole("DurationInMinutes"), Flag("IsChild").ReadOnly()]),
        new("EmailMessage", "02s", "SystemModstamp", null,
            [.. System(), Reference("ActivityId", "Task"), Flag("Incoming"), Text("Status", 40), Moment("MessageDate"),
                Flag("IsTracked"), Flag("IsOpened").ReadOnly(), Moment("FirstOpenedDate").ReadOnly(),
                Moment("LastOpenedDate").ReadOnly(), Flag("IsBounced").ReadOnly(), Text("Subject"), Text("FromAddress"), Text("ToAddress")]),
        new("EmailMessageRelation", "00d", "SystemModstamp", "EmailMessageId",
            [.. System(), Reference("EmailMessageId", "EmailMessage") with { Children = "EmailMessageRelations" }, Reference("RelationId", "Lead", "Contact", "User"),
                Text("RelationType", 40), Text("RelationAddress")]),
        .. Security(),
    ];

    /// <summary>Who may see what, and what can be sent to whom.</summary>
    static IEnumerable<SObjectTable> Security() =>
    [
        new("PermissionSet", "0PS", "SystemModstamp", null,
            [.. System(), Text("Name", 80) with { IsNillable = false }, Text("Label", 80) with { IsNillable = false }, Text("Description")]),
        new("FieldPermissions", "01k", "SystemModstamp", "ParentId",
            [.. System(), Reference("ParentId", "PermissionSet") with { IsNillable = false }, Text("SobjectType", 40) with { IsNillable = false },
                Text("Field", 120) with { IsNillable = false }, Flag("PermissionsRead"), Flag("PermissionsEdit")]),
        new("PermissionSetAssignment", "0Pa", "SystemModstamp", "PermissionSetId",
            [.. System(), Reference("PermissionSetId", "PermissionSet") with { IsNillable = false },
                Reference("AssigneeId", "User") with { IsNillable = false }]),
        new("CustomNotificationType", "0ML", "SystemModstamp", null,
            [.. System(), Text("DeveloperName", 80), Text("CustomNotifTypeName", 80), Text("MasterLabel", 80), Text("Description"),
                Flag("Desktop"), Flag("Mobile")]),
    ];

    /// <summary>FieldDefinition and EntityDefinition hold no records: a query sees them made from the tables.</summary>
    public static SObjectTable Virtual(string name) => new(name, "000", "SystemModstamp", null,
        name == "FieldDefinition"
            ? [Text("DurableId"), Text("QualifiedApiName"), Text("Label"), Text("DataType"),
                Text("DeveloperName"), Reference("EntityDefinitionId", "EntityDefinition"), Flag("IsFieldHistoryTracked"),
                Whole("Length"), Whole("Precision"), Whole("Scale")]
            : [Text("DurableId"), Text("QualifiedApiName"), Text("Label"), Text("KeyPrefix")]);

    static SObjectTable History(string name, string parentField, string parent) => new(name, "017", "CreatedDate", parentField,
    [
        Of(SObjectFieldType.Id, "Id").ReadOnly(), Flag("IsDeleted").ReadOnly(), Reference(parentField, parent).ReadOnly(), Text("Field").ReadOnly(),
        Text("DataType", 40).ReadOnly(), Text("OldValue").ReadOnly() with { IsFilterable = false },
        Text("NewValue").ReadOnly() with { IsFilterable = false }, Reference("CreatedById", "User").ReadOnly(), Moment("CreatedDate").ReadOnly(),
    ])
    { FirstNumber = parent == "Contact" ? 1_000_000_000 : 0 };

    static SObjectField[] System() =>
    [
        Of(SObjectFieldType.Id, "Id").ReadOnly(), Flag("IsDeleted").ReadOnly(), Moment("CreatedDate").ReadOnly(),
        Reference("CreatedById", "User").ReadOnly(), Moment("LastModifiedDate").ReadOnly(),
        Reference("LastModifiedById", "User").ReadOnly(), Moment("SystemModstamp").ReadOnly(),
    ];

    static SObjectField[] Person() =>
    [
        Reference("MasterRecordId", "Lead", "Contact").ReadOnly(), Text("FirstName", 40), Text("LastName", 80) with { IsNillable = false },
        Text("Name", 121).ReadOnly(), Of(SObjectFieldType.Email, "Email"), Of(SObjectFieldType.Phone, "Phone"), Of(SObjectFieldType.Phone, "MobilePhone"), Text("Title", 128), Text("Country", 80),
        Flag("HasOptedOutOfEmail"), Moment("EmailBouncedDate"), Text("EmailBouncedReason"),
        Flag("Hot_Lead__c"), Number("Lead_Score__c") with { Precision = 6 },
        Moment("Hot_Since__c"), Moment("Hot_Resets_At__c"), Text("Hot_Reasons__c"), Text("Hot_Blockers__c"),
        Text("Lead_Stage__c", 40), Number("Lead_Pressure__c") with { Precision = 6 }, Flag("Unresponsive__c"),
    ];

    static SObjectField[] LeadFields() =>
    [
        Text("Company") with { IsNillable = false }, Picklist("Status", LeadStatuses) with { IsNillable = false }, Reference("OwnerId", "User", "Group"),
        Picklist("LeadSource", "Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"), Picklist("Industry", Industries),
        Of(SObjectFieldType.Currency, "AnnualRevenue"), Whole("NumberOfEmployees"), Reference("RecordTypeId", "RecordType"),
        Picklist("Rating", "Hot", "Warm", "Cold"), Flag("IsConverted").ReadOnly(), Day("ConvertedDate").ReadOnly(),
        Reference("ConvertedContactId", "Contact").ReadOnly(), Text("ConvertedAccountId").ReadOnly(),
        Text("ConvertedOpportunityId").ReadOnly(), Number("Email_Link_Clicks__c"),
        Number("SMS_Link_Clicks__c"), Number("Proposal_Views__c"), Number("Proposal_Seconds__c"),
    ];

    static SObjectField[] ContactFields() =>
    [
        Picklist("Status__c", ContactStatuses) with { IsRestricted = true }, Reference("OwnerId", "User"), Text("Department", 80),
        Text("AccountId"), Reference("RecordTypeId", "RecordType"),
    ];

    static SObjectField[] Activity() =>
    [
        Reference("WhoId", "Lead", "Contact"), Reference("OwnerId", "User", "Group"), Text("Subject"), Text("Type", 40), Of(SObjectFieldType.TextArea, "Description"),
        Day("ActivityDate"), Flag("IsArchived").ReadOnly(),
    ];

    static SObjectField Flag(string name) => Of(SObjectFieldType.Boolean, name);

    static SObjectField Number(string name) => Of(SObjectFieldType.Number, name);

    static SObjectField Whole(string name) => Of(SObjectFieldType.Whole, name);

    static SObjectField Day(string name) => Of(SObjectFieldType.Date, name);

    static SObjectField Moment(string name) => Of(SObjectFieldType.DateTime, name);
}
