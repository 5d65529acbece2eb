using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Owners matter to the list of leads and to exceptions. When their memberships change, their leads are judged anew.
/// While they cannot be read, or not all that the mapping needs, those known last go on, and the next pass asks again.
/// </summary>
sealed class OwnerMap(ConnectionOptions connection, ICrm crm, Connections facts, LeadBook leads)
{
    /// <summary>The name under which the store keeps the owners.</summary>
    public const string Name = "owners";

    /// <summary>And the kinds of memberships that may be lacking of those.</summary>
    const string UnreadName = "owners:unread";

    const string Code = "owners_unreadable";

    public async Task<IReadOnlyDictionary<string, Owner>> LoadAsync(InForce model, PassReport report, CancellationToken cancellationToken)
    {
        var last = await facts.CachedAsync(Name, CrmMap.Ever, cancellationToken) is { } kept ? Restore(kept) : null;
        if (last is not null && await IsFreshAsync(model, cancellationToken))
            return last;

        var before = last ?? [];
        if (await AskAsync(hasBefore: last is not null, report, cancellationToken) is not { } owners)
            return before;

        if (model.File.Model.LooksAt(owners.Unread))
        {
            Degrade(report, owners.Reason, connection.RemedyForMemberships());
            return ById(owners.Over(before));
        }

        var now = ById(owners.All);
        await leads.MarkOutdatedAsync(Moved(before, now, model), cancellationToken);
        await facts.CacheAsync(UnreadName, JsonSerializer.Serialize([.. owners.Unread], CacheJson.Default.ListMembershipKind), cancellationToken);
        await facts.CacheAsync(
            Name, JsonSerializer.Serialize([.. owners.All.Select(CachedOwner.Of)], CacheJson.Default.ListCachedOwner), cancellationToken);
        return now;
    }

    public static Dictionary<string, Owner> Restore(string kept) =>
        ById(JsonSerializer.Deserialize(kept, CacheJson.Default.ListCachedOwner)!.Select(owner => owner.Restore())); // written by this class

    /// <summary>What is lacking may not have mattered to the mapping of an hour ago.</summary>
    async Task<bool> IsFreshAsync(InForce model, CancellationToken cancellationToken) =>
        await facts.CachedAsync(Name, CrmMap.Fresh, cancellationToken) is not null
        && !(await facts.CachedAsync(UnreadName, CrmMap.Ever, cancellationToken) is { } unread
            && model.File.Model.LooksAt(JsonSerializer.Deserialize(unread, CacheJson.Default.ListMembershipKind)!.ToHashSet())); // written by this class

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
