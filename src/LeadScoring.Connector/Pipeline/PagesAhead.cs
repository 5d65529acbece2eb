using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Pipeline;

/// <summary>Asks for the next page while one is kept, so that a CRM's answer and the store's commit take no turns.</summary>
static class PagesAhead
{
    /// <param name="looksFirst">
    /// The first page is looked at before the next is asked for: it may show that the pass has to read from elsewhere.
    /// </param>
    public static async IAsyncEnumerable<CrmPage> OneAheadAsync(
        this IAsyncEnumerable<CrmPage> pages, bool looksFirst, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var source = pages.GetAsyncEnumerator(ending.Token);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var page = source.Current;
                next = looksFirst ? Task.FromResult(true) : source.MoveNextAsync().AsTask();
                yield return page;
                next = looksFirst ? source.MoveNextAsync().AsTask() : next;
                looksFirst = false;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
