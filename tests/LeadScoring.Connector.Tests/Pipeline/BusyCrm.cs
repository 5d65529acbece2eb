using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A CRM that is slow to write: something else happens before it does, or before it answers, once.</summary>
sealed class BusyCrm(ICrm crm, Func<Task>? meanwhile = null, Action? before = null) : PassingCrm(crm)
{
    bool isOver;

    public override async IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!isOver)
            before?.Invoke();
        await foreach (var result in base.WriteAsync(described, writes, cancellationToken))
        {
            if (!isOver)
            {
                isOver = true;
                await (meanwhile?.Invoke() ?? Task.CompletedTask);
            }

            yield return result;
        }
    }
}
