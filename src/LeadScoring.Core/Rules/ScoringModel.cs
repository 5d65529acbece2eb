namespace LeadScoring.Core.Rules;

/// <summary>An exception for a group: it applies to every member.</summary>
public sealed record GroupException(MemberSelector Members, LayerRules Rules);

/// <summary>An exception for one user, named by e-mail address or user name.</summary>
public sealed record UserException(string User, LayerRules Rules);

/// <summary>A part of the company with settings and user exceptions of its own.</summary>
public sealed record SubDepartment(MemberSelector Members, LayerRules Rules, IReadOnlyList<UserException> Users);

/// <summary>A complete, valid mapping file as the scoring sees it. Immutable.</summary>
public sealed record ScoringModel
{
    /// <summary>The content hash of the file; two models with the same hash are the same model.</summary>
    public required string Hash { get; init; }

    public required IReadOnlyDictionary<string, ObjectRules> Objects { get; init; }

    public required LayerRules Company { get; init; }

    /// <summary>In file order: the first that matches an owner applies.</summary>
    public IReadOnlyList<GroupException> Groups { get; init; } = [];

    public IReadOnlyList<UserException> Users { get; init; } = [];

    public IReadOnlyList<SubDepartment> SubDepartments { get; init; } = [];

    /// <summary>The company's layer and every exception to it.</summary>
    public IEnumerable<LayerRules> AllLayers =>
    [
        Company,
        .. Groups.Select(group => group.Rules),
        .. Users.Select(user => user.Rules),
        .. SubDepartments.SelectMany(department => department.Users.Select(user => user.Rules).Prepend(department.Rules)),
    ];

    /// <summary>Whether memberships of one of these kinds decide which layers apply.</summary>
    public bool LooksAt(IReadOnlySet<MembershipKind> kinds) =>
        Groups.Select(group => group.Members).Concat(SubDepartments.Select(department => department.Members))
            .Any(members => members.LooksAt(kinds));

    /// <summary>Every signal that some layer names.</summary>
    public IReadOnlySet<string> SignalNames =>
        AllLayers.SelectMany(layer => layer.Signals.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>How far back the points of signals may matter to later events.</summary>
    public TimeSpan Remembered => AllLayers.SelectMany(layer => layer.Signals.Values)
        .SelectMany(signal => new[] { signal.AtMost?.Within, signal.Lasts?.Value })
        .Max() ?? TimeSpan.Zero;
}
