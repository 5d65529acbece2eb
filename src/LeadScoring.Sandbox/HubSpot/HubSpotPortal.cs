using System.Globalization;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// One HubSpot account. Its public verbs do what a person does on the pages of the CRM; a value that HubSpot
/// would refuse is an <see cref="InvalidOperationException"/>. Stamps are milliseconds and default to the portal's clock.
/// </summary>
public sealed partial class HubSpotPortal
{
    readonly Dictionary<string, PortalTable> tables;
    readonly TimeProvider time;
    long lastId = 100;

    public HubSpotPortal(TimeProvider time, TimeSpan indexLag = default)
    {
        this.time = time;
        tables = HubSpotSchema.Tables(indexLag).ToDictionary(table => table.Name, StringComparer.Ordinal);
    }

    public int SearchesPerSecond { get; set; } = 5;

    public int CallsPerTenSeconds { get; set; } = 190;

    public int DailyCalls { get; set; } = 1_000_000;

    /// <summary>Takes a scope from the access token, such as crm.objects.owners.read.</summary>
    public void Revoke(string scope)
    {
        lock (Gate) Revoked.Add(scope);
    }

    /// <summary>Makes the account behave as if other applications had used calls today.</summary>
    public void UseCalls(int count)
    {
        lock (Gate) Limits.UseDaily(count, Now);
    }

    /// <summary>Adds a property; <paramref name="type"/> is such as "contacts".</summary>
    public void AddProperty(string type, PortalProperty property)
    {
        lock (Gate)
        {
            if (Table(type).Property(property.Name) is not null) throw new InvalidOperationException($"{type}.{property.Name} exists");
            Table(type).Add(property);
        }
    }

    public void RemoveProperty(string type, string property)
    {
        lock (Gate) Table(type).Remove(property);
    }

    public string? Get(string id, string property) => Get("contacts", id, property);

    public string? Get(string type, string id, string property)
    {
        lock (Gate) return Find(type, id).Version[Table(type).SlotOf(property)];
    }

    public void SetProperty(string id, string name, string? value, string source = "CRM_UI", DateTimeOffset? at = null) =>
        SetProperty("contacts", id, name, value, source, at);

    public void SetProperty(string type, string id, string name, string? value, string source, DateTimeOffset? at)
    {
        lock (Gate)
        {
            var table = Table(type);
            if (Check(table, new Dictionary<string, string?> { [name] = value }, byPerson: true, out var stored) is [var error, ..])
                throw new InvalidOperationException($"{type} {id}: {error.Message}");
            Save(table, Find(type, id), stored, at ?? Now, source, sourceId: null, userId: 7001);
        }
    }

    /// <summary>Saves a contact again without a change: lastmodifieddate moves.</summary>
    public void Touch(string id, DateTimeOffset? at = null) => Touch("contacts", id, at);

    public void Touch(string type, string id, DateTimeOffset? at)
    {
        lock (Gate) Save(Table(type), Find(type, id), [], at ?? Now, "CRM_UI", sourceId: null, userId: null);
    }

    /// <summary>Archives a contact: search and reads no longer find it.</summary>
    public void Delete(string id) => Delete("contacts", id);

    public void Delete(string type, string id)
    {
        lock (Gate)
        {
            var record = Archive(type, id);
            if (type == "contacts")
                TellDeletion(Table(type), record);
        }
    }

    /// <summary>Restores an archived contact, which counts as a change of it. [unverified]</summary>
    public void Restore(string id)
    {
        lock (Gate)
        {
            Table("contacts").Records[long.Parse(id, CultureInfo.InvariantCulture)].IsArchived = false;
            Touch(id);
        }
    }

    /// <summary>
    /// Merges one contact into another: the loser's id answers with the winner from then on, and activities are with the
    /// winner (knowledge base, "Merge records"). That the stamps of these do not move is [unverified].
    /// </summary>
    public void Merge(string winnerId, string loserId)
    {
        lock (Gate)
        {
            var loser = Archive("contacts", loserId).Version.Id;
            Table("contacts").Merged[loser] = Find("contacts", winnerId).Version.Id;
            Associations.Move("contacts", loser, Find("contacts", winnerId).Version.Id);
            SetProperty(winnerId, "hs_merged_object_ids", loserId);
            TellMerge(Table("contacts"), Find("contacts", winnerId), loser);
        }
    }

    /// <summary>Logs an engagement with a contact, such as one of "calls", already created.</summary>
    public void Associate(string type, string id, string contactId)
    {
        lock (Gate) Associations.Add(type, Find(type, id).Version.Id, "contacts", Find("contacts", contactId).Version.Id);
    }

    /// <summary>The engagements of a type, such as "calls", that are logged with a contact.</summary>
    public IReadOnlyList<string> Engagements(string type, string contactId)
    {
        lock (Gate)
        {
            return [.. Associations.Of("contacts", Find("contacts", contactId).Version.Id, type).Select(id => id.ToString(CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>The contacts whose property has a value, in the order of their ids.</summary>
    public IReadOnlyList<string> Ids(string property, string value)
    {
        lock (Gate)
        {
            var slot = Table("contacts").SlotOf(property);
            return [.. Table("contacts").Records.Values.Where(record => !record.IsArchived && record.Version[slot] == value)
                .Select(record => record.Version.Id).Order().Select(id => id.ToString(CultureInfo.InvariantCulture))];
        }
    }

    internal Lock Gate { get; } = new();

    internal HashSet<string> Revoked { get; } = new(StringComparer.Ordinal);

    internal HubSpotLimits Limits { get; } = new();

    internal List<PortalOwner> Owners { get; } = [];

    internal List<PortalTeam> Teams { get; } = [];

    internal PortalAssociations Associations { get; } = new();

    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    internal PortalTable? FindTable(string type) => tables.GetValueOrDefault(type == "0-1" ? "contacts" : type);

    PortalRecord Archive(string type, string id)
    {
        var record = Find(type, id);
        record.IsArchived = true;
        Table(type).Index.Put(record.Version.Id, null, Now);
        return record;
    }

    PortalTable Table(string type) => FindTable(type) ?? throw new InvalidOperationException($"No object type {type}");

    PortalRecord Find(string type, string id) =>
        (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Table(type).Find(number) : null)
        ?? throw new InvalidOperationException($"No {type} {id}");
}
