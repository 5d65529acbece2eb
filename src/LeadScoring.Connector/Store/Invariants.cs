using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>Finds leads that break what always holds. Each question is one statement, so a pass under way cannot deceive it.</summary>
sealed class Invariants(Database database)
{
    /// <summary>Leads whose entries do not add up to their parts.</summary>
    public ValueTask<IReadOnlyList<LeadRow>> UnbalancedAsync(string connection, CancellationToken cancellationToken) => Leads(
        """
        select lead.*
        from lead
        left join (
            select lead_id,
                sum(case when part = 0 then points else 0 end) as status,
                sum(case when part = 1 then points else 0 end) as behaviour,
                sum(case when part = 2 then points else 0 end) as fit
            from ledger
            where connection = @connection
            group by lead_id
        ) as summed on summed.lead_id = lead.lead_id
        where lead.connection = @connection
            and (lead.status_points <> coalesce(summed.status, 0)
                or lead.behaviour_points <> coalesce(summed.behaviour, 0)
                or lead.fit_points <> coalesce(summed.fit, 0))
        order by lead.lead_id
        """,
        connection, cancellationToken);

    public ValueTask<IReadOnlyList<LeadRow>> HotWithoutEntryAsync(string connection, CancellationToken cancellationToken) => Leads(
        """
        select lead.*
        from lead
        where lead.connection = @connection and lead.hot = 1
            and not exists (select 1 from ledger where ledger.lead_id = lead.lead_id)
        order by lead.lead_id
        """,
        connection, cancellationToken);

    /// <summary>
    /// Scored leads that are hot or show a ticked field, and of which nothing is due: no event to fold, no write. What the
    /// CRM shows of them must be what is wanted.
    /// </summary>
    public ValueTask<IReadOnlyList<LeadRow>> SettledAsync(string connection, CancellationToken cancellationToken) => Leads(
        """
        select lead.*
        from lead
        where lead.connection = @connection and (lead.entries > 0 or lead.linked_hot = 1) and lead.closed = 0
            and (lead.hot = 1 or lead.linked_hot = 1 or lead.shown like '%true%')
            and not exists (select 1 from outbox where outbox.lead_id = lead.lead_id)
            and not exists (
                select 1 from event
                where event.connection = lead.connection and event.lead_id = lead.lead_id and event.folded = 0)
        order by lead.lead_id
        """,
        connection, cancellationToken);

    ValueTask<IReadOnlyList<LeadRow>> Leads(string query, string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => (IReadOnlyList<LeadRow>)db.Query<LeadRow>(query, new { connection }).AsList(), cancellationToken);
}
