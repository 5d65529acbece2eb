using LeadScoring.Connector.Alerts;

namespace LeadScoring.Connector.Tests.Smtp;

static class SomeLetter
{
    public const string Luca = "luca.bianchi@example.com";

    public static AlertLetter To(string recipient = Luca, string subject = "A hot lead", string body = "Ada Lovelace is hot.") => new()
    {
        Id = "0123456789abcdef01234567",
        Recipient = recipient,
        Subject = subject,
        Body = body,
        Leads = [],
    };
}
