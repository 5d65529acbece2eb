namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// One Salesforce org. Its public verbs do what a person does on the pages of the CRM: they set stamps, keep
/// field history and break no rule; a rule broken is an <see cref="InvalidOperationException"/>.
/// Stamps are whole seconds, as in the platform, and default to the org's clock.
/// </summary>
public sealed partial class SalesforceOrg
{
    readonly Dictionary<string, SObjectTable> tables;
    readonly TimeProvider time;

    public SalesforceOrg(TimeProvider time)
    {
        this.time = time;
        tables = SalesforceSchema.Tables().ToDictionary(table => table.Name, StringComparer.OrdinalIgnoreCase);
        tables["Lead"].Tracked.Add("Status");
        tables["Contact"].Tracked.Add("Status__c");
        ApiUserId = Create("User", new Dictionary<string, object?>
        {
            ["Name"] = "Lead Scoring",
            ["LastName"] = "Lead Scoring",
            ["Username"] = "lead.scoring@example.com",
            ["IsActive"] = true,
            ["UserType"] = "Standard",
        });
        AddStatuses();
    }

    /// <summary>The user that calls with the sandbox's token run as.</summary>
    public string ApiUserId { get; }

    internal Lock Gate { get; } = new();

    internal SalesforceSessions Sessions { get; } = new();

    internal string? AssignmentQueueId { get; private set; }

    /// <summary>Calls allowed in 24 hours.</summary>
    public int DailyCalls { get; set; } = 100_000;

    /// <summary>Makes the org behave as if other applications had used calls.</summary>
    public void UseCalls(int count)
    {
        lock (Gate) Allocation.Use(count, Now);
    }

    /// <summary>Every token given out so far answers INVALID_SESSION_ID.</summary>
    public void ExpireSessions()
    {
        lock (Gate) Sessions.Expire();
    }

    /// <summary>Every open query locator answers INVALID_QUERY_LOCATOR.</summary>
    public void ExpireLocators()
    {
        lock (Gate) Locators.Clear();
    }

    /// <summary>A lead updated without <c>Sforce-Auto-Assign: FALSE</c> goes to this queue; null switches the rule off.</summary>
    public void AssignLeadsTo(string? queueId)
    {
        lock (Gate) AssignmentQueueId = queueId;
    }

    public void TrackHistory(string type, params string[] fields)
    {
        lock (Gate) Table(type).Tracked.UnionWith(fields);
    }

    public void UntrackHistory(string type, params string[] fields)
    {
        lock (Gate) Table(type).Tracked.ExceptWith(fields);
    }

    /// <summary>Adds a field that everyone may see and edit.</summary>
    public void AddField(string type, SObjectField field)
    {
        lock (Gate)
        {
            if (Table(type).Field(field.Name) is not null) throw new InvalidOperationException($"{type}.{field.Name} exists");
            Table(type).Add(field);
            Table(type).OnLayout.Add(field.Name);
        }
    }

    /// <summary>Removes a field from the object.</summary>
    public void RemoveField(string type, string field)
    {
        lock (Gate) Table(type).RemoveField(field);
    }

    /// <summary>Makes the org one that does not have the object, such as EmailMessage without Enhanced Email.</summary>
    public void RemoveObject(string type)
    {
        lock (Gate) tables.Remove(type);
    }

    /// <summary>Takes the field-level security of a field from the API user. Until it has it again, nobody can use the field.</summary>
    public void HideField(string type, string field)
    {
        lock (Gate) Table(type).Hide(field);
    }

    /// <summary>Lets the API user read a field, and edit it or not.</summary>
    public void ShowField(string type, string field, bool isUpdateable = true)
    {
        lock (Gate)
        {
            Table(type).Hide(field);
            Table(type).Show(field, isUpdateable);
        }
    }

    public void PlaceOnLayout(string type, params string[] fields)
    {
        lock (Gate) Table(type).OnLayout.UnionWith(fields);
    }

    public void RemoveFromLayout(string type, params string[] fields)
    {
        lock (Gate) Table(type).OnLayout.ExceptWith(fields);
    }

    internal DateTimeOffset Now => SObjectValue.WholeSeconds(time.GetUtcNow());

    internal SalesforceAllocation Allocation { get; } = new();

    internal QueryLocators Locators { get; } = new();

    internal IEnumerable<SObjectTable> Tables => tables.Values;

    internal SObjectTable? FindTable(string type) => tables.GetValueOrDefault(type);

    internal SObjectTable? TableOfId(string id) => tables.Values.FirstOrDefault(table => id.StartsWith(table.KeyPrefix, StringComparison.Ordinal)
        && table.Find(id) is not null);

    SObjectTable Table(string type) => tables.GetValueOrDefault(type) ?? throw new InvalidOperationException($"No object {type}");

    void AddStatuses()
    {
        foreach (var (place, status) in SalesforceSchema.LeadStatuses.Index())
        {
            Create("LeadStatus", new Dictionary<string, object?>
            {
                ["ApiName"] = status,
                ["MasterLabel"] = status,
                ["SortOrder"] = place + 1,
                ["IsDefault"] = place == 0,
                ["IsConverted"] = status == "Closed - Converted",
            });
        }
    }
}
