using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// Makes the custom fields, and lets the connector's user see them: a field made through the API has no field-level security
/// for anybody. The bodies follow the Tooling API's CustomField and CustomNotificationType and the object reference's
/// PermissionSet, FieldPermissions and PermissionSetAssignment; none was tried against a live org. [unverified]
/// </summary>
sealed class SalesforceSetup(SalesforceClient client, SalesforceAdmin admin)
{
    /// <summary>The notification that tells an owner of a hot lead.</summary>
    public const string NotificationType = "Lead_Scoring_Hot_Lead";

    /// <summary>Two decimals: enough to tell scores apart, few enough to read. The ledger keeps four.</summary>
    const int ScoreScale = 2;

    const int ScorePrecision = 18;
    const int ReasonsLength = 255;

    const string Duplicate = "DUPLICATE_DEVELOPER_NAME";

    readonly SalesforcePermissions permissions = new(client);

    /// <summary>What the org does not tell, so that people have to see to it.</summary>
    readonly List<string> untold = [];

    public async Task<SetupPlan> PlanAsync(IReadOnlyList<NewField> fields, CancellationToken cancellationToken)
    {
        List<SetupStep> steps = [];
        List<NewField> unseen = [];
        foreach (var group in fields.GroupBy(field => field.Object, StringComparer.Ordinal))
        {
            var described = (await client.DescribeAsync(group.Key, cancellationToken)).Body.Fields;
            var existing = await ExistingAsync(group.Key, [.. group.Select(field => field.Name)], described, cancellationToken);
            var editable = described.Where(field => field.IsWritable).Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            steps.AddRange(group.Where(field => !existing.Contains(field.Name)).Select(Create));
            unseen.AddRange(group.Where(field => !editable.Contains(field.Name)));
        }

        if (unseen.Count > 0)
            steps.AddRange(await permissions.PlanAsync(unseen, untold, cancellationToken));
        if (await LacksNotificationAsync(cancellationToken))
            steps.Add(Notification());
        return new(steps, [.. untold, .. LeftToDo(fields)]);
    }

    /// <summary>The describe shows only what the user sees; a field that exists unseen is noticed when it is to be made.</summary>
    async Task<IReadOnlySet<string>> ExistingAsync(
        string objectName, IReadOnlyList<string> names, IEnumerable<DescribedField> described, CancellationToken cancellationToken)
    {
        try
        {
            return await admin.ExistingAsync(objectName, names, cancellationToken);
        }
        catch (CrmException refusal) when (refusal.IsRefusal)
        {
            untold.Add($"See that the fields of {objectName} which exist already have the types of section 1 of docs/salesforce.md: their definitions were refused ({refusal.Message}).");
            return described.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
    }

    async Task<bool> LacksNotificationAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindNotificationAsync(cancellationToken) is null;
        }
        catch (CrmException refusal) when (refusal.IsRefusal)
        {
            untold.Add($"If alerts use it, see that the custom notification type {NotificationType} is there (Setup, Custom Notifications): the question was refused ({refusal.Message}).");
            return false;
        }
    }

    SetupStep Create(NewField field) => IsCustom(field.Name)
        ? new($"create {field.FullName}, {Describe(field.Type)} \"{field.Label}\"", token => Creation.OnceAsync(
            async again => (await admin.ExistingAsync(field.Object, [field.Name], again)).FirstOrDefault(),
            first => MakeAsync(field, first),
            token))
        : throw new CrmException(CrmFailure.Rejected, $"{field.FullName} does not exist, and only names that end in __c can be created.")
        {
            Remedy = "Write the name of a custom field in the mapping file.",
        };

    /// <returns>The id, or the name of a field that was there, unseen.</returns>
    async Task<string> MakeAsync(NewField field, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CreateAsync(
                "tooling/sobjects/CustomField", new Tooled<CustomFieldMetadata>(field.FullName, Metadata(field)), cancellationToken);
        }
        catch (CrmException refusal) when (refusal.Code == Duplicate)
        {
            return field.Name;
        }
    }

    SetupStep Notification() => new($"create the custom notification type {NotificationType}", token => Creation.OnceAsync(
        FindNotificationAsync,
        first => client.CreateAsync(
            "tooling/sobjects/CustomNotificationType",
            new Tooled<NotificationTypeMetadata>(
                NotificationType, new("Hot lead", "Hot lead", "Tells owners that a lead turned hot.", Desktop: true, Mobile: true)),
            first),
        token));

    Task<string?> FindNotificationAsync(CancellationToken cancellationToken) =>
        client.IdAsync($"SELECT Id FROM CustomNotificationType WHERE DeveloperName = '{NotificationType}'", cancellationToken);

    static CustomFieldMetadata Metadata(NewField field)
    {
        var metadata = new CustomFieldMetadata(ToolingType(field.Type), field.Label, field.Description, field.Description);
        return field.Type switch
        {
            FieldType.Flag => metadata with { DefaultValue = "false" },
            FieldType.Number => metadata with { Precision = ScorePrecision, Scale = ScoreScale },
            FieldType.Time => metadata,
            _ => metadata with { Length = ReasonsLength },
        };
    }

    static string ToolingType(FieldType type) => type switch
    {
        FieldType.Flag => "Checkbox",
        FieldType.Number => "Number",
        FieldType.Time => "DateTime",
        _ => "Text",
    };

    static string Describe(FieldType type) => type switch
    {
        FieldType.Flag => "checkbox",
        FieldType.Number => $"number({ScorePrecision},{ScoreScale})",
        FieldType.Time => "date/time",
        _ => $"text({ReasonsLength})",
    };

    static bool IsCustom(string name) => name.EndsWith("__c", StringComparison.OrdinalIgnoreCase);

    static string[] LeftToDo(IReadOnlyList<NewField> fields)
    {
        var objects = string.Join(" and ", fields.Select(field => field.Object).Distinct(StringComparer.Ordinal));
        return
        [
            $"Let reps see the fields: field-level security of their profiles or a permission set of theirs ({SalesforcePermissions.PermissionSet} is the connector's own). "
                + "Give them edit on the hot checkbox only, so that they can clear it.",
            $"Put the fields on the page layouts of {objects}, and the checkbox into their list views.",
            "Switch on history tracking for the status field and the hot checkbox (Object Manager, Fields & Relationships, Set History Tracking).",
            $"Let the connector's user read and edit all records of {objects}: setup changes no object permissions.",
        ];
    }
}
