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
    /// <summary>The name under which the store keeps the owners.</summary>
    public const string OwnersName = "owners";

    static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    static readonly TimeSpan Ever = TimeSpan.FromDays(36_500);

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

        var owners = await OwnersAsync(model, report, cancellationToken);
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

    /// <summary>
    /// Owners matter to the list of leads and to exceptions. When their memberships change, their leads are judged anew.
    /// While they cannot be read, those known last go on, and the next pass asks again.
    /// </summary>
    async Task<IReadOnlyDictionary<string, Owner>> OwnersAsync(InForce model, PassReport report, CancellationToken cancellationToken)
    {
        if (await facts.CachedAsync(OwnersName, Fresh, cancellationToken) is { } kept)
            return Restore(kept);

        var before = await facts.CachedAsync(OwnersName, Ever, cancellationToken) is { } last ? Restore(last) : [];
        if (await AskOwnersAsync(report, cancellationToken) is not { } owners)
            return before;

        var now = owners.ToDictionary(owner => owner.Id, StringComparer.Ordinal);
        await leads.MarkOutdatedAsync(Moved(before, now, model), cancellationToken);
        await facts.CacheAsync(
            OwnersName, JsonSerializer.Serialize(owners.Select(CachedOwner.Of).ToList(), CacheJson.Default.ListCachedOwner), cancellationToken);
        return now;
    }

    /// <returns>Null when the CRM refuses to tell: the right to read them is gone, or they are not served at all.</returns>
    async Task<IReadOnlyList<Owner>?> AskOwnersAsync(PassReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await crm.OwnersAsync(cancellationToken);
        }
        catch (CrmException refusal) when (refusal.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired)
        {
            report.Problems.Add(new(
                "owners_unreadable", $"Owners cannot be read, so exceptions hold for those known before: {refusal.Message}", OwnersRemedy));
            report.Status = PassStatus.Degraded;
            return null;
        }
    }

    string OwnersRemedy => connection.Crm == CrmKind.HubSpot
        ? "Give the token the scope crm.objects.owners.read."
        : "Let the connector's user read users (View All Users, or sharing that shows them).";

    static List<string> Moved(Dictionary<string, Owner> before, Dictionary<string, Owner> now, InForce model)
    {
        var any = model.File.Scopes[0].Name;
        return before.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(id => model.Book.For(any, before.GetValueOrDefault(id)).Path != model.Book.For(any, now.GetValueOrDefault(id)).Path)
            .ToList();
    }

    public static Dictionary<string, Owner> Restore(string kept) =>
        JsonSerializer.Deserialize(kept, CacheJson.Default.ListCachedOwner)! // written by this class
            .Select(owner => owner.Restore())
            .ToDictionary(owner => owner.Id, StringComparer.Ordinal);

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
