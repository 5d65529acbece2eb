namespace LeadScoring.Connector.Configuration;

/// <summary>How alerts leave, whatever the mapping file asks for.</summary>
sealed record AlertOptions
{
    /// <summary>Null: no mail over SMTP.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Where webhooks go, null for nowhere. Chat tools put their secret into the address.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>What webhooks are signed with; empty for no signature.</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>A crossing older than this, when it comes to light, alerts nobody.</summary>
    public TimeSpan NotOlderThan { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Messages to people that a connection sends one by one in an hour; more are gathered in digests.</summary>
    public int PerHour { get; init; } = 100;

    /// <summary>Who is alerted for queues and inactive owners: a mail address; null for nobody.</summary>
    public string? FallbackTo { get; init; }

    /// <summary>Names no secret.</summary>
    public override string ToString() => $"AlertOptions {{ Smtp = {Smtp?.Host}, PerHour = {PerHour} }}";
}

/// <summary>The server that mails are handed to.</summary>
sealed record SmtpOptions(string Host, int Port, bool StartTls, string From)
{
    /// <summary>Empty: without authentication.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Names no secret.</summary>
    public override string ToString() => $"SmtpOptions {{ Host = {Host}, Port = {Port} }}";
}
