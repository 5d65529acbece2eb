using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>A mapping file that is complete and valid.</summary>
sealed record MappingFile
{
    public required string Path { get; init; }

    public required string Text { get; init; }

    /// <summary>SHA-256 of the text, in hexadecimal.</summary>
    public required string Hash { get; init; }

    public required CrmKind Crm { get; init; }

    public required Locale Locale { get; init; }

    public required ScoringModel Model { get; init; }

    /// <summary>The objects of the file, in its order.</summary>
    public required IReadOnlyList<ObjectScope> Scopes { get; init; }

    /// <summary>What has to be read of activities; null when nothing of the file needs any.</summary>
    public ActivityScope? Activities { get; init; }

    /// <summary>Who is told when a lead turns hot; null: nobody.</summary>
    public AlertRules? Alerts { get; init; }

    public IReadOnlyList<MappingTest> Tests { get; init; } = [];

    /// <summary>Keys of the file that are valid, but have no effect yet.</summary>
    public IReadOnlyList<string> NotInForce { get; init; } = [];
}

/// <summary>What reading a file gave: the file when there is no error, and everything worth saying about it.</summary>
sealed record MappingReading(MappingFile? File, IReadOnlyList<MappingProblem> Problems);
