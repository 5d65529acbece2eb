using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A CRM that goes out of reach after some pages, or hands each of them out several times.</summary>
sealed class CutCrm(ICrm crm, int pages = int.MaxValue) : PassingCrm(crm)
{
    int left = pages;

    public int Times { get; init; } = 1;

    public override async IAsyncEnumerable<CrmPage> ReadAsync(
        CrmStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in base.ReadAsync(stream, window, cancellationToken))
        {
            if (left-- == 0)
                throw new CrmException(CrmFailure.Unavailable, "The line was cut.");
            for (var time = 0; time < Times; time++)
                yield return page;
        }
    }
}
