using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

public sealed class KnownKeysTests
{
    [TestCase("", "version crm locale objects signals fit stages pressure scoring on_hot exceptions sub_departments tests")]
    [TestCase("objects", "only status writes")]
    [TestCase("objects only", "all any")]
    [TestCase("objects only all", "field is in not_in at_least at_most matches empty")]
    [TestCase("objects status", "field mode points history undated qualified disqualified later interaction")]
    [TestCase("objects writes", "hot score hot_since resets_at reasons blockers stage pressure unresponsive")]
    [TestCase("signals", Signal)]
    [TestCase("signals at_most", "times within")]
    [TestCase("fit", "points all any objects")]
    [TestCase("stages", "prospect_when unresponsive")]
    [TestCase("stages unresponsive", "after approaches")]
    [TestCase("pressure", "at_most within")]
    [TestCase("scoring", Scoring)]
    [TestCase("on_hot", "mail notification activity webhook not_when texts")]
    [TestCase("on_hot mail", "to via")]
    [TestCase("on_hot activity", "due_in")]
    [TestCase("on_hot texts", "subject body")]
    [TestCase("exceptions", "groups users")]
    [TestCase("exceptions groups", "group objects signals fit stages pressure scoring")]
    [TestCase("exceptions users", "user objects signals fit stages pressure scoring")]
    [TestCase("exceptions users objects status", "points")]
    [TestCase("exceptions users signals", Signal)]
    [TestCase("exceptions users scoring", Scoring)]
    [TestCase("sub_departments", "name members users objects signals fit stages pressure scoring")]
    [TestCase("sub_departments users", "user objects signals fit stages pressure scoring")]
    [TestCase("tests", "name given at expect")]
    [TestCase("tests given", "at object status signal seconds value field owner removed hot")]
    [TestCase("tests expect", "status behaviour fit total hot stage resets_at reasons")]
    public void Every_key_of_the_reference_is_known(string place, string keys)
    {
        var shape = place.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(MappingShape.For(crm: null), Below);

        Assert.That(Values(shape).Keys.Select(key => key.Name), Is.EquivalentTo(keys.Split(' ')));
    }

    const string Signal =
        "on points objects field changes increases becomes reaches from lasting answered matching at_most lasts interaction two_way";

    const string Scoring =
        "hot_at cool_below reset_after on_change minimum_hold cool_down floor disqualified on_removal manual_hot on_merge on_conversion";

    static Shape Below(Shape shape, string key) => Values(shape).Keys.Single(rule => rule.Name == key).Shape;

    /// <summary>Through lists and names of the file's own choice, to the keys below.</summary>
    static Shape Values(Shape shape) => shape.Each is { } each ? Values(each) : shape;
}
