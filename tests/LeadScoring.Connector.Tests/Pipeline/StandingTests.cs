using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Mappings;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Pipeline;

public sealed class StandingTests
{
    static readonly CrmField Words = new("Words", FieldType.Text, 255, null, Writable: true, []);

    static readonly CrmField Whole = new("Whole", FieldType.Number, 0, 0, Writable: true, []);

    [TestCase(Core.Stage.Lead, "lead")]
    [TestCase(Core.Stage.Prospect, "prospect")]
    [TestCase(Core.Stage.RepeatCustomer, "repeat customer")]
    public void A_stage_is_written_in_words(Core.Stage stage, string words) =>
        Assert.That(Of(new() { Stage = stage }).Value(WrittenField.Stage, Words).Text, Is.EqualTo(words));

    [Test]
    public void Blockers_name_what_is_missing_and_what_takes_points_away()
    {
        var profile = new Profile([new("Title", "Clerk")]);
        LedgerEntry[] entries =
        [
            new("key", Part.Behaviour, EntryKind.Signal, "unsubscribed", -5) { OccurredAt = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Layer = "company" },
        ];

        var blockers = Of(new() { Profile = profile }, entries).Value(WrittenField.Blockers, Words);

        Assert.That(blockers.Text, Is.EqualTo("decides: not met, market: unknown, unsubscribed -5 (2 Mar)"));
    }

    [Test]
    public void Nothing_in_the_way_is_an_empty_field()
    {
        var profile = new Profile([new("Title", "CEO"), new("Industry", "Software")]);

        Assert.That(Of(new() { Profile = profile }).Value(WrittenField.Blockers, Words).IsEmpty);
    }

    [Test]
    public void Pressure_is_a_number_and_silence_a_tick()
    {
        var standing = Of(new() { Pressure = 4, Unresponsive = true });

        Assert.That(standing.Value(WrittenField.Pressure, Whole).Number, Is.EqualTo(4));
        Assert.That(standing.Value(WrittenField.Unresponsive, Words with { Type = FieldType.Flag }).Flag);
    }

    static Standing Of(LeadState state, params LedgerEntry[] entries)
    {
        var model = SomeMapping.File(
            """
            fit:
              decides: { points: 1, all: [ { field: Title, is: CEO } ] }
              market: { points: 2, all: [ { field: Industry, is: Software } ] }
            """).Model;
        return new(state, entries, new SettingsBook(model).For("Lead", owner: null), Locale.En);
    }
}
