namespace LeadScoring.Sandbox.Salesforce;

public sealed partial class SalesforceOrg
{
    /// <summary>Creates any record; returns its 18-character id.</summary>
    public string Create(string type, IReadOnlyDictionary<string, object?> values, DateTimeOffset? at = null, string? by = null)
    {
        lock (Gate)
        {
            var error = Insert(Table(type), values, Stamp(at), by ?? ApiUserId, out var row);
            return error is null && row is not null ? row.Id : throw new InvalidOperationException($"{type}: {error?.Message}");
        }
    }

    public string CreateLead(
        string firstName, string lastName, string? email, string company, string status, string? ownerId = null, DateTimeOffset? createdAt = null) =>
        Create("Lead", new Dictionary<string, object?>
        {
            ["FirstName"] = firstName,
            ["LastName"] = lastName,
            ["Email"] = email,
            ["Company"] = company,
            ["Status"] = status,
            ["OwnerId"] = ownerId,
        }, createdAt);

    public string CreateContact(
        string firstName, string lastName, string? email, string? status, string? ownerId = null, DateTimeOffset? createdAt = null) =>
        Create("Contact", new Dictionary<string, object?>
        {
            ["FirstName"] = firstName,
            ["LastName"] = lastName,
            ["Email"] = email,
            ["Status__c"] = status,
            ["OwnerId"] = ownerId,
        }, createdAt);

    /// <summary>Creates many records at one call; <paramref name="stamp"/> chooses each one's stamp, which may be the same for all.</summary>
    public IReadOnlyList<string> CreateMany(
        string type, int count, Func<int, IReadOnlyDictionary<string, object?>> values, Func<int, DateTimeOffset>? stamp = null)
    {
        lock (Gate) return [.. Enumerable.Range(0, count).Select(place => Create(type, values(place), stamp?.Invoke(place)))];
    }

    public object? Get(string type, string id, string field)
    {
        lock (Gate) return Row(type, id)[field];
    }

    public void SetField(string type, string id, string field, object? value, DateTimeOffset? at = null, string? by = null) =>
        SetFields(type, id, new Dictionary<string, object?> { [field] = value }, at, by);

    public void SetFields(string type, string id, IReadOnlyDictionary<string, object?> values, DateTimeOffset? at = null, string? by = null)
    {
        lock (Gate)
        {
            var row = Row(type, id);
            if (Update(row, values, Stamp(at), by ?? PersonOf(row)) is { } error)
                throw new InvalidOperationException($"{type} {id}: {error.Message}");
        }
    }

    /// <summary>Saves a record again without a change: SystemModstamp moves.</summary>
    public void Touch(string type, string id, DateTimeOffset? at = null, string? by = null) =>
        SetFields(type, id, new Dictionary<string, object?>(), at, by);

    /// <summary>Moves a record to the recycle bin: only queryAll sees it from then on.</summary>
    public void Delete(string type, string id, DateTimeOffset? at = null)
    {
        lock (Gate)
        {
            var row = Row(type, id);
            row["IsDeleted"] = true;
            row["LastModifiedDate"] = Stamp(at);
            row.Table.Stamp(row, Stamp(at));
        }
    }

    /// <summary>Ages an activity: after a year the platform archives it, and only queryAll sees it.</summary>
    public void Archive(string type, string id)
    {
        lock (Gate) Row(type, id)["IsArchived"] = true;
    }

    /// <summary>A tracked mail is opened by its recipient, perhaps again.</summary>
    public void OpenMail(string id, DateTimeOffset? at = null)
    {
        lock (Gate)
        {
            SetFields("EmailMessage", id, new Dictionary<string, object?>
            {
                ["IsOpened"] = true,
                ["FirstOpenedDate"] = Row("EmailMessage", id)["FirstOpenedDate"] ?? Stamp(at),
                ["LastOpenedDate"] = Stamp(at),
            }, at);
        }
    }

    /// <summary>Brings a record back from the recycle bin.</summary>
    public void Undelete(string type, string id, DateTimeOffset? at = null)
    {
        lock (Gate)
        {
            var row = Row(type, id);
            row["IsDeleted"] = false;
            row.Table.Stamp(row, Stamp(at));
        }
    }

    /// <summary>The ids that a query finds, such as "SELECT Id FROM Lead WHERE Hot_Lead__c = true".</summary>
    public IReadOnlyList<string> Ids(string soql)
    {
        lock (Gate) return [.. Soql.SoqlRunner.Run(this, soql, withDeleted: false).Records.Select(record => record.Id)];
    }

    internal static SObjectRow? Find(SObjectTable table, string id) => SalesforceId.Normalize(id) is { } full ? table.Find(full) : null;

    // Changes without a name are the owner's, unless a queue owns the record.
    string PersonOf(SObjectRow row) => row["OwnerId"] is string owner && IsUser(owner) ? owner : ApiUserId;

    static bool IsUser(string id) => id.StartsWith("005", StringComparison.Ordinal);

    DateTimeOffset Stamp(DateTimeOffset? at) => at is { } given ? SObjectValue.WholeSeconds(given.ToUniversalTime()) : Now;

    SObjectRow Row(string type, string id) =>
        Find(Table(type), id) ?? throw new InvalidOperationException($"No {type} {id}");
}
