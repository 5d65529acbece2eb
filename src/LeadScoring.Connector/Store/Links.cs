using System.Data.Common;
using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>
/// Records of two CRMs that are one person: exactly one in each has the address. Both ends of a link are kept in the
/// transaction that makes, ends or changes it, so that neither connection ever sees half of one.
/// </summary>
static class Links
{
    /// <summary>What the address of a lead is compared by: trimmed, in any case.</summary>
    const string Address = "lower(trim(email))";

    /// <summary>Works out anew who is linked by these addresses: those that records have now, and those they had before.</summary>
    public static void Relink(DbConnection db, DbTransaction transaction, IEnumerable<string?> addresses)
    {
        if (addresses.OfType<string>().Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } given && IsInForce(db, transaction))
            Rework(db, transaction, given);
    }

    /// <summary>The same for the addresses of these records.</summary>
    public static void Relink(
        DbConnection db, DbTransaction transaction, string connection, string objectName, IReadOnlyCollection<string> ids)
    {
        if (ids.Count > 0)
            Relink(db, transaction, db.Query<string?>(
                $"select email from lead where connection = @connection and object = @objectName and id in ({Dialect.Values})",
                new { connection, objectName, values = Stored.List(ids) }, transaction));
    }

    /// <summary>Every address that may link somebody, and every one that does.</summary>
    public static void RelinkAll(DbConnection db, DbTransaction transaction)
    {
        var shared = db.Query<string>(
            $"""
            select {Address} from lead
            where email is not null
            group by {Address}
            having count(*) > 1
            """,
            transaction: transaction).AsList();
        foreach (var some in shared.Chunk(10_000))
            Rework(db, transaction, some);
    }

    static bool IsInForce(DbConnection db, DbTransaction transaction) =>
        db.ExecuteScalar<bool>("select exists (select 1 from linking)", transaction: transaction);

    static void Rework(DbConnection db, DbTransaction transaction, IReadOnlyCollection<string> addresses)
    {
        var changed = Judge(Near(db, transaction, addresses)).Where(pair => pair.Was != pair.Is).ToList();
        db.ExecuteMany(
            """
            update lead set
                linked_id = @LinkedId, linked_crm = @LinkedCrm, linked_hot = @LinkedHot, linked_since = @LinkedSince,
                ambiguous = @Ambiguous
            where lead_id = @LeadId
            """,
            changed.Select(pair => pair.Is), transaction);
        Outbox.Mark(db, transaction, changed.Where(pair => pair.Was.LinkedHot || pair.Is.LinkedHot).Select(pair => pair.Is.LeadId));
    }

    /// <summary>Two records are one person when each CRM has one of them; with more nobody can tell who is who.</summary>
    static IEnumerable<(LinkEnd Was, LinkEnd Is)> Judge(List<LinkEnd> near)
    {
        var people = near.Where(end => end.Crm is not null && end.Gone == Gone.Present && end.Address.Length > 0)
            .GroupBy(end => end.Address, StringComparer.Ordinal)
            .Where(same => same.Select(end => end.Crm).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(same => same.ToList()).ToList();
        var others = people.Where(ends => ends.Count == 2)
            .SelectMany(ends => new[] { (ends[0].LeadId, Other: ends[1]), (ends[1].LeadId, Other: ends[0]) })
            .ToDictionary(pair => pair.LeadId, pair => pair.Other);
        var ambiguous = people.Where(ends => ends.Count > 2).SelectMany(ends => ends).Select(end => end.LeadId).ToHashSet();
        return near.Select(end =>
            (end, end.LinkedTo(others.GetValueOrDefault(end.LeadId)) with { Ambiguous = ambiguous.Contains(end.LeadId) }));
    }

    /// <summary>Whoever has one of the addresses, and whoever is linked to them: an address that is no more is not found.</summary>
    static List<LinkEnd> Near(DbConnection db, DbTransaction transaction, IReadOnlyCollection<string> addresses)
    {
        const string columns =
            $"lead_id, coalesce({Address}, '') as address, crm, gone, hot, hot_since, linked_id, linked_crm, linked_hot, linked_since, ambiguous";
        var found = db.Query<LinkEnd>(
            $"""
            select {columns}
            from lead
            left join linking on linking.connection = lead.connection
            where email is not null and {Address} in (select lower(trim(value)) from json_each(@values))
            """,
            new { values = Stored.List(addresses) }, transaction).AsList();
        var known = found.Select(end => end.LeadId).ToHashSet();
        found.AddRange(db.Query<LinkEnd>(
            $"""
            select {columns}
            from lead
            left join linking on linking.connection = lead.connection
            where lead_id in ({Dialect.Values})
            """,
            new { values = Stored.List(found.Select(end => end.LinkedId).OfType<long>().Where(id => !known.Contains(id))) }, transaction));
        return found;
    }
}
