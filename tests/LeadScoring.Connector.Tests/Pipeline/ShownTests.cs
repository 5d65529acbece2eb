using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class ShownTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("false")]
    [TestCase("0")]
    [TestCase("0.0")]
    public void Nothing_equals_zero_false_and_the_empty_text(string? shown)
    {
        var number = Shown.Differs(FieldValue.Of(0m), shown == "false" ? null : shown);
        var flag = Shown.Differs(FieldValue.Of(flag: false), shown);
        var text = Shown.Differs(FieldValue.Empty(FieldType.Text), string.IsNullOrEmpty(shown) ? shown : null);

        Assert.That((number, flag, text), Is.EqualTo((false, false, false)));
    }

    [TestCase("7", false)]
    [TestCase("7.0", false)]
    [TestCase("7.00", false)]
    [TestCase("7e0", false)]
    [TestCase("7.1", true)]
    [TestCase("seven", true)]
    [TestCase(null, true)]
    public void Numbers_are_compared_by_value(string? shown, bool differs) =>
        Assert.That(Shown.Differs(FieldValue.Of(7m), shown), Is.EqualTo(differs));

    [TestCase("2026-03-02T12:00:00.000+0000", false)]
    [TestCase("2026-03-02T12:00:00.000Z", false)]
    [TestCase("2026-03-02T12:00:00Z", false)]
    [TestCase("2026-03-02T13:00:00.000+0100", false)]
    [TestCase("2026-03-02T12:00:00.999Z", false)]
    [TestCase("1772452800000", false)]
    [TestCase("2026-03-02T12:00:01.000+0000", true)]
    [TestCase("1772452801000", true)]
    [TestCase("soon", true)]
    [TestCase(null, true)]
    public void Times_are_compared_in_whole_seconds_however_they_are_written(string? shown, bool differs) =>
        Assert.That(Shown.Differs(FieldValue.OfTime(Noon), shown), Is.EqualTo(differs));

    [TestCase("2026-03-02", false)]
    [TestCase("2026-03-03", true)]
    public void Days_are_compared_as_days(string shown, bool differs) =>
        Assert.That(Shown.Differs(FieldValue.OfDay(Noon), shown), Is.EqualTo(differs));

    [TestCase("Working +7 ", false)]
    [TestCase("working +7", true)]
    public void Texts_are_compared_without_the_space_around_them(string shown, bool differs) =>
        Assert.That(Shown.Differs(FieldValue.Of("Working +7"), shown), Is.EqualTo(differs));

    [Test]
    public void What_is_packed_comes_out_again_without_empty_fields()
    {
        var packed = Shown.Pack(new Dictionary<string, string?> { ["hot"] = "true", ["score"] = null, ["reasons"] = "" });

        Assert.That(Shown.Unpack(packed), Is.EqualTo(new Dictionary<string, string?> { ["hot"] = "true" }));
    }
}
