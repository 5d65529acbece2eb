using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HintsTests
{
    readonly Hints hints = new();

    [Test]
    public async Task Are_waited_for_until_all_are_taken()
    {
        hints.Add(Some(1, 2, 3));

        await hints.WaitAsync(CancellationToken.None);
        var first = hints.Take(2);
        await hints.WaitAsync(CancellationToken.None);
        var second = hints.Take(2);

        Assert.That(first.Concat(second), Is.EquivalentTo(Some(1, 2, 3)));
        Assert.That(hints.WaitAsync(CancellationToken.None).IsCompleted, Is.False);
    }

    [Test]
    public void Are_kept_up_to_a_bound()
    {
        hints.Add(Some([.. Enumerable.Range(0, Hints.Most + 5)]));

        Assert.That(hints.Take(int.MaxValue), Has.Count.EqualTo(Hints.Most));
    }

    static List<Hint> Some(params int[] ids) => [.. ids.Select(id => new Hint("contacts", $"{id}"))];
}
