using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

/// <summary>Signals, criteria and stages of exceptions: key by key, each with the layer it came from.</summary>
public sealed class LayeredSignalTests
{
    static readonly SignalRules Opened = SomeRules.On(ActivityKind.EmailOpened, 1) with
    {
        AtMost = new(3, Some.Days(1)),
        Lasts = Some.Period(Some.Days(90)),
    };

    static readonly LayerRules Company = SomeRules.Company with
    {
        Signals = SomeRules.Named(("opened", Opened)),
        Fit = SomeRules.Named(("target", SomeRules.Criterion(2, new Condition("Industry") { Is = "Software" }))),
        Stages = new() { PressureAtMost = 5, PressureWithin = Some.Days(14) },
    };

    static Settings For(LayerRules exception, string user = "jane") =>
        new SettingsBook(SomeRules.Model(Company) with { Users = [new("jane", exception)] })
            .For("Lead", new Owner(user) { Email = user });

    static LayerRules Jane(params (string Name, SignalRules Rules)[] signals) => new("user jane") { Signals = SomeRules.Named(signals) };

    [Test]
    public void S9_A_key_that_an_exception_states_is_its_own_and_the_others_are_inherited()
    {
        var signal = For(Jane(("opened", new() { Points = 0, Interaction = false }))).Signals["opened"];

        Assert.That(signal.Points, Is.EqualTo(new Layered<decimal>(0, "user jane")));
        Assert.That(signal.Interaction, Is.EqualTo(new Layered<bool>(false, "user jane")));
        Assert.That(signal.On, Is.EqualTo(new Layered<SignalSource>(new(ActivityKind.EmailOpened), "company")));
        Assert.That(signal.AtMost, Is.EqualTo(new Layered<AtMost?>(new(3, Some.Days(1)), "company")));
        Assert.That(signal.TwoWay, Is.EqualTo(new Layered<bool>(false, "default")));
    }

    [Test]
    public void An_exception_may_let_points_stay_that_leave_elsewhere()
    {
        var settings = For(Jane(("opened", new() { Lasts = Some.Period(null) })));

        Assert.That(settings.Signals["opened"].Lasts, Is.EqualTo(new Layered<TimeSpan?>(null, "user jane")));
        Assert.That(new TestLead(settings).Activity(ActivityKind.EmailOpened).After(Some.Days(100)).State.Parts.Behaviour, Is.EqualTo(1));
    }

    [Test]
    public void R29_An_exception_may_bring_a_signal_of_its_own()
    {
        var exception = Jane(("reply", SomeRules.On(ActivityKind.EmailReplied, 5)));

        Assert.That(For(exception).Signals.Keys, Is.EquivalentTo(new[] { "opened", "reply" }));
        Assert.That(For(exception, "sam").Signals.Keys, Is.EqualTo(new[] { "opened" }));
    }

    [Test]
    public void The_ledger_names_the_layer_that_supplied_the_points()
    {
        var lead = new TestLead(For(Jane(("opened", new() { Points = 4 }))));

        lead.Activity(ActivityKind.EmailOpened).After(Some.Days(90));

        Assert.That(lead.Entries.Select(entry => (entry.Points, entry.Layer)), Is.EqualTo(new[] { (4m, "user jane"), (-4m, "company") }));
    }

    [Test]
    public void Points_of_signals_follow_the_owner_of_their_time()
    {
        var jane = For(Jane(("opened", new() { Points = 4 })));
        var lead = new TestLead(For(Jane(), "sam")).Activity(ActivityKind.EmailOpened);

        lead.NewOwner(jane).Activity(ActivityKind.EmailOpened, "2");

        Assert.That(lead.Entries.Select(entry => entry.Points), Is.EqualTo(new[] { 1m, 4m }));
    }

    [Test]
    public void How_long_points_last_follows_the_present_owner()
    {
        var jane = For(Jane(("opened", new() { Lasts = Some.Period(Some.Days(5)) })));
        var lead = new TestLead(For(Jane(), "sam")).Activity(ActivityKind.EmailOpened);

        lead.After(Some.Days(1)).NewOwner(jane);

        Assert.That(lead.State.NextCheckAt, Is.EqualTo(Some.Noon.AddDays(5)));
    }

    [Test]
    public void What_an_owner_took_back_is_what_the_owner_before_granted()
    {
        var jane = For(Jane(("opened", new() { Points = 4 })));
        var open = Some.Activity(ActivityKind.EmailOpened);

        var lead = new TestLead(For(Jane(), "sam")).Activity(open).NewOwner(jane).Activity(open with { Standing = false });

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
    }

    [Test]
    public void A_criterion_may_weigh_otherwise_for_an_owner()
    {
        var exception = new LayerRules("user jane") { Fit = SomeRules.Named(("target", new CriterionRules { Points = 4 })) };
        var lead = new TestLead(For(exception, "sam")).Profile(("Industry", "Software"));

        lead.After(Some.Days(1)).NewOwner(For(exception));

        Assert.That(lead.Entries.Select(entry => (entry.Points, entry.Layer)), Is.EqualTo(new[] { (2m, "company"), (2m, "user jane") }));
        Assert.That(For(exception).Fit.Single().When.Layer, Is.EqualTo("company"));
    }

    [Test]
    public void Stages_and_pressure_are_inherited_key_by_key()
    {
        var settings = For(new("user jane") { Stages = new() { PressureAtMost = 2, ProspectWhen = ProspectWhen.Both } });

        Assert.That(settings.PressureAtMost, Is.EqualTo(new Layered<int?>(2, "user jane")));
        Assert.That(settings.PressureWithin, Is.EqualTo(new Layered<TimeSpan?>(Some.Days(14), "company")));
        Assert.That(settings.ProspectWhen, Is.EqualTo(new Layered<ProspectWhen>(ProspectWhen.Both, "user jane")));
        Assert.That(settings.UnresponsiveAfter, Is.EqualTo(new Layered<TimeSpan?>(null, "default")));
    }
}
