namespace LeadScoring.Connector.Configuration;

enum SettingKind
{
    Text,
    Secret,
    Choice,
    Flag,
    Whole,

    /// <summary>Greater than 0, at most 1.</summary>
    Share,
    Duration,

    /// <summary>A Quartz cron expression.</summary>
    Schedule,

    /// <summary>https, or http on a loopback address.</summary>
    Url,

    /// <summary>An address to listen on; whether it may be plain http depends on BehindProxy.</summary>
    Listener,
}

/// <summary>A key that the configuration knows, below Connector; * stands for a name or number of the user's choice.</summary>
sealed record Setting(string Key, SettingKind Kind)
{
    public IReadOnlyList<string> Choices { get; init; } = [];

    public int AtLeast { get; init; }

    public int AtMost { get; init; } = int.MaxValue;

    /// <summary>Duration: may be 0s.</summary>
    public bool MayBeZero { get; init; }

    /// <summary>The value is never shown.</summary>
    public bool IsHidden { get; init; } = Kind == SettingKind.Secret;

    public string[] Segments { get; } = Key.Split(':');
}
