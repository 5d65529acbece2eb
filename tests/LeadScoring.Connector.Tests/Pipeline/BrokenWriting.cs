using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A CRM that goes out of reach before the first field is written.</summary>
sealed class BrokenWriting(ICrm crm) : PassingCrm(crm)
{
    public override IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        throw new CrmException(CrmFailure.Unavailable, "The line was cut.");
}
