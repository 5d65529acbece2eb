using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Mappings;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class WantedTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static readonly ObjectRules Rules = new(
        "Lead",
        new() { Field = "Status", Points = new Dictionary<string, decimal>() },
        new Dictionary<WrittenField, string>
        {
            [WrittenField.Hot] = "Hot",
            [WrittenField.Score] = "Score",
            [WrittenField.HotSince] = "Since",
            [WrittenField.Reasons] = "Reasons",
            [WrittenField.Stage] = "Stage",
        });

    static readonly Settings Settings = new SettingsBook(SomeMapping.File().Model).For("Lead", owner: null);

    static readonly LeadState Hot = new() { Parts = new(7.26m, 0, 0), Hot = true, HotSince = Noon.AddMilliseconds(250), Entries = 1 };

    [Test]
    public void Only_fields_that_differ_are_sent()
    {
        var write = Write(Hot, shown: """{"Hot":"true","Since":"2026-03-02T12:00:00.000+0000"}""");

        Assert.That(write.Fields.Keys, Is.EquivalentTo(["Score", "Reasons"]));
    }

    [Test]
    public void A_score_is_rounded_as_the_field_rounds_it()
    {
        var write = Write(Hot, shown: """{"Score":"7.3"}""");

        Assert.That(write.Fields.Keys, Does.Not.Contain("Score"));
    }

    [Test]
    public void What_was_accepted_differs_no_more()
    {
        var lead = Lead(Hot, shown: "{}");
        var accepted = lead with { Shown = Wanted.ShownAfter(lead, Write(Hot, shown: "{}")) };

        var again = Write(accepted, Entries, Described());

        Assert.That(again.Fields, Is.Empty);
    }

    [Test]
    public void A_cold_lead_with_nothing_needs_no_field()
    {
        var write = Write(Lead(new() { Entries = 1 }, "{}"), [], Described());

        Assert.That(write.Fields, Is.Empty);
    }

    [Test]
    public void A_field_that_may_not_be_written_is_left_alone()
    {
        var write = Write(Lead(Hot, "{}"), Entries, Described(writable: false));

        Assert.That(write.Fields, Is.Empty);
    }

    [Test]
    public void Reasons_are_cut_to_what_the_field_holds()
    {
        var write = Write(Lead(Hot, "{}"), Entries, Described(length: 10));

        Assert.That(write.Fields["Reasons"].Text, Has.Length.LessThanOrEqualTo(10));
    }

    [TestCase("""{"Stage":"prospect"}""", "lead")]
    [TestCase("""{"Stage":""}""", null)]
    [TestCase("""{"Stage":"lead"}""", null)]
    [TestCase("{}", null)]
    public void The_first_stage_needs_no_word_but_takes_the_place_of_another(string shown, string? written)
    {
        var write = Write(Lead(new() { Entries = 1 }, shown), [], Described());

        Assert.That(write.Fields.GetValueOrDefault("Stage").Text, Is.EqualTo(written));
    }

    static readonly LedgerEntry[] Entries =
    [
        new("key", Part.Status, EntryKind.Status, Status.Working, 7.26m) { OccurredAt = Noon, Layer = "company" },
    ];

    static RecordWrite Write(LeadState state, string shown) => Write(Lead(state, shown), Entries, Described());

    static RecordWrite Write(LeadRow lead, LedgerEntry[] entries, CrmObject described) =>
        Wanted.Write(lead, new(lead.State(), entries, Settings, Locale.En), Rules, described);

    static LeadRow Lead(LeadState state, string shown) => new LeadRow { Object = "Lead", Id = "1", Shown = shown }.With(state);

    static CrmObject Described(bool writable = true, int length = 255)
    {
        CrmField[] fields =
        [
            new("Hot", FieldType.Flag, 0, null, writable, []),
            new("Score", FieldType.Number, 0, 1, writable, []),
            new("Since", FieldType.Time, 0, null, writable, []),
            new("Reasons", FieldType.Text, length, null, writable, []),
            new("Stage", FieldType.Text, length, null, writable, []),
        ];
        return new("Lead", fields.ToDictionary(field => field.Name), new HashSet<string>());
    }
}
