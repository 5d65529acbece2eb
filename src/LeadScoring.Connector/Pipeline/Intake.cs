using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>What has to be known to read an object's pages rightly.</summary>
/// <param name="Live">The connection has had its first complete pass.</param>
sealed record IntakeContext(string Connection, string Model, ObjectRules Rules, EventSource Source, bool Live)
{
    /// <summary>Fields that signals watch and of which the CRM keeps no history.</summary>
    public IReadOnlyList<string> Untracked { get; init; } = [];

    /// <summary>Fields that criteria look at and that can be read.</summary>
    public IReadOnlyList<string> Profile { get; init; } = [];

    /// <summary>All that criteria look at. One that cannot be read now keeps the value it was last seen with.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];

    /// <summary>Where the replay begins: older changes of watched fields do not count. Null while it is not known.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>Turns a page of the CRM into what is kept of it: changed records, and the events they stand for. Does no I/O.</summary>
sealed class Intake(IntakeContext context)
{
    readonly StatusRules status = context.Rules.Status;
    readonly string hotField = context.Rules.Writes[WrittenField.Hot];

    /// <summary>Fields whose present values are remembered.</summary>
    public IReadOnlyList<string> Looked { get; } =
        [.. context.Untracked.Concat(context.Profile).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static Intake Of(ConnectionOptions connection, InForce model, CrmStream stream, ConnectionRow row) => new(new(
        connection.Name, model.File.Hash, model.File.Model.Objects[stream.Scope.Name],
        stream.Described.SourceOf(stream.Scope), row.GoLive is not null)
    {
        Untracked = [.. stream.Scope.Watched.Where(field => !stream.Described.Tracked.Contains(field))],
        Profile = stream.Scope.Profile,
        Criteria = [.. model.File.Scopes.Where(scope => scope.Name == stream.Scope.Name).SelectMany(scope => scope.Profile)],
        Since = row.Since,
    });

    /// <summary>Whether the row tells nothing that was not kept before.</summary>
    public bool IsKnown(CrmRecord record, LeadRow? known) =>
        known is { Stamp: > 0 } && (Stored.Time(record.Stamp) < known.Stamp || Merge(record, known) == known);

    /// <param name="behind">The cursor is so far back that a flag in the CRM alone does not tell who set it.</param>
    public KeptPage Take(CrmStream stream, CrmPage page, IReadOnlyDictionary<string, LeadRow> known, bool behind)
    {
        List<LeadRow> leads = [];
        List<EventRow> events = [];
        List<Absorption> absorbed = [];
        List<long> differing = [];
        var observed = Stored.Time(page.ServerTime);
        var told = page.Changes.Where(change => change.IsFirst && IsStatus(change)).Select(change => change.RecordId).ToHashSet();
        foreach (var record in page.Records)
        {
            var before = known.GetValueOrDefault(record.Id);
            if (IsKnown(record, before) || (record.IsDeleted && before is not { Stamp: > 0 }))
                continue;

            var lead = Merge(record, before);
            leads.Add(lead);
            events.AddRange(EventsOf(lead, before, told.Contains(record.Id), observed, behind));
            absorbed.AddRange(record.Absorbed.Select(loser => new Absorption(loser, record.Id, lead.Stamp)));
            if (before is not null and ({ Entries: > 0 } or { LinkedHot: true }) && lead is { Closed: false, Gone: Gone.Present }
                && (lead.Shown != before.Shown || before.Gone != Gone.Present || before.Closed))
                differing.Add(before.LeadId);
        }

        events.AddRange(Numbered(page.Changes.Where(change => Counts(change, known)).Select(change => EventOf(change, observed))));
        var mentioned = page.Changes.Select(change => change.RecordId).Distinct(StringComparer.Ordinal)
            .Where(id => !known.ContainsKey(id) && !leads.Exists(lead => lead.Id == id)).ToList();
        return new(stream.Name, stream.Scope.Name, leads, mentioned, events, absorbed, differing, page.Cursor)
        {
            Addresses = [.. leads.SelectMany(lead => AddressesOf(lead, known.GetValueOrDefault(lead.Id)))],
        };
    }

    /// <summary>Those by which the record may be linked now, or was before.</summary>
    static IEnumerable<string?> AddressesOf(LeadRow lead, LeadRow? before) =>
        lead.Email == before?.Email && lead.Gone == before?.Gone ? [] : [before?.Email, lead.Email];

    /// <summary>The same value twice within one instant, with another between, is two events.</summary>
    static IEnumerable<EventRow> Numbered(IEnumerable<EventRow> events) => events
        .GroupBy(row => row.Key, StringComparer.Ordinal)
        .SelectMany(same => same.Select((row, index) => index == 0 ? row : row with { Key = $"{row.Key}#{index}" }));

    LeadRow Merge(CrmRecord record, LeadRow? before)
    {
        var stamp = Stored.Time(record.Stamp);
        var isNew = before is not { Stamp: > 0 };
        var isStale = before?.ConfirmedAt > stamp;
        var gone = GoneOf(record, before);
        return (before ?? new LeadRow { Connection = context.Connection, Object = record.Object, Id = record.Id }) with
        {
            Name = record.Name,
            Email = record.Email,
            OwnerId = record.OwnerId,
            CreatedAt = Stored.Time(record.CreatedAt),
            Stamp = stamp,
            SeenStatus = record.Fields.GetValueOrDefault(status.Field),
            LatestAt = context.Source == EventSource.Latest ? stamp : before?.LatestAt,
            Shown = isStale ? before!.Shown : ShownBy(record, before), // stale: there was a write
            Fields = FieldsOf(record, before),
            ScoredOwnerId = isNew ? record.OwnerId : before!.ScoredOwnerId, // not new: there is one before
            Model = isNew ? context.Model : IsRestored(gone, before) ? "" : before!.Model,
            Gone = gone,
            Closed = before is { Closed: true } && (before.Joined || gone != Gone.Present || stamp == before.Stamp),
            Successor = record.MergedInto is { } survivor ? $"{record.Object}/{survivor}"
                : record.Converted is { Id: { } contact } converted ? $"{converted.Object}/{contact}"
                : gone == Gone.Present ? null : before?.Successor,
            GoneAt = gone == Gone.Present ? null : before?.GoneAt ?? GoneSince(record, before),
            PresentAt = gone == Gone.Present ? stamp : before?.PresentAt ?? Stored.Time(record.Converted?.Day),
        };
    }

    /// <summary>The CRM tells the day of a conversion only; the record's stamp is closer when it is of that day.</summary>
    static long GoneSince(CrmRecord record, LeadRow? before) =>
        record.Converted?.Day is { } day && day.UtcDateTime.Date != record.Stamp.UtcDateTime.Date
            ? Math.Max(Stored.Time(day), before?.PresentAt ?? 0)
            : Stored.Time(record.Stamp);

    /// <summary>A field that was not read says nothing: what it last showed stands.</summary>
    string ShownBy(CrmRecord record, LeadRow? before)
    {
        var fields = context.Rules.Writes.Values;
        if (fields.All(record.Fields.ContainsKey))
            return Shown.Pack(fields, record.Fields);

        var last = Shown.Unpack(before?.Shown ?? "{}");
        return Shown.Pack(fields, fields.ToDictionary(
            field => field, field => record.Fields.TryGetValue(field, out var value) ? value : last.GetValueOrDefault(field)));
    }

    /// <summary>The same for the fields that are looked at.</summary>
    string FieldsOf(CrmRecord record, LeadRow? before)
    {
        if (Looked.Count == 0)
            return before?.Fields ?? "{}";

        var last = Facts.Unpack(before?.Fields ?? "{}");
        foreach (var field in Looked.Where(field => IsTold(record, field)))
            last[field] = record.Fields.GetValueOrDefault(field);
        return Facts.Pack(last);
    }

    /// <summary>The field of a related record is left out of the answer where there is no such record.</summary>
    static bool IsTold(CrmRecord record, string field) =>
        record.Fields.ContainsKey(field) || field.Contains('.', StringComparison.Ordinal);

    /// <summary>What the record itself does not say, its survivor has said before.</summary>
    static Gone GoneOf(CrmRecord record, LeadRow? before) => record switch
    {
        { MergedInto: not null } => Gone.Merged,
        { IsDeleted: true } => before?.Gone == Gone.Merged ? Gone.Merged : Gone.Deleted,
        { Converted: not null } => Gone.Converted,
        _ => Gone.Present,
    };

    /// <summary>A record that came back goes on where it stood; what was due meanwhile happens now.</summary>
    static bool IsRestored(Gone gone, LeadRow? before) => gone == Gone.Present && before is { Gone: not Gone.Present };

    /// <param name="isTold">The page holds the history of the status from its first value on.</param>
    IEnumerable<EventRow> EventsOf(LeadRow lead, LeadRow? before, bool isTold, long observed, bool behind)
    {
        if (before is not { Stamp: > 0 })
        {
            if (context.Profile.Count > 0)
                yield return ProfileOf(lead, lead.CreatedAt, observed) with { Estimated = true };
            if (!isTold && !string.IsNullOrEmpty(lead.SeenStatus))
                yield return FirstSight(lead, observed);
            yield break;
        }

        if (lead.Fields != before.Fields)
        {
            foreach (var row in LookedAt(lead, before, observed))
                yield return row;
        }

        if (context.Source == EventSource.Latest && (lead.SeenStatus ?? "") != (before.SeenStatus ?? ""))
            yield return Event(lead, EventKinds.Status, status.Field, lead.Stamp, observed, lead.SeenStatus);
        if (lead.OwnerId != before.OwnerId)
            yield return Event(lead, (int)EventKind.OwnerChanged, "owner", lead.Stamp, observed, lead.OwnerId);
        if (ByHand(lead, before) is { } kind)
            yield return Event(lead, (int)kind, hotField, lead.Stamp, observed, kind.ToString()) with { Estimated = behind };
    }

    /// <summary>
    /// A field seen for the first time is where its changes count from. Criteria that come to look at a field judge it from
    /// the moment it was read.
    /// </summary>
    IEnumerable<EventRow> LookedAt(LeadRow lead, LeadRow before, long observed)
    {
        var (was, now) = (Facts.Unpack(before.Fields), Facts.Unpack(lead.Fields));
        foreach (var field in context.Untracked.Where(field => was.ContainsKey(field) && (was[field] ?? "") != (now[field] ?? "")))
        {
            yield return Event(lead, (int)EventKind.Field, field, lead.Stamp, observed, now[field]) with
            {
                Field = field,
                OldValue = was[field],
                Source = (int)EventSource.Latest,
            };
        }

        if (context.Profile.Any(field => !was.ContainsKey(field) && now.ContainsKey(field)))
            yield return ProfileOf(lead, observed, observed);
        else if (context.Profile.Any(field => (was.GetValueOrDefault(field) ?? "") != (now.GetValueOrDefault(field) ?? "")))
            yield return ProfileOf(lead, lead.Stamp, observed);
    }

    EventRow ProfileOf(LeadRow lead, long at, long observed)
    {
        var now = Facts.Unpack(lead.Fields);
        var profile = Facts.Of(new Profile(context.Criteria.Select(field => KeyValuePair.Create(field, now.GetValueOrDefault(field)))));
        return Event(lead, (int)EventKind.Profile, "profile", at, observed, profile) with { Value = null, Facts = profile };
    }

    /// <summary>With history the status may be older than the record shows; without, its time is the record's.</summary>
    EventRow FirstSight(LeadRow lead, long observed)
    {
        if (context.Source == EventSource.History)
            return Event(lead, EventKinds.Seen, "seen", lead.CreatedAt, observed, lead.SeenStatus) with { Estimated = true };

        var at = !context.Live && status.Undated == Undated.Created ? lead.CreatedAt : lead.Stamp;
        return Event(lead, EventKinds.Status, status.Field, at, observed, lead.SeenStatus) with { Estimated = !context.Live };
    }

    /// <summary>
    /// The flag is no longer what the CRM last showed or confirmed, and that was what we want: so no write of ours is
    /// under way, and a person changed it.
    /// </summary>
    EventKind? ByHand(LeadRow lead, LeadRow before)
    {
        var was = Shown.Flag(Shown.Unpack(before.Shown).GetValueOrDefault(hotField));
        var now = Shown.Flag(Shown.Unpack(lead.Shown).GetValueOrDefault(hotField));
        if (was == now || was != before.IsShownHot)
            return null;
        return now ? EventKind.Ticked : EventKind.Removed;
    }

    bool Counts(FieldChange change, IReadOnlyDictionary<string, LeadRow> known)
    {
        var lead = known.GetValueOrDefault(change.RecordId);
        return IsFlag(change) ? MayBeByHand(change, lead)
            : IsOwner(change) ? !change.IsFirst
            : IsStatus(change) ? !IsSuperseded(change, lead)
            : !(change.At < context.Since);
    }

    bool IsFlag(FieldChange change) => string.Equals(change.Field, hotField, StringComparison.OrdinalIgnoreCase);

    static bool IsOwner(FieldChange change) => CrmObject.OwnerFields.Contains(change.Field);

    bool IsStatus(FieldChange change) => string.Equals(change.Field, status.Field, StringComparison.OrdinalIgnoreCase);

    /// <summary>A change of the flag to what we do not want, not older than our last write: not an echo of ours.</summary>
    static bool MayBeByHand(FieldChange change, LeadRow? lead) =>
        lead is { Stamp: > 0 } && Shown.Flag(change.NewValue) != lead.IsShownHot && !(Stored.Time(change.At) < lead.ConfirmedAt);

    /// <summary>History up to the moment a status was taken from the record itself is in the ledger already.</summary>
    static bool IsSuperseded(FieldChange change, LeadRow? lead) => Stored.Time(change.At) <= lead?.LatestAt;

    EventRow EventOf(FieldChange change, long observed)
    {
        var (kind, field) = IsStatus(change) ? (EventKinds.Status, status.Field)
            : IsFlag(change) ? (EventKinds.Flag, $"{hotField}.history")
            : IsOwner(change) ? (EventKinds.Owner, $"{change.Field}.history")
            : ((int)EventKind.Field, change.Field);
        var lead = new LeadRow { Connection = context.Connection, Object = change.Object, Id = change.RecordId };
        return Event(lead, kind, field, Stored.Time(change.At), observed, change.NewValue) with
        {
            Field = kind == (int)EventKind.Field ? change.Field : null,
            OldValue = change.OldValue,
            IsFirst = change.IsFirst,
            CrmOrder = change.Order,
            Source = (int)EventSource.History,
        };
    }

    EventRow Event(LeadRow lead, int kind, string field, long at, long observed, string? value) => new()
    {
        Connection = context.Connection,
        Key = FormattableString.Invariant($"{lead.Origin}{field}/{at}/{value}"),
        Object = lead.Object,
        Id = lead.Id,
        Kind = kind,
        OccurredAt = at,
        ObservedAt = observed,
        Value = value,
        Source = (int)(kind == EventKinds.Seen ? EventSource.History : context.Source),
    };
}
