using System.Text;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// Signs in by what the server offers (RFC 4954): PLAIN (RFC 4616), else LOGIN, which no standard has and many servers know.
/// Both show the password to whoever reads the line.
/// </summary>
static class SmtpSignIn
{
    public static async Task SignInAsync(this SmtpLine line, SmtpOffer offer, SmtpOptions server, CancellationToken cancellationToken)
    {
        var reply = offer switch
        {
            _ when offer.SignsInBy("PLAIN") => await PlainAsync(line, server, cancellationToken),
            _ when offer.SignsInBy("LOGIN") => await LoginAsync(line, server, cancellationToken),
            _ => throw new SmtpStoppedException("SMTP_NO_AUTH", "lets nobody sign in by PLAIN or LOGIN"),
        };
        if (reply.Code != SmtpReply.SignedIn)
            throw new SmtpStoppedException(reply, "does not let the connector sign in");
    }

    /// <summary>A server that overlooks what stands behind the method asks for it again.</summary>
    static async Task<SmtpReply> PlainAsync(SmtpLine line, SmtpOptions server, CancellationToken cancellationToken)
    {
        var credentials = Encoded($"\0{server.User}\0{server.Password}");
        var reply = await line.SayAsync($"AUTH PLAIN {credentials}", cancellationToken);
        return reply.Code == SmtpReply.GoOn ? await line.SayAsync(credentials, cancellationToken) : reply;
    }

    static async Task<SmtpReply> LoginAsync(SmtpLine line, SmtpOptions server, CancellationToken cancellationToken)
    {
        var reply = await line.SayAsync("AUTH LOGIN", cancellationToken);
        foreach (var answer in new[] { server.User, server.Password })
        {
            if (reply.Code == SmtpReply.GoOn)
                reply = await line.SayAsync(Encoded(answer), cancellationToken);
        }

        return reply;
    }

    static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
