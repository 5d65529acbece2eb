using LeadScoring.Connector.Mappings;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Mappings;

/// <summary>Signals, fit, stages, pressure and only, as the core receives them.</summary>
public sealed class RulesReaderTests
{
    [TestCase("email.opened", ActivityKind.EmailOpened)]
    [TestCase("email.replied", ActivityKind.EmailReplied)]
    [TestCase("email.bounced", ActivityKind.EmailBounced)]
    [TestCase("call.inbound", ActivityKind.CallInbound)]
    [TestCase("call.outbound", ActivityKind.CallOutbound)]
    [TestCase("meeting.booked", ActivityKind.MeetingBooked)]
    [TestCase("campaign.responded", ActivityKind.CampaignResponded)]
    public void A_signal_listens_to_activities_of_its_kind(string on, ActivityKind kind)
    {
        var signal = Signal($"one: {{ on: {on}, points: 1 }}");

        Assert.That(signal.On.Value.Activity, Is.EqualTo(kind));
    }

    [Test]
    public void Every_key_of_a_signal_on_calls_is_read()
    {
        var signal = Signal(
            """
            one:
              on: call.outbound
              points: 2.5
              objects: [Lead]
              lasting: 30s
              answered: true
              matching: { CallDisposition: [Reached, Interested], Type: Call }
              at_most: { times: 3, within: 1d }
              lasts: 90d
              interaction: false
              two_way: true
            """);

        Assert.That((signal.Points.Value, signal.Lasting.Value, signal.Answered.Value), Is.EqualTo((2.5m, TimeSpan.FromSeconds(30), (bool?)true)));
        Assert.That(signal.Objects.Value, Is.EqualTo(["Lead"]));
        Assert.That(signal.Matching.Value["CallDisposition"], Is.EquivalentTo(["Reached", "Interested"]));
        Assert.That(signal.Matching.Value["Type"], Is.EqualTo(["Call"]));
        Assert.That(signal.AtMost.Value, Is.EqualTo(new AtMost(3, TimeSpan.FromDays(1))));
        Assert.That((signal.Lasts.Value, signal.Interaction.Value, signal.TwoWay.Value), Is.EqualTo(((TimeSpan?)TimeSpan.FromDays(90), false, true)));
    }

    [TestCase("changes: true", FieldTestKind.Changes, null, 0)]
    [TestCase("increases: true", FieldTestKind.Increases, null, 0)]
    [TestCase("becomes: true", FieldTestKind.Becomes, "true", 0)]
    [TestCase("becomes: True", FieldTestKind.Becomes, "true", 0)]
    [TestCase("becomes: false", FieldTestKind.Becomes, "false", 0)]
    [TestCase("becomes: \"True\"", FieldTestKind.Becomes, "True", 0)]
    [TestCase("becomes: Demo requested", FieldTestKind.Becomes, "Demo requested", 0)]
    [TestCase("reaches: 30", FieldTestKind.Reaches, null, 30)]
    [TestCase("reaches: 30, changes: false", FieldTestKind.Reaches, null, 30)]
    public void A_field_is_watched_in_one_of_four_ways(string test, FieldTestKind kind, string? value, decimal number)
    {
        var signal = Signal($"one: {{ on: field, field: Clicks__c, {test}, points: 1 }}");

        Assert.That((signal.On.Value.Activity, signal.Field.Value), Is.EqualTo(((ActivityKind?)null, "Clicks__c")));
        Assert.That(signal.Test.Value, Is.EqualTo(new FieldTest(kind, value, number)));
    }

    [Test]
    public void An_increase_may_count_from_a_number_on() =>
        Assert.That(Signal("one: { on: field, field: Views__c, increases: true, from: 2, points: 1 }").From.Value, Is.EqualTo(2m));

    [Test]
    public void Points_that_last_for_ever_are_stated_as_such() =>
        Assert.That(Rules("signals: { one: { on: email.opened, points: 1, lasts: never } }").Signals["one"].Lasts, Is.EqualTo(new Given<TimeSpan?>(null)));

    [TestCase("is: Software", "Software", Verdict.Met)]
    [TestCase("is: Software", "Banking", Verdict.Unmet)]
    [TestCase("is: True", "true", Verdict.Met)]
    [TestCase("in: [Software, Banking]", "Banking", Verdict.Met)]
    [TestCase("not_in: [Software, Banking]", "Retail", Verdict.Met)]
    [TestCase("at_least: 1000000", "1000000.0", Verdict.Met)]
    [TestCase("at_most: 50", "51", Verdict.Unmet)]
    [TestCase("matches: \"(?i)head of|chief\"", "Head of Sales", Verdict.Met)]
    [TestCase("matches: \"^head\"", "Ahead", Verdict.Unmet)]
    [TestCase("empty: false", "x", Verdict.Met)]
    [TestCase("empty: true", null, Verdict.Met)]
    [TestCase("is: Software", null, Verdict.Unknown)]
    public void A_condition_judges_a_value(string test, string? value, Verdict verdict)
    {
        var when = Rules($"fit: {{ one: {{ points: 1, all: [ {{ field: Industry, {test} }} ] }} }}").Fit["one"].When!;

        Assert.That(when.Judge(new([new("Industry", value)])), Is.EqualTo(verdict));
    }

    [TestCase("all", false)]
    [TestCase("any", true)]
    public void A_criterion_wants_all_or_any(string word, bool met)
    {
        var rules = Rules($"fit: {{ one: {{ points: 2, objects: [Lead], {word}: [ {{ field: Industry, is: A }}, {{ field: Title, is: B }} ] }} }}").Fit["one"];

        Assert.That((rules.Points, rules.When!.All), Is.EqualTo(((decimal?)2, !met)));
        Assert.That(rules.Objects, Is.EqualTo(["Lead"]));
        Assert.That(rules.When.Judge(new([new("Industry", "A"), new("Title", "C")])) == Verdict.Met, Is.EqualTo(met));
    }

    [Test]
    public void Stages_and_pressure_are_read()
    {
        var stages = Rules(
            """
            stages: { prospect_when: two_way, unresponsive: { after: 30d, approaches: 5 } }
            pressure: { at_most: 4, within: 14d }
            """).Stages;

        Assert.That(stages, Is.EqualTo(new StageRules
        {
            ProspectWhen = ProspectWhen.TwoWay,
            UnresponsiveAfter = TimeSpan.FromDays(30),
            UnresponsiveApproaches = 5,
            PressureAtMost = 4,
            PressureWithin = TimeSpan.FromDays(14),
        }));
    }

    [Test]
    public void Only_says_which_records_score()
    {
        var text = SomeMapping.File().Text.Replace(
            "  Lead:\n", "  Lead:\n    only: { any: [ { field: RecordType.DeveloperName, in: [Inbound] } ] }\n", StringComparison.Ordinal);

        var only = MappingReader.Read("mapping.yaml", text, crm: null).File!.Model.Objects["Lead"].Only!;

        Assert.That(only.All, Is.False);
        Assert.That(only.Judge(new([new("RecordType.DeveloperName", "Inbound")])), Is.EqualTo(Verdict.Met));
    }

    static LayerRules Rules(string more) => SomeMapping.File(more).Model.Company;

    static Signal Signal(string signals)
    {
        var indented = string.Join('\n', signals.Split('\n').Select(line => $"  {line}"));
        return new SettingsBook(SomeMapping.File($"signals:\n{indented}").Model).For("Lead", owner: null).Signals["one"];
    }
}
