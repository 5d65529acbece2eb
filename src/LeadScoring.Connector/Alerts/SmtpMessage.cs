using System.Globalization;
using System.Text;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// A letter as it travels: a mail in plain text (RFC 5322, 2045), in ASCII, with lines of 76 characters at most but for long
/// addresses. Sent again, it has the same Message-ID, by which mail programs tell that it is the same.
/// </summary>
static class SmtpMessage
{
    const string LineEnd = "\r\n";

    const int LongestLine = 76;

    /// <summary>
    /// In bytes: in base64 and with what an encoded word needs around it, it fits into the first line of a subject, which has
    /// room for 76 characters (RFC 2047, 2).
    /// </summary>
    const int LongestWord = 39;

    /// <param name="from">An address, like the recipient's.</param>
    public static string Of(AlertLetter letter, string from, DateTimeOffset now) => string.Join(LineEnd,
    [
        $"From: {from}",
        $"To: {letter.Recipient}",
        $"Subject: {Header(AlertTexts.OneLine(letter.Subject))}",
        $"Date: {now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}",
        $"Message-ID: <{letter.Id}@{MailAddresses.DomainOf(from)}>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        .. Encoded(letter.MarkedBody.ReplaceLineEndings(LineEnd)).Chunk(LongestLine).Select(line => new string(line)),
        "",
    ]);

    static string Header(string text) => IsPlain(text) ? text : string.Join($"{LineEnd} ", Words(text).Select(word => $"=?utf-8?B?{Encoded(word)}?="));

    /// <summary>Fits into one line and could not be taken for encoded words.</summary>
    static bool IsPlain(string text) =>
        text.Length <= LongestWord && text.All(letter => letter is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    /// <summary>Each holds whole characters (RFC 2047, 5).</summary>
    static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LongestWord)
            {
                yield return word.ToString();
                word.Clear();
                bytes = 0;
            }

            bytes += rune.Utf8SequenceLength;
            word.Append(rune);
        }

        yield return word.ToString();
    }

    static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
