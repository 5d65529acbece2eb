using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Alerts;

public sealed class AlertTextsTests
{
    static readonly HotLead Ada = new()
    {
        Crossing = "c",
        Connection = "salesforce",
        Object = "Lead",
        Id = "00Q1",
        Name = "Ada Lovelace",
        Owner = "Luca Bianchi",
        Score = 7.5m,
        Reasons = ["demo booked +10 (5 Nov)"],
        Link = new Uri("https://example.my.salesforce.com/00Q1"),
        HotSince = new(2026, 3, 2, 12, 2, 0, TimeSpan.Zero),
    };

    [Test]
    public void The_standard_text_says_who_why_and_where()
    {
        Assert.That(AlertTexts.Body(Ada, new(), Locale.En), Is.EqualTo(
            """
            This lead is responding well to your outreach

            Ada Lovelace is hot since 2026-03-02 12:02 UTC, with a score of 7.5.
            demo booked +10 (5 Nov)

            https://example.my.salesforce.com/00Q1
            """));
    }

    [Test]
    public void What_is_not_known_leaves_no_gap()
    {
        var body = AlertTexts.Body(Ada with { Link = null, Reasons = [] }, new(), Locale.Fr);

        Assert.That(body, Does.EndWith("avec un score de 7.5."));
        Assert.That(body, Does.Not.Contain("\n\n\n"));
    }

    [Test]
    public void Own_texts_are_filled_and_those_of_the_other_language_left_alone()
    {
        var rules = new AlertRules
        {
            Texts = new Dictionary<Locale, OwnTexts> { [Locale.Fr] = new("{name} ({object} {id})", Body: null) },
        };

        Assert.That(AlertTexts.Subject(Ada, rules, Locale.Fr), Is.EqualTo("Ada Lovelace (Lead 00Q1)"));
        Assert.That(AlertTexts.Subject(Ada, rules, Locale.En), Is.EqualTo("This lead is responding well to your outreach"));
    }

    [Test]
    public void A_name_can_neither_add_headers_nor_be_taken_for_a_placeholder()
    {
        var rules = new AlertRules { Texts = new Dictionary<Locale, OwnTexts> { [Locale.En] = new("{name}", "{name}") } };
        var evil = Ada with { Name = "Eve\r\nBcc: all@example.com {owner}" };

        Assert.That(AlertTexts.Subject(evil, rules, Locale.En), Is.EqualTo("Eve Bcc: all@example.com {owner}"));
        Assert.That(AlertTexts.Body(evil, rules, Locale.En), Is.EqualTo("Eve Bcc: all@example.com {owner}"));
    }
}
