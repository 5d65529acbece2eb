using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Owners matter to the list of leads and to exceptions. When their memberships change, their leads are judged anew.
/// While they cannot be read, those known last go on, and the next pass asks again. While memberships that the mapping needs
/// cannot be read, all else goes on as it is, these as they were known last, and they are asked for every quarter of an hour.
/// </summary>
sealed class OwnerMap(ConnectionOptions connection, ICrm crm, Connections facts, LeadBook leads)
{
    /// <summary>The name under which the store keeps the owners.</summary>
    public const string Name = "owners";

    /// <summary>And what is lacking of those.</summary>
    const string LackingName = "owners:lacking";

    const string Code = "owners_unreadable";

    static readonly TimeSpan whileLacking = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyDictionary<string, Owner>> LoadAsync(InForce model, PassReport report, CancellationToken cancellationToken)
    {
        var last = await facts.CachedAsync(Name, CrmMap.Ever, cancellationToken) is { } kept ? Restore(kept) : null;
        if (last is not null && await IsFreshAsync(model, report, cancellationToken))
            return last;

        var before = last ?? [];
        if (await AskAsync(hasBefore: last is not null, report, cancellationToken) is not { } owners)
            return before;

        var now = ById(owners.Unread.Count == 0 ? owners.All : owners.Over(before));
        var lacking = new CachedLack([.. owners.Unread], owners.Reason, model.File.Model.LooksAt(owners.Unread));
        await leads.MarkOutdatedAsync(Moved(before, now, model), cancellationToken);
        await facts.CacheAsync(LackingName, JsonSerializer.Serialize(lacking, CacheJson.Default.CachedLack), cancellationToken);
        await facts.CacheAsync(
            Name, JsonSerializer.Serialize([.. now.Values.Select(CachedOwner.Of)], CacheJson.Default.ListCachedOwner), cancellationToken);
        if (lacking.WasNeeded)
            Degrade(report, lacking.Reason, connection.RemedyForMemberships());
        return now;
    }

    public static Dictionary<string, Owner> Restore(string kept) =>
        ById(JsonSerializer.Deserialize(kept, CacheJson.Default.ListCachedOwner)!.Select(owner => owner.Restore())); // written by this class

    /// <summary>What is lacking may not have mattered to the mapping that was in force then; if it did, it is told again.</summary>
    async Task<bool> IsFreshAsync(InForce model, PassReport report, CancellationToken cancellationToken)
    {
        if (await facts.CachedAsync(LackingName, CrmMap.Ever, cancellationToken) is not { } text
            || JsonSerializer.Deserialize(text, CacheJson.Default.CachedLack) is not { } lacking
            || !model.File.Model.LooksAt(lacking.Kinds.ToHashSet()))
            return await facts.CachedAsync(Name, CrmMap.Fresh, cancellationToken) is not null;

        var isFresh = lacking.WasNeeded && await facts.CachedAsync(Name, whileLacking, cancellationToken) is not null;
        if (isFresh)
            Degrade(report, lacking.Reason, connection.RemedyForMemberships());
        return isFresh;
    }

    /// <returns>
    /// Null when the CRM refuses to tell (the right to read them is gone, or they are not served at all), and when it does
    /// not answer and there are others to go on with.
    /// </returns>
    async Task<CrmOwners?> AskAsync(bool hasBefore, PassReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await crm.OwnersAsync(cancellationToken);
        }
        catch (CrmException failure) when (failure.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired)
        {
            Degrade(report, failure.Message, connection.RemedyForOwners());
            return null;
        }
        catch (CrmException failure) when (hasBefore && failure.Failure is CrmFailure.Unavailable or CrmFailure.Throttled)
        {
            Degrade(report, failure.Message, "They are asked for again by the next pass.");
            return null;
        }
    }

    static void Degrade(PassReport report, string reason, string remedy)
    {
        report.Problems.Add(new(Code, $"Owners cannot be read, so exceptions hold for those known before: {reason}", remedy));
        report.Status = PassStatus.Degraded;
    }

    static List<string> Moved(Dictionary<string, Owner> before, Dictionary<string, Owner> now, InForce model)
    {
        var any = model.File.Scopes[0].Name;
        return before.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(id => model.Book.For(any, before.GetValueOrDefault(id)).Path != model.Book.For(any, now.GetValueOrDefault(id)).Path)
            .ToList();
    }

    static Dictionary<string, Owner> ById(IEnumerable<Owner> owners) => owners.ToDictionary(owner => owner.Id, StringComparer.Ordinal);
}
