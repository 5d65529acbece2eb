using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.HubSpot;

/// <summary>The walk against an index in memory that pages as HubSpot's search does.</summary>
sealed class HubSpotWalkTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200)]
    [TestCase(25_001)]
    public void Every_row_is_handed_out_once(int count)
    {
        var index = new FakeIndex(Enumerable.Range(0, count).Select(i => Row(i, stamp: i)));

        var rows = index.Walk(SomeCrm.Everything);

        Assert.That(rows, Is.EqualTo(index.Rows));
        Assert.That(index.Searches, Is.LessThanOrEqualTo(3 + (count / 199)));
    }

    [Test]
    public void Twelve_thousand_rows_of_one_millisecond_are_read_by_id()
    {
        var ids = Enumerable.Range(0, 12_000).Select(i => (long)Math.Pow(10, 4 + (i % 9)) + i);
        var index = new FakeIndex(
        [
            .. Enumerable.Range(0, 6_500).Select(i => Row(100 + i, stamp: i)),
            .. ids.Select(id => Row(id, stamp: 7_000)),
            .. Enumerable.Range(0, 6_501).Select(i => Row(50_000 + i, stamp: 8_000 + i)),
        ]);

        var rows = index.Walk(SomeCrm.Everything);

        Assert.That(rows.Select(row => row.Id).Order(), Is.EqualTo(index.Rows.Select(row => row.Id).Order()));
        Assert.That(index.Searches, Is.LessThanOrEqualTo(126 * 1.05 + 2));
    }

    [TestCase(9)]
    [TestCase(11)]
    [TestCase(50)]
    [TestCase(100)]
    [TestCase(150)]
    [TestCase(199)]
    public void Groups_of_equal_stamps_repeat_few_rows(int group)
    {
        var index = new FakeIndex(Enumerable.Range(0, 20_000).Select(i => Row(i, stamp: i / group)));

        var rows = index.Walk(SomeCrm.Everything);

        Assert.That(rows.Distinct().Count(), Is.EqualTo(20_000));
        Assert.That(index.Searches, Is.LessThanOrEqualTo(105));
    }

    [Test]
    public void A_millisecond_that_fills_a_page_repeats_only_that()
    {
        var index = new FakeIndex(Enumerable.Range(0, 20_000).Select(i => Row(i, stamp: i / 1_000)));

        var rows = index.Walk(SomeCrm.Everything);

        Assert.That(rows.Distinct().Count(), Is.EqualTo(20_000));
        Assert.That(index.Searches, Is.LessThanOrEqualTo(100 + 20));
    }

    [Test]
    public void A_row_changed_while_reading_pulls_no_other_out_of_sight(
        [Values(1, 10, 11, 50, 150, 1_000)] int group, [Values(3_000, 5_000)] int stamp)
    {
        var index = new FakeIndex(Enumerable.Range(0, 1_000).Select(i => Row(i, stamp: i / group)));
        index.AfterSearch = () => index.Move(index.Rows[0], stamp + index.Searches);

        var rows = index.Walk(SomeCrm.Window(null, Stamp(4_000)));

        Assert.That(rows.Select(row => row.Id).Distinct().Count(), Is.EqualTo(1_000));
    }

    [TestCase(11)]
    [TestCase(150)]
    public void Of_more_rows_than_a_search_shows_none_is_pulled_out_of_sight(int group)
    {
        var index = new FakeIndex(Enumerable.Range(0, 25_000).Select(i => Row(i, stamp: i / group)));
        index.AfterSearch = () => index.Move(index.Rows[0], stamp: 50_000 + index.Searches);

        var rows = index.Walk(SomeCrm.Window(null, Stamp(40_000)));

        Assert.That(rows.Select(row => row.Id).Distinct().Count(), Is.EqualTo(25_000));
    }

    [TestCase(199)]
    [TestCase(198)]
    [TestCase(100)]
    public void A_row_that_shows_a_later_stamp_in_its_old_place_skips_no_other(int place)
    {
        var index = new FakeIndex(Enumerable.Range(0, 1_000).Select(i => Row(i, stamp: i)))
        {
            Shown = row => row.Id == $"{place}" ? row with { Stamp = Stamp(900) } : row,
        };

        var rows = index.Walk(SomeCrm.Window(null, Stamp(4_000)));

        Assert.That(rows.Select(row => row.Id).Distinct().Count(), Is.EqualTo(1_000));
    }

    [TestCase(9_000, 2, 1.05)]
    [TestCase(10_001, 2, 1.05)]
    [TestCase(30_000, 2, 1.05)]
    [TestCase(30_000, 30_000, 1.2)]
    public void Rows_out_of_order_are_all_handed_out_however_many(int count, int disordered, double share)
    {
        var index = new FakeIndex(Enumerable.Range(0, count).Select(i => Row(i, stamp: i)))
        {
            Order = row => Milliseconds(row) is var at && at < disordered ? (at + 1) * 7_919 % disordered : at,
        };

        var rows = index.Walk(SomeCrm.Window(null, Stamp(40_000)));

        Assert.That(rows.Select(row => row.Id), Is.EquivalentTo(index.Rows.Select(row => row.Id)));
        Assert.That(index.Searches, Is.LessThanOrEqualTo((count / 200 * share) + 5));
    }

    [Test]
    public void P05_Rows_outside_the_window_are_left_out()
    {
        var walk = new HubSpotWalk(SomeCrm.Window(new(Stamp(10), ""), Stamp(20)), pageSize: 200);

        var (rows, place) = walk.Take([Row(1, 9), Row(2, 10), Row(3, 20), Row(4, 21)], total: 4, after: null);

        Assert.That(rows.Select(row => row.Id), Is.EqualTo(["2", "3"]));
        Assert.That(place, Is.EqualTo(new Cursor(Stamp(20), "")));
        Assert.That(walk.Next, Is.Null);
    }

    [Test]
    public void P05_An_empty_page_with_a_next_one_is_not_the_end()
    {
        var walk = new HubSpotWalk(SomeCrm.Everything, pageSize: 200);

        walk.Take([], total: 10, after: "200");

        Assert.That(walk.Next?.Page, Is.EqualTo("200"));
    }

    [Test]
    public void P05_Pages_without_order_move_the_cursor_only_at_their_end()
    {
        var start = new Cursor(Stamp(0), "");
        var walk = new HubSpotWalk(SomeCrm.Window(start), pageSize: 200);

        var (_, middle) = walk.Take([Row(1, 30), Row(2, 10)], total: 3, after: "200");
        var next = walk.Next;
        var (rows, end) = walk.Take([Row(3, 5)], total: 3, after: null);

        Assert.That((middle, next?.AfterId, end), Is.EqualTo((start, "", new Cursor(Stamp(30), ""))));
        Assert.That(rows.Select(row => row.Id), Is.EqualTo(["3"]));
    }

    [Test]
    public void A_cursor_inside_a_millisecond_goes_on_by_id()
    {
        var index = new FakeIndex([Row(9, 5), Row(10, 5), Row(100, 5), Row(2, 6)]);

        var rows = index.Walk(SomeCrm.Window(new(Stamp(5), "9")));

        Assert.That(rows.Select(row => row.Id), Is.EqualTo(["10", "100", "2"]));
    }

    [Test]
    public void Reading_can_go_on_from_the_cursor_of_a_page()
    {
        var index = new FakeIndex(Enumerable.Range(0, 15_000).Select(i => Row(i, stamp: i < 1_000 || i > 14_000 ? i : 1_000)));

        foreach (var (kept, place) in index.Places(SomeCrm.Everything).Where((_, page) => page % 15 == 7))
        {
            var again = new FakeIndex(index.Rows).Walk(SomeCrm.Window(place));
            Assert.That(kept.Concat(again).Select(row => row.Id).Distinct().Count(), Is.EqualTo(15_000));
        }
    }

    internal static DateTimeOffset Stamp(long milliseconds) => SomeCrm.Noon.AddMilliseconds(milliseconds);

    static long Milliseconds(CrmRecord row) => (long)(row.Stamp - SomeCrm.Noon).TotalMilliseconds;

    static CrmRecord Row(long id, long stamp) => new(
        "contacts", FormattableString.Invariant($"{id}"), SomeCrm.Noon, Stamp(stamp), System.Collections.Frozen.FrozenDictionary<string, string?>.Empty);
}
