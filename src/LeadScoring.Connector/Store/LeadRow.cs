using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>Whether the CRM still has the record, and if not, what became of it.</summary>
enum Gone
{
    Present,
    Deleted,
    Merged,
    Converted,
}

/// <summary>A row of the lead table, in the types of the database.</summary>
sealed record LeadRow
{
    public long LeadId { get; init; }

    public string Connection { get; init; } = "";

    public string Object { get; init; } = "";

    public string Id { get; init; } = "";

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? OwnerId { get; init; }

    public long CreatedAt { get; init; }

    /// <summary>The newest stamp seen; 0 for a record known only from its history so far.</summary>
    public long Stamp { get; init; }

    /// <summary>The status the record last showed.</summary>
    public string? SeenStatus { get; init; }

    /// <summary>The newest stamp at which the status was taken from the record itself, not from history.</summary>
    public long? LatestAt { get; init; }

    /// <summary>The written fields as the CRM last showed or confirmed them: a JSON object of texts.</summary>
    public string Shown { get; init; } = "{}";

    /// <summary>The fields that signals watch and criteria look at, as last seen: a JSON object of texts.</summary>
    public string Fields { get; init; } = "{}";

    public long? ConfirmedAt { get; init; }

    /// <summary>The CRM has locked the record; it is written again only once it has changed.</summary>
    public bool Closed { get; init; }

    public Gone Gone { get; init; }

    /// <summary>The record that goes on in its place, as object/id.</summary>
    public string? Successor { get; init; }

    /// <summary>When it was converted or merged away, as far as the CRM tells.</summary>
    public long? GoneAt { get; init; }

    /// <summary>The newest stamp at which the record was still there and not converted.</summary>
    public long? PresentAt { get; init; }

    /// <summary>Its successor has taken over its score.</summary>
    public bool Joined { get; init; }

    public string? ScoredOwnerId { get; init; }

    /// <summary>The newest change of the owner that was folded; null before the first fold.</summary>
    public long? OwnerAt { get; init; }

    /// <summary>The hash of the model this state was last judged by; empty when its settings must be applied anew.</summary>
    public string Model { get; init; } = "";

    public long StatusPoints { get; init; }

    public long BehaviourPoints { get; init; }

    public long FitPoints { get; init; }

    public string? Status { get; init; }

    public long? StatusAt { get; init; }

    public bool Hot { get; init; }

    public long? HotSince { get; init; }

    public int HotSource { get; init; }

    public long? LastInteractionAt { get; init; }

    public long? ResetsAt { get; init; }

    public long? ArmedFor { get; init; }

    public long? NextCheckAt { get; init; }

    public long? LastResetAt { get; init; }

    public long? LastRemovalAt { get; init; }

    public long? LastCooledAt { get; init; }

    public int Stage { get; init; }

    /// <summary>What the criteria were last judged by: a JSON object of texts; null before the first time.</summary>
    public string? Profile { get; init; }

    public bool Outside { get; init; }

    public int Fit { get; init; }

    public bool TwoWay { get; init; }

    public int Qualifications { get; init; }

    /// <summary>A JSON array; null when there are none.</summary>
    public string? Approaches { get; init; }

    public int Pressure { get; init; }

    public bool Unresponsive { get; init; }

    public long? ReviewAt { get; init; }

    public long? ContactedAt { get; init; }

    /// <summary>The record of the same person in the other CRM; null when there is none.</summary>
    public long? LinkedId { get; init; }

    /// <summary>The other CRM.</summary>
    public string? LinkedCrm { get; init; }

    /// <summary>The linked record is hot, so this one shows the flag.</summary>
    public bool LinkedHot { get; init; }

    public long? LinkedSince { get; init; }

    /// <summary>Not linked although the other CRM has its address: one of the two has it more than once.</summary>
    public bool Ambiguous { get; init; }

    /// <summary>What the CRM should show: hot here, or in the other CRM.</summary>
    public bool IsShownHot => Hot || LinkedHot;

    public Elsewhere? Elsewhere =>
        this is { LinkedHot: true, LinkedCrm: { } crm, LinkedSince: { } since } ? new(crm, Stored.Time(since)) : null;

    public bool Removed { get; init; }

    public int Entries { get; init; }

    /// <summary>Where the lead's ledger keys begin: they stay when the ledger moves to another record.</summary>
    public string Origin => $"{Object}/{Id}/";

    public LeadState State() => new()
    {
        Parts = new(Stored.Points(StatusPoints), Stored.Points(BehaviourPoints), Stored.Points(FitPoints)),
        Status = Status,
        StatusAt = Stored.Time(StatusAt),
        Hot = Hot,
        HotSince = Stored.Time(HotSince),
        Source = (HotSource)HotSource,
        LastInteractionAt = Stored.Time(LastInteractionAt),
        ResetsAt = Stored.Time(ResetsAt),
        ArmedFor = ArmedFor is { } period ? TimeSpan.FromMilliseconds(period) : null,
        NextCheckAt = Stored.Time(NextCheckAt),
        LastResetAt = Stored.Time(LastResetAt),
        LastRemovalAt = Stored.Time(LastRemovalAt),
        LastCooledAt = Stored.Time(LastCooledAt),
        Stage = (Stage)Stage,
        Profile = Profile is { } profile ? Facts.Profile(profile) : null,
        Outside = Outside,
        Fit = (FitStanding)Fit,
        TwoWay = TwoWay,
        Qualifications = Qualifications,
        Approaches = Chains.Approaches(Approaches),
        Pressure = Pressure,
        Unresponsive = Unresponsive,
        ReviewAt = Stored.Time(ReviewAt),
        ContactedAt = Stored.Time(ContactedAt),
        Removed = Removed,
        Entries = Entries,
    };

    public LeadRow With(in LeadState state) => this with
    {
        StatusPoints = Stored.Points(state.Parts.Status),
        BehaviourPoints = Stored.Points(state.Parts.Behaviour),
        FitPoints = Stored.Points(state.Parts.Fit),
        Status = state.Status,
        StatusAt = Stored.Time(state.StatusAt),
        Hot = state.Hot,
        HotSince = Stored.Time(state.HotSince),
        HotSource = (int)state.Source,
        LastInteractionAt = Stored.Time(state.LastInteractionAt),
        ResetsAt = Stored.Time(state.ResetsAt),
        ArmedFor = (long?)state.ArmedFor?.TotalMilliseconds,
        NextCheckAt = Stored.Time(state.NextCheckAt),
        LastResetAt = Stored.Time(state.LastResetAt),
        LastRemovalAt = Stored.Time(state.LastRemovalAt),
        LastCooledAt = Stored.Time(state.LastCooledAt),
        Stage = (int)state.Stage,
        Profile = state.Profile is { } profile ? Facts.Of(profile) : null,
        Outside = state.Outside,
        Fit = (int)state.Fit,
        TwoWay = state.TwoWay,
        Qualifications = state.Qualifications,
        Approaches = Chains.Text(state.Approaches),
        Pressure = state.Pressure,
        Unresponsive = state.Unresponsive,
        ReviewAt = Stored.Time(state.ReviewAt),
        ContactedAt = Stored.Time(state.ContactedAt),
        Removed = state.Removed,
        Entries = state.Entries,
    };
}
