namespace LeadScoring.Connector.Alerts;

/// <summary>What a mail server answered: a code, and words that may hold personal data.</summary>
sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>The most of the words that is kept to be read by a person.</summary>
    const int Longest = 500;

    public const int Ready = 220;
    public const int SignedIn = 235;
    public const int GoOn = 334;
    public const int SendTheMail = 354;

    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>
    /// The mailbox is not there and will not be in an hour. The same codes with 5.7 speak of rights, such as relaying, which a
    /// person can give (RFC 3463, 3.8).
    /// </summary>
    public bool MeansNoMailbox => Code is 501 or 550 or 551 or 553 && !Lines[0].StartsWith("5.7.", StringComparison.Ordinal);

    public string Words => string.Join(' ', Lines) is var words && words.Length > Longest ? words[..Longest] : words;
}
