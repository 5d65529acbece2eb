using System.Text.Json;
using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>A mapped object together with what the CRM says of it; fields the CRM lacks are not asked for.</summary>
sealed record MappedObject(ObjectScope Scope, CrmObject Described);

sealed record LoadedMap(IReadOnlyList<MappedObject> Objects, IReadOnlyDictionary<string, Owner> Owners);

/// <summary>Lays the mapping over the CRM: fields, history, owners. Asked of the CRM once an hour, else of the store.</summary>
sealed class CrmMap(ConnectionOptions connection, ICrm crm, Connections facts, LeadBook leads)
{
    /// <summary>How long an answer of the CRM counts.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    public static readonly TimeSpan Ever = TimeSpan.FromDays(36_500);

    public async Task<LoadedMap> LoadAsync(InForce model, PassReport report, CancellationToken cancellationToken)
    {
        List<MappedObject> objects = [];
        foreach (var scope in model.File.Scopes)
        {
            var described = await DescribeAsync(scope, cancellationToken);
            var needs = FieldNeeds.Of(model.File.Model, scope.Name).Where(need => !described.Fields.ContainsKey(need.Field)).ToList();
            if (Check(scope, described, needs, report))
                objects.Add(new(Readable(scope, described), described));
        }

        var owners = await new OwnerMap(connection, crm, facts, leads).LoadAsync(model, report, cancellationToken);
        TellAmbiguous(model, owners, report);
        return new(objects, owners);
    }

    /// <summary>Whose rules apply is told by nothing else.</summary>
    void TellAmbiguous(InForce model, IReadOnlyDictionary<string, Owner> owners, PassReport report)
    {
        foreach (var found in new GroupCheck(connection, model.File.Model, [.. owners.Values]).Ambiguous())
        {
            report.Problems.Add(new(found.Code, found.Message, found.Remedy));
            report.Status = PassStatus.Degraded;
        }
    }

    static ObjectScope Readable(ObjectScope scope, CrmObject described) => scope with
    {
        Fields = [.. scope.Fields.Where(described.Fields.ContainsKey)],
        Watched = [.. scope.Watched.Where(described.Fields.ContainsKey)],
        Profile = [.. scope.Profile.Where(described.Fields.ContainsKey)],
    };

    /// <summary>As described within the last hour; where something is missing it is asked again, because it may be back.</summary>
    async Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken)
    {
        var name = $"describe:{scope.Name}:{string.Join(',', scope.AllFields)}";
        if (await facts.CachedAsync(name, Fresh, cancellationToken) is { } kept
            && JsonSerializer.Deserialize(kept, CacheJson.Default.CachedObject)?.Restore() is { } known
            && scope.AllFields.All(known.Fields.ContainsKey))
            return await LookAgainAsync(name, known, cancellationToken);

        var described = await crm.DescribeAsync(scope, cancellationToken);
        var text = JsonSerializer.Serialize(CachedObject.Of(described), CacheJson.Default.CachedObject);
        if (text != await facts.CachedAsync(name, Ever, cancellationToken))
        {
            await leads.ForgetShownAsync(scope.Name, Lost(scope, described), cancellationToken);
            await leads.MarkUnconfirmedAsync(cancellationToken);
        }

        await facts.CacheAsync(name, text, cancellationToken);
        return described;
    }

    /// <summary>What the CRM could not tell within the hour may have shown since, and waits for no hour to pass.</summary>
    async Task<CrmObject> LookAgainAsync(string name, CrmObject known, CancellationToken cancellationToken)
    {
        if (known.Untold.Count == 0)
            return known;

        var seen = await crm.LookAgainAsync(known, cancellationToken);
        if (seen.Untold.Count < known.Untold.Count)
            await facts.CacheAsync(name, JsonSerializer.Serialize(CachedObject.Of(seen), CacheJson.Default.CachedObject), cancellationToken);
        return seen;
    }

    /// <summary>Not the flag: what it showed tells whether a person changes it meanwhile.</summary>
    static IEnumerable<string> Lost(ObjectScope scope, CrmObject described) =>
        scope.Fields.Where(field => field != scope.HotField && !described.Fields.ContainsKey(field));

    /// <param name="lacking">What rules need of the object and cannot have.</param>
    /// <returns>Whether the object can be read at all.</returns>
    bool Check(ObjectScope scope, CrmObject described, IReadOnlyList<FieldNeed> lacking, PassReport report)
    {
        if (!described.Fields.ContainsKey(scope.StatusField))
        {
            Degrade($"{scope.Name}.{scope.StatusField} cannot be read, so {scope.Name} is paused.");
            return false;
        }

        foreach (var need in lacking)
            Degrade($"{scope.Name}.{need.Field} cannot be read, so {(need.Use == FieldUse.Only ? scope.Name : need.Rule)} is paused.");
        if (lacking.Any(need => need.Use == FieldUse.Only))
            return false;

        foreach (var field in scope.Fields.Where(field => !described.Fields.ContainsKey(field)))
            Degrade($"{scope.Name}.{field} cannot be read, so it is not written.");
        foreach (var field in scope.Fields.Where(field => field != scope.StatusField && described.Fields.GetValueOrDefault(field) is { Writable: false }))
            Degrade($"{scope.Name}.{field} is read-only for the connector's user, so it is not written.");
        if (scope.History == HistoryMode.Required && !described.Tracked.Contains(scope.StatusField))
        {
            report.Problems.Add(new(
                "history_off", $"{scope.Name}.{scope.StatusField} has no field history, but {connection.Mapping} says history: required.",
                $"Track the field in {connection.Crm}, or say history: auto."));
            report.Status = PassStatus.Degraded;
            return false;
        }

        return true;

        void Degrade(string message)
        {
            report.Problems.Add(new("field_missing", message, $"Create the field in {connection.Crm} and let the connector's user read and edit it."));
            report.Status = PassStatus.Degraded;
        }
    }
}
