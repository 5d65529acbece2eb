using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class PagesAheadTests
{
    int asked;
    bool ended;

    [TestCase(false, 2)]
    [TestCase(true, 1)]
    public async Task The_next_page_is_asked_for_while_one_is_looked_at_but_for_the_first_of_a_pass(bool looksFirst, int meanwhile)
    {
        await using var pages = Pages(3).OneAheadAsync(looksFirst, CancellationToken.None).GetAsyncEnumerator();

        await pages.MoveNextAsync();

        Assert.That(asked, Is.EqualTo(meanwhile));
        Assert.That((await pages.MoveNextAsync(), asked), Is.EqualTo((true, 3)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Every_page_comes_once_and_in_its_order(bool looksFirst)
    {
        var pages = await Tests.Crm.SomeCrm.ListAsync(Pages(3).OneAheadAsync(looksFirst, CancellationToken.None));

        Assert.That(pages.Select(page => page.Cursor?.Id), Is.EqualTo(["1", "2", "3"]));
        Assert.That(ended);
    }

    [Test]
    public async Task A_page_that_cannot_be_read_fails_after_the_one_before_was_looked_at()
    {
        await using var pages = Pages(2, failsAt: 2).OneAheadAsync(looksFirst: false, CancellationToken.None).GetAsyncEnumerator();

        Assert.That(await pages.MoveNextAsync());
        await Assert.ThrowsAsync<CrmException>(() => pages.MoveNextAsync().AsTask());
    }

    [Test]
    public async Task Whoever_looks_no_further_ends_the_call_under_way()
    {
        await foreach (var page in Pages(2, waitsAt: 2).OneAheadAsync(looksFirst: false, CancellationToken.None))
            break;

        Assert.That(ended);
    }

    async IAsyncEnumerable<CrmPage> Pages(
        int count, int failsAt = 0, int waitsAt = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var page = 1; page <= count; page++)
            {
                asked = page;
                if (page == failsAt)
                    throw new CrmException(CrmFailure.Unavailable, "The CRM is down.");
                if (page == waitsAt)
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                yield return new([], [], new Cursor(SomePages.Noon, $"{page}"), SomePages.Noon);
            }
        }
        finally
        {
            ended = true;
        }
    }
}
