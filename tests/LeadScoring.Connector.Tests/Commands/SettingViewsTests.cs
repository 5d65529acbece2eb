using LeadScoring.Connector.Commands;
using LeadScoring.Connector.Tests.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Commands;

public sealed class SettingViewsTests
{
    const string Rules =
        """
        signals:
          opened: { on: email.opened, points: 1, at_most: { times: 3, within: 1d }, lasts: 90d, objects: [Lead] }
          reached: { on: call.outbound, points: 2, lasting: 10s, answered: true, matching: { Type: [Call, Visit] }, interaction: false }
          viewed: { on: field, field: Views__c, increases: true, from: 2, points: 4 }
          gone: { on: field, field: HasOptedOutOfEmail, becomes: true, points: -5, interaction: false }
        fit:
          market: { points: 2.5, objects: [Lead], all: [ { field: Industry, in: [Software, Banking] }, { field: Title, empty: false } ] }
        stages: { unresponsive: { after: 30d, approaches: 5 } }
        pressure: { at_most: 5, within: 14d }
        exceptions:
          users: [ { user: kim@example.com, signals: { opened: { points: 0 } }, fit: { market: { points: 1 } }, pressure: { at_most: 2 } } ]

        """;

    [TestCase("signals.opened.on", "email.opened", "company")]
    [TestCase("signals.opened.points", "0", "user kim@example.com")]
    [TestCase("signals.opened.objects", "Lead", "company")]
    [TestCase("signals.opened.at_most", "3 within 1d", "company")]
    [TestCase("signals.opened.lasts", "90d", "company")]
    [TestCase("signals.opened.interaction", "true", "default")]
    [TestCase("signals.reached.lasting", "10s", "company")]
    [TestCase("signals.reached.answered", "true", "company")]
    [TestCase("signals.reached.two_way", "true", "company")]
    [TestCase("signals.reached.matching.Type", "Call, Visit", "company")]
    [TestCase("signals.viewed.on", "field", "company")]
    [TestCase("signals.viewed.field", "Views__c", "company")]
    [TestCase("signals.viewed.increases", "true", "company")]
    [TestCase("signals.viewed.from", "2", "company")]
    [TestCase("signals.viewed.lasts", "never", "default")]
    [TestCase("signals.gone.becomes", "true", "company")]
    [TestCase("fit.market.points", "1", "user kim@example.com")]
    [TestCase("fit.market.all", "Industry in Banking, Software; Title is not empty", "company")]
    [TestCase("stages.prospect_when", "either", "default")]
    [TestCase("stages.unresponsive.after", "30d", "company")]
    [TestCase("pressure.at_most", "2", "user kim@example.com")]
    [TestCase("pressure.within", "14d", "company")]
    [TestCase("scoring.on_merge", "max", "default")]
    public void Every_value_is_shown_with_its_layer(string key, string value, string layer) =>
        Assert.That(Views(Rules).Single(view => view.Key == key), Is.EqualTo(new SettingView(key, value, layer)));

    [Test]
    public void Limits_that_nobody_states_are_left_out() =>
        Assert.That(Views("").Select(view => view.Key), Has.None.Contains("pressure").And.None.Contains("unresponsive").And.None.StartsWith("signals"));

    static List<SettingView> Views(string rules)
    {
        var owner = new Owner("1") { Email = "kim@example.com" };
        return [.. SettingViews.Of(new SettingsBook(SomeMapping.File(rules).Model).For("Lead", owner))];
    }
}
