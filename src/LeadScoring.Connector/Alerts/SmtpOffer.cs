namespace LeadScoring.Connector.Alerts;

/// <summary>What a server says it can do, behind its greeting to EHLO (RFC 5321, 4.1.1.1).</summary>
sealed class SmtpOffer(SmtpReply hello)
{
    public static readonly SmtpOffer Nothing = new(new(SmtpReply.Ready, [""]));

    public bool StartTls => Find("STARTTLS") is not null;

    /// <summary>Some servers write AUTH=LOGIN, as before the standard.</summary>
    public bool SignsInBy(string method) =>
        (Find("AUTH") ?? []).Contains(method, StringComparer.OrdinalIgnoreCase);

    IReadOnlyList<string>? Find(string keyword) => hello.Lines.Skip(1)
        .Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words is [var first, ..] && first.Equals(keyword, StringComparison.OrdinalIgnoreCase));
}
