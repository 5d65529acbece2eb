using System.Collections.Frozen;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Crm;

/// <summary>A record that an activity concerns, such as Lead 00Q....</summary>
readonly record struct CrmPerson(string Object, string Id);

/// <summary>What a mapping file wants to know of activities.</summary>
/// <param name="Kinds">The kinds that some signal listens to, or that count as approaches.</param>
/// <param name="Fields">Fields that signals match on, by kind; a path such as Campaign.Type where the CRM knows paths.</param>
/// <param name="Objects">The mapped objects: activities of other people are left out.</param>
sealed record ActivityScope(
    IReadOnlySet<ActivityKind> Kinds, IReadOnlyDictionary<ActivityKind, IReadOnlyList<string>> Fields, IReadOnlyList<string> Objects);

/// <summary>One object of the CRM that records activities, read with a cursor of its own.</summary>
/// <param name="Name">Unique within the connection; the cursor is kept under it.</param>
/// <param name="Object">As in the CRM: Task, EmailMessage, calls.</param>
/// <param name="Scope">Of the kinds, those that this object tells of.</param>
sealed record ActivityStream(string Name, string Object, ActivityScope Scope);

/// <summary>
/// One activity of one kind as its record stands now. A record may tell of several: a mail is sent, then opened twice.
/// </summary>
/// <param name="Id">Of the record in the CRM.</param>
/// <param name="At">
/// When it happened, by the CRM: a call, its end, else its creation; a mail, when sent or opened; a meeting, its creation; a
/// campaign response, its date; never later than the reply's Date header.
/// </param>
/// <param name="Stamp">The last change of the record.</param>
sealed record CrmActivity(ActivityKind Kind, string Object, string Id, DateTimeOffset At, DateTimeOffset Stamp)
{
    /// <summary>Everybody it concerns, of the mapped objects.</summary>
    public IReadOnlyList<CrmPerson> People { get; init; } = [];

    /// <summary>Tells several activities of one record and kind apart, such as the time of an opening; else empty.</summary>
    public string Occurrence { get; init; } = "";

    /// <summary>False once the record is deleted, cancelled, or tells of it no longer.</summary>
    public bool Standing { get; init; } = true;

    /// <summary>How long a call was; null when the CRM does not say.</summary>
    public TimeSpan? Lasted { get; init; }

    /// <summary>Whether a call was answered; null when the CRM does not say.</summary>
    public bool? Answered { get; init; }

    /// <summary>The fields that signals match on.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = FrozenDictionary<string, string?>.Empty;
}

/// <summary>What one read of a stream of activities brought.</summary>
/// <param name="Rows">Records that the CRM returned.</param>
/// <param name="Cursor">The place this page ends at; null when it was empty.</param>
/// <param name="ServerTime">The Date header of the reply, in whole seconds.</param>
sealed record ActivityPage(IReadOnlyList<CrmActivity> Activities, int Rows, Cursor? Cursor, DateTimeOffset ServerTime)
{
    /// <inheritdoc cref="CrmPage.LeftOut"/>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
