using System.Data.Common;
using Dapper;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Store;

/// <summary>What a page brought, ready to be kept.</summary>
/// <param name="Leads">Records that are new or differ from what is known.</param>
/// <param name="Mentioned">Ids of records that only their history spoke of so far.</param>
/// <param name="Events">New and known events alike; the known ones are dropped by their key.</param>
/// <param name="Absorbed">Records merged away, each with the record that goes on.</param>
/// <param name="Differing">Scored leads whose fields in the CRM are no longer what was last seen there.</param>
sealed record KeptPage(
    string Stream, string Object, IReadOnlyList<LeadRow> Leads, IReadOnlyList<string> Mentioned,
    IReadOnlyList<EventRow> Events, IReadOnlyList<Absorption> Absorbed, IReadOnlyList<long> Differing, Cursor? Cursor)
{
    /// <summary>Addresses that records had or have that came, went or changed theirs.</summary>
    public IReadOnlyList<string?> Addresses { get; init; } = [];
}

/// <summary>What a page of activities brought, ready to be kept.</summary>
/// <param name="Activities">Those that are new or differ from what is known.</param>
sealed record KeptActivities(string Stream, IReadOnlyList<ActivityRow> Activities, IReadOnlyList<EventRow> Events, Cursor? Cursor);

/// <summary>One record was merged into another of its object.</summary>
sealed record Absorption(string Loser, string Survivor, long At);

/// <summary>Where the pages of the CRM arrive: records, events, and the cursor that stands for them.</summary>
sealed class Inbox(Lease lease)
{
    /// <summary>Rows looked at in one go, so that a store of a million activities costs no more than one of a hundred thousand.</summary>
    const int Window = 100_000;

    public LeftOut LeftOut { get; } = new(lease);

    public ValueTask<Cursor?> CursorAsync(string stream, CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.QuerySingleOrDefault<(long At, string Id)?>(
            "select at, id from cursor where connection = @Connection and stream = @stream",
            new { lease.Connection, stream }) is { } row
            ? new Cursor(Stored.Time(row.At), row.Id)
            : (Cursor?)null,
        cancellationToken);

    /// <summary>The leads of these records, by record id; those never seen are missing.</summary>
    public ValueTask<IReadOnlyDictionary<string, LeadRow>> KnownAsync(
        string objectName, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => lease.ReadAsync(
        db => (IReadOnlyDictionary<string, LeadRow>)db.Query<LeadRow>(
            $"""
            select * from lead
            where connection = @Connection and object = @objectName and id in ({Dialect.Values})
            """,
            new { lease.Connection, objectName, values = Stored.List(ids) })
            .ToDictionary(row => row.Id, StringComparer.Ordinal),
        cancellationToken);

    /// <summary>
    /// Keeps a page and moves the cursor in one transaction. An event already kept is ignored, so reads may overlap, and
    /// a crash repeats work but never skips it.
    /// </summary>
    /// <returns>How many events were new.</returns>
    public ValueTask<int> KeepAsync(KeptPage page, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            db.ExecuteMany(
                """
                insert into lead (connection, object, id, name, email, owner_id, created_at, stamp, seen_status, latest_at,
                    shown, fields, scored_owner_id, model, gone, successor, gone_at, present_at)
                values (@Connection, @Object, @Id, @Name, @Email, @OwnerId, @CreatedAt, @Stamp, @SeenStatus, @LatestAt,
                    @Shown, @Fields, @ScoredOwnerId, @Model, @Gone, @Successor, @GoneAt, @PresentAt)
                on conflict (connection, object, id) do update set
                    name = excluded.name, email = excluded.email, owner_id = excluded.owner_id,
                    created_at = excluded.created_at, stamp = excluded.stamp, seen_status = excluded.seen_status,
                    latest_at = excluded.latest_at, shown = excluded.shown, fields = excluded.fields, scored_owner_id = excluded.scored_owner_id,
                    model = excluded.model, gone = excluded.gone, successor = excluded.successor,
                    gone_at = excluded.gone_at, present_at = excluded.present_at, closed = excluded.closed
                """,
                page.Leads, transaction);

            Mention(db, transaction, page.Mentioned.Select(id => new CrmPerson(page.Object, id)));
            var added = Add(db, transaction, page.Events);

            db.ExecuteMany(
                "delete from outbox where lead_id = (select lead_id from lead where connection = @Connection and object = @Object and id = @Id)",
                page.Leads.Where(lead => lead.Gone != Gone.Present).Select(lead => new { lease.Connection, page.Object, lead.Id }), transaction);

            db.ExecuteMany(
                "insert into outbox (lead_id, connection) values (@LeadId, @Connection) on conflict (lead_id) do nothing",
                page.Differing.Select(leadId => new { LeadId = leadId, lease.Connection }), transaction);

            db.Execute(
                """
                update lead set gone = @Merged, successor = @Object || '/' || @Survivor, gone_at = @At
                where connection = @Connection and object = @Object and id = @Loser and gone <> @Merged
                """,
                page.Absorbed.Select(absorbed => new
                {
                    lease.Connection,
                    page.Object,
                    absorbed.Loser,
                    absorbed.Survivor,
                    absorbed.At,
                    Gone.Merged,
                }),
                transaction);

            Links.Relink(db, transaction, page.Addresses);
            Links.Relink(db, transaction, lease.Connection, page.Object, [.. page.Absorbed.Select(absorbed => absorbed.Loser)]);

            if (page.Cursor is { } cursor)
                Move(db, transaction, page.Stream, cursor);
            return added;
        },
        cancellationToken);

    /// <summary>The activities that these records of the CRM told of, by record.</summary>
    public ValueTask<ILookup<string, ActivityRow>> KnownActivitiesAsync(
        IReadOnlyCollection<string> records, CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.Query<ActivityRow>(
            $"""
            select activity.*, lead.object, lead.id, lead.successor
            from activity
            join lead on lead.lead_id = activity.lead_id
            where activity.connection = @Connection and activity.record in ({Dialect.Values})
            """,
            new { lease.Connection, values = Stored.List(records) })
            .ToLookup(row => row.Record, StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Standing activities of hot leads that records of the object tell of, in the order of those records.</summary>
    /// <returns>With the record to go on after; empty when the end was reached.</returns>
    public ValueTask<(IReadOnlyList<ActivityRow> Rows, string Last)> StandingAsync(
        string objectName, string after, int limit, CancellationToken cancellationToken) => lease.ReadAsync(
        db =>
        {
            var from = after.Length > 0 ? after : $"{objectName}/";
            var rows = db.Query<ActivityRow>(
                """
                select near.*, lead.object, lead.id, lead.successor
                from (
                    select * from activity
                    where connection = @Connection and record > @from and record < @to
                    order by record
                    limit @Window) as near
                join lead on lead.lead_id = near.lead_id
                where near.standing = 1 and lead.hot = 1
                order by near.record
                limit @limit
                """,
                new { lease.Connection, from, to = $"{objectName}0", Window, limit }).AsList();
            var last = rows.Count == limit ? rows[^1].Record : db.ExecuteScalar<string?>(
                """
                select record from activity where connection = @Connection and record > @from and record < @to
                order by record limit 1 offset @Window - 1
                """,
                new { lease.Connection, from, to = $"{objectName}0", Window });
            return ((IReadOnlyList<ActivityRow>)rows, last ?? "");
        },
        cancellationToken);

    /// <summary>The same for a page of activities.</summary>
    /// <returns>How many events were new.</returns>
    public ValueTask<int> KeepAsync(KeptActivities page, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            Mention(db, transaction, page.Activities.Select(row => new CrmPerson(row.Object, row.Id)).Distinct());
            db.ExecuteMany(
                """
                insert into activity (connection, about, record, what, lead_id, stamp, standing, facts)
                select @Connection, @About, @Record, @What, lead_id, @Stamp, @Standing, @Facts
                from lead where connection = @Connection and object = @Object and id = @Id
                on conflict (connection, about) do update set
                    stamp = excluded.stamp, standing = excluded.standing, facts = excluded.facts
                """,
                page.Activities, transaction);
            var added = Add(db, transaction, page.Events);
            if (page.Cursor is { } cursor)
                Move(db, transaction, page.Stream, cursor);
            return added;
        },
        cancellationToken);

    /// <summary>Every stream has been read to <paramref name="until"/>; from here the next pass goes on.</summary>
    public ValueTask<int> ReachedAsync(IEnumerable<string> streams, DateTimeOffset until, CancellationToken cancellationToken) =>
        lease.WriteAsync(
            (db, transaction) =>
            {
                foreach (var stream in streams)
                    Move(db, transaction, stream, new Cursor(until, ""));
                return 0;
            },
            cancellationToken);

    /// <summary>A record that is known by name only so far; the rest of it comes with its own stream.</summary>
    void Mention(DbConnection db, DbTransaction transaction, IEnumerable<CrmPerson> people) => db.ExecuteMany(
        """
        insert into lead (connection, object, id, created_at, stamp, model)
        values (@Connection, @Object, @Id, 0, 0, '')
        on conflict (connection, object, id) do nothing
        """,
        people.Select(person => new { lease.Connection, person.Object, person.Id }), transaction);

    static int Add(DbConnection db, DbTransaction transaction, IEnumerable<EventRow> events) => db.ExecuteMany(
        """
        insert into event (connection, key, lead_id, kind, occurred_at, observed_at, value, old_value, field, about, facts,
            is_first, crm_order, source, estimated)
        select @Connection, @Key, lead_id, @Kind, @OccurredAt, @ObservedAt, @Value, @OldValue, @Field, @About, @Facts,
            @IsFirst, @CrmOrder, @Source, @Estimated
        from lead where connection = @Connection and object = @Object and id = @Id
        on conflict (connection, key) do nothing
        """,
        events, transaction);

    /// <summary>Streams that are not read any more have no place; asked for again, they begin anew.</summary>
    public ValueTask<int> ForgetAsync(IReadOnlyList<string> streams, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute(
            $"delete from cursor where connection = @Connection and stream in ({Dialect.Values})",
            new { lease.Connection, values = Stored.List(streams) }, transaction),
        cancellationToken);

    void Move(DbConnection db, DbTransaction transaction, string stream, Cursor cursor) => db.Execute(
        """
        insert into cursor (connection, stream, at, id) values (@Connection, @stream, @At, @Id)
        on conflict (connection, stream) do update set at = excluded.at, id = excluded.id
        where (excluded.at, excluded.id) > (cursor.at, cursor.id)
        """,
        new { lease.Connection, stream, At = Stored.Time(cursor.At), cursor.Id }, transaction);
}
