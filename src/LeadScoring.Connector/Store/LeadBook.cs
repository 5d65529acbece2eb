using System.Data.Common;
using Dapper;
using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>What folding one lead brought about.</summary>
/// <param name="Changed">Its fields in the CRM may have to be written.</param>
sealed record FoldedLead(LeadRow Lead, IReadOnlyList<LedgerRow> Entries, bool Changed)
{
    public IReadOnlyList<Crossing> Crossings { get; init; } = [];

    public IReadOnlyList<Response> Responses { get; init; } = [];

    /// <summary>Crossings of which people may be told: no status that stood keeps them back.</summary>
    public IReadOnlyList<Crossing> News { get; init; } = [];

    /// <summary>What its crossing has people told.</summary>
    public IReadOnlyList<Alerts.PlannedAlert> Alerts { get; init; } = [];

    public Grant? Grants { get; init; }

    /// <summary>What a person did to the flag of this very record, at its time.</summary>
    public IReadOnlyList<EventRow> Removals { get; init; } = [];
}

/// <summary>A lead with its events that are not folded yet.</summary>
sealed record PendingLead(LeadRow Lead, IReadOnlyList<EventRow> Events)
{
    /// <summary>Points of signals that the fold may depend on.</summary>
    public Grant? Grants { get; init; }
}

/// <summary>How far back the points of signals may matter, by the model that leads are folded with.</summary>
/// <param name="Period">Null: no signal scores, but what was withdrawn is taken back all the same.</param>
sealed record Remembered(string Model, TimeSpan? Period);

/// <summary>The leads of one connection: what is to be folded, what is due, and what came of it.</summary>
sealed class LeadBook(Lease lease)
{
    /// <summary>The next leads with new events, in the order of their row; records known from history only are left out.</summary>
    /// <param name="only">Ids of records; null for any.</param>
    public ValueTask<IReadOnlyList<PendingLead>> PendingAsync(
        IReadOnlyList<string> objects, IReadOnlySet<string>? only, long after, Remembered remembered, int limit,
        CancellationToken cancellationToken) =>
        lease.ReadAsync(
            db =>
            {
                var ids = db.Query<long>(
                    $"""
                    select distinct event.lead_id
                    from event
                    join lead on lead.lead_id = event.lead_id
                    where event.connection = @Connection and event.folded = 0 and event.lead_id > @after and lead.stamp > 0
                        and lead.object in ({Dialect.Values}) {Dialect.Only("lead.id", only)}
                    order by event.lead_id
                    limit @limit
                    """,
                    new { lease.Connection, values = Stored.List(objects), only = Stored.List(only), after, limit }).AsList();
                return WithGrants(db, Pending(db, ids), remembered);
            },
            cancellationToken);

    /// <summary>Leads that change by time alone up to <paramref name="now"/>, most overdue first.</summary>
    public ValueTask<IReadOnlyList<PendingLead>> DueAsync(
        IReadOnlyList<string> objects, DateTimeOffset now, Remembered remembered, int limit, CancellationToken cancellationToken) =>
        lease.ReadAsync(
            db => WithGrants(db, Alone(db.Query<LeadRow>(
                $"""
                select * from lead
                where connection = @Connection and next_check_at <= @now and gone = 0
                    and object in ({Dialect.Values})
                order by next_check_at
                limit @limit
                """,
                new { lease.Connection, values = Stored.List(objects), now = Stored.Time(now), limit })), remembered),
            cancellationToken);

    /// <summary>Leads last judged by another model than <paramref name="model"/>.</summary>
    public ValueTask<IReadOnlyList<PendingLead>> OutdatedAsync(
        IReadOnlyList<string> objects, string model, Remembered remembered, int limit, CancellationToken cancellationToken) =>
        lease.ReadAsync(
            db => WithGrants(db, Alone(db.Query<LeadRow>(
                $"""
                select * from lead
                where connection = @Connection and (model < @model or model > @model) and stamp > 0 and gone = 0
                    and object in ({Dialect.Values})
                limit @limit
                """,
                new { lease.Connection, values = Stored.List(objects), model, limit })), remembered),
            cancellationToken);

    /// <summary>Every lead with an entry, without loading them at once.</summary>
    public async IAsyncEnumerable<LeadRow> ScoredAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await lease.Database.ConnectAsync(cancellationToken);
        foreach (var lead in db.Query<LeadRow>(
            "select * from lead where connection = @Connection and entries > 0 and gone = 0", new { lease.Connection }, buffered: false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return lead;
        }
    }

    /// <summary>Keeps a batch of folded leads: ledger, state, timers, alerts and outbox, all or nothing.</summary>
    public ValueTask<int> SaveAsync(IReadOnlyList<FoldedLead> batch, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => Save(db, transaction, lease.Connection, batch),
        cancellationToken);

    /// <summary>The same inside a transaction that keeps more than that.</summary>
    public static int Save(DbConnection db, DbTransaction transaction, string connection, IReadOnlyList<FoldedLead> batch)
    {
        SaveLedger(db, transaction, batch);
        SaveStates(db, transaction, batch);
        SaveResponses(db, transaction, batch);
        LinkNews.Tell(db, transaction, batch);
        AlertBox.Keep(db, transaction, connection, batch);
        db.Execute(
            $"""
            update event set folded = 1
            where connection = @connection and folded = 0 and lead_id in ({Dialect.Values})
            """,
            new { connection, values = Stored.List(batch.Select(folded => folded.Lead.LeadId)) }, transaction);
        return db.ExecuteMany(
            """
            insert into outbox (lead_id, connection) values (@LeadId, @Connection)
            on conflict (lead_id) do update set next_try_at = 0
            """,
            batch.Where(folded => folded.Changed && folded.Lead is { Closed: false, Gone: Gone.Present })
                .Select(folded => new { folded.Lead.LeadId, Connection = connection }),
            transaction);
    }

    /// <summary>
    /// What should stand in the CRM may differ for every scored lead: other fields are written, or can be. What does not
    /// differ costs no call.
    /// </summary>
    public ValueTask<int> MarkUnconfirmedAsync(CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => MarkUnconfirmed(db, transaction, lease.Connection), cancellationToken);

    /// <summary>The same inside a transaction that keeps more than that.</summary>
    public static int MarkUnconfirmed(DbConnection db, DbTransaction transaction, string connection) => db.Execute(
        """
        insert into outbox (lead_id, connection)
        select lead_id, connection from lead
        where connection = @connection and (entries > 0 or linked_hot = 1) and gone = 0 and closed = 0
        on conflict (lead_id) do update set next_try_at = 0
        """,
        new { connection }, transaction);

    /// <summary>The CRM has these fields no more: when they are back, nobody knows what they show.</summary>
    public ValueTask<int> ForgetShownAsync(string objectName, IEnumerable<string> fields, CancellationToken cancellationToken) =>
        lease.WriteAsync(
            (db, transaction) => db.Execute(
                $"""
                update lead set shown = {Dialect.ShownWithoutField}
                where connection = @Connection and object = @objectName and (entries > 0 or linked_hot = 1)
                """,
                fields.Select(field => new { lease.Connection, objectName, field }), transaction),
            cancellationToken);

    /// <summary>The settings of these owners' leads have to be applied anew, in silence.</summary>
    public ValueTask<int> MarkOutdatedAsync(IEnumerable<string> owners, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute(
            $"""
            update lead set model = ''
            where connection = @Connection and scored_owner_id in ({Dialect.Values})
            """,
            new { lease.Connection, values = Stored.List(owners) }, transaction),
        cancellationToken);

    static void SaveLedger(DbConnection db, DbTransaction transaction, IReadOnlyList<FoldedLead> batch) => db.ExecuteMany(
        """
        insert into ledger (connection, key, part, lead_id, kind, rule, points, part_after, total_after, occurred_at,
            observed_at, model, layer, source, estimated, note, about)
        values (@Connection, @Key, @Part, @LeadId, @Kind, @Rule, @Points, @PartAfter, @TotalAfter, @OccurredAt,
            @ObservedAt, @Model, @Layer, @Source, @Estimated, @Note, @About)
        """,
        batch.SelectMany(folded => folded.Entries), transaction);

    static void SaveStates(DbConnection db, DbTransaction transaction, IReadOnlyList<FoldedLead> batch) => db.ExecuteMany(
        """
        update lead set
            scored_owner_id = @ScoredOwnerId, owner_at = @OwnerAt, model = @Model,
            status_points = @StatusPoints, behaviour_points = @BehaviourPoints, fit_points = @FitPoints,
            status = @Status, status_at = @StatusAt, hot = @Hot, hot_since = @HotSince, hot_source = @HotSource,
            last_interaction_at = @LastInteractionAt, resets_at = @ResetsAt, armed_for = @ArmedFor,
            next_check_at = @NextCheckAt, last_reset_at = @LastResetAt, last_removal_at = @LastRemovalAt,
            last_cooled_at = @LastCooledAt, stage = @Stage, removed = @Removed, entries = @Entries,
            profile = @Profile, outside = @Outside, fit = @Fit, two_way = @TwoWay, qualifications = @Qualifications,
            approaches = @Approaches, pressure = @Pressure, unresponsive = @Unresponsive, review_at = @ReviewAt,
            contacted_at = @ContactedAt
        where lead_id = @LeadId
        """,
        batch.Select(folded => folded.Lead), transaction);

    static void SaveResponses(DbConnection db, DbTransaction transaction, IReadOnlyList<FoldedLead> batch) => db.ExecuteMany(
        """
        insert into response (lead_id, connection, owner_id, hot_since, contacted_at)
        values (@LeadId, @Connection, @OwnerId, @HotSince, @ContactedAt)
        on conflict (lead_id, hot_since) do nothing
        """,
        batch.SelectMany(folded => folded.Responses.Select(response => new
        {
            folded.Lead.LeadId,
            folded.Lead.Connection,
            OwnerId = folded.Lead.ScoredOwnerId,
            HotSince = Stored.Time(response.HotSince),
            ContactedAt = Stored.Time(response.ContactedAt),
        })),
        transaction);

    /// <summary>
    /// Adds the points of signals from as far back as they may matter, and, however old, those for activities that changed
    /// and those of leads that another model judged last.
    /// </summary>
    static IReadOnlyList<PendingLead> WithGrants(DbConnection db, IReadOnlyList<PendingLead> leads, Remembered remembered)
    {
        var abouts = leads.SelectMany(lead => lead.Events).Select(row => row.About).OfType<string>().ToList();
        if (leads.Count == 0 || (remembered.Period is null && abouts.Count == 0))
            return leads;

        var grants = db.Query<LedgerRow>(
            $"""
            select * from ledger
            where about is not null and lead_id in ({Dialect.ValuesOf("leads")})
                and (occurred_at >= @from or about in ({Dialect.ValuesOf("abouts")}))
            order by lead_id, seq
            """,
            new
            {
                leads = Stored.List(leads.Select(lead => lead.Lead.LeadId)),
                abouts = Stored.List(abouts),
                from = From(leads, remembered),
            }).ToLookup(row => row.LeadId);
        return leads.Select(lead => lead with { Grants = Chains.Grants(grants[lead.Lead.LeadId]) }).ToList();
    }

    static long From(IReadOnlyList<PendingLead> leads, Remembered remembered)
    {
        if (leads.Any(lead => lead.Lead.Model != remembered.Model))
            return 0;

        var times = leads.SelectMany(lead => lead.Events.Select(row => row.OccurredAt).Append(lead.Lead.NextCheckAt ?? long.MaxValue));
        return times.Min() - (long)(remembered.Period ?? TimeSpan.Zero).TotalMilliseconds;
    }

    IReadOnlyList<PendingLead> Pending(DbConnection db, List<long> ids)
    {
        if (ids.Count == 0)
            return [];

        var asked = ids.ToHashSet();
        var range = new { lease.Connection, First = ids[0], Last = ids[^1] };
        var events = db.Query<EventRow>(
            """
            select * from event
            where connection = @Connection and folded = 0 and lead_id between @First and @Last
            """,
            range).ToLookup(row => row.LeadId);
        return db.Query<LeadRow>(
                """
                select * from lead
                where stamp > 0 and lead_id in (
                    select lead_id from event
                    where connection = @Connection and folded = 0 and lead_id between @First and @Last)
                """,
                range)
            .Where(lead => asked.Contains(lead.LeadId))
            .Select(lead => new PendingLead(lead, events[lead.LeadId].AsList()))
            .ToList();
    }

    static IReadOnlyList<PendingLead> Alone(IEnumerable<LeadRow> leads) => leads.Select(lead => new PendingLead(lead, [])).ToList();
}
