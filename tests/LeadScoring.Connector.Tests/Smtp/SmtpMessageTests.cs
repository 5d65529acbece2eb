using System.Text;
using LeadScoring.Connector.Alerts;

namespace LeadScoring.Connector.Tests.Smtp;

sealed class SmtpMessageTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 14, 0, 0, TimeSpan.FromHours(2));

    [Test]
    public void A_short_plain_subject_stays_readable()
    {
        Assert.That(Lines(SomeLetter.To(subject: "A hot lead"))[2], Is.EqualTo("Subject: A hot lead"));
    }

    /// <summary>Whatever the length of the characters, none is cut in two.</summary>
    [Test]
    public void Every_encoded_word_holds_whole_characters([Values("é", "日", "🔥", "aé日🔥")] string characters, [Range(0, 40)] int before)
    {
        var subject = new string('a', before) + string.Concat(Enumerable.Repeat(characters, 30));

        var words = string.Join("\r\n", Lines(SomeLetter.To(subject: subject)).SkipWhile(line => !line.StartsWith("Subject:", StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith("Date:", StringComparison.Ordinal)))["Subject: ".Length..].Split("\r\n ");

        Assert.That(words.Select(Decoded), Has.None.Contains('\uFFFD'));
        Assert.That(string.Concat(words.Select(Decoded)), Is.EqualTo(subject));
        Assert.That(words.Max(word => word.Length), Is.LessThanOrEqualTo(75));
    }

    [Test]
    public void Half_a_character_spoils_nothing_else()
    {
        Assert.That(Decoded(Lines(SomeLetter.To(subject: "Ada \ud83d is hot"))[2]["Subject: ".Length..]), Is.EqualTo("Ada \uFFFD is hot"));
    }

    [Test]
    public void A_long_text_is_parted_into_lines_that_every_server_takes()
    {
        var lines = Lines(SomeLetter.To(body: new string('é', 20_000)));

        Assert.That(lines.Max(line => line.Length), Is.EqualTo(76));
        Assert.That(lines[^1], Is.Empty, "the mail ends with a line end");
    }

    [TestCase("a\nb")]
    [TestCase("a\rb")]
    [TestCase("a\r\nb")]
    public void The_lines_of_a_text_are_parted_as_mails_want_it(string body)
    {
        var text = string.Concat(Lines(SomeLetter.To(body: body)).SkipWhile(line => line.Length > 0));

        Assert.That(Encoding.UTF8.GetString(Convert.FromBase64String(text)), Does.StartWith("a\r\nb\r\n\r\nRef. "));
    }

    [Test]
    public void The_date_is_that_of_the_whole_world()
    {
        Assert.That(Lines(SomeLetter.To())[3], Is.EqualTo("Date: Mon, 02 Mar 2026 12:00:00 +0000"));
    }

    static string[] Lines(AlertLetter letter) => SmtpMessage.Of(letter, "leads@example.com", Noon).Split("\r\n");

    static string Decoded(string word)
    {
        Assert.That(word, Does.StartWith("=?utf-8?B?").And.EndWith("?="));
        return Encoding.UTF8.GetString(Convert.FromBase64String(word[10..^2]));
    }
}
