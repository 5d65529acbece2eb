using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.Crm;

/// <summary>
/// What an administrator asks of a CRM account: what stands in the connector's way, and what has to be made for it. Every
/// method throws <see cref="CrmException"/> as <see cref="ICrm"/> does. Only the steps of a plan change anything.
/// </summary>
interface ICrmAdmin
{
    /// <summary>Of these fields those that exist, whether or not the connector's sign-in may see them.</summary>
    Task<IReadOnlySet<string>> ExistingAsync(string objectName, IReadOnlyList<string> fields, CancellationToken cancellationToken);

    /// <summary>The fields that some page of the object shows; null where the CRM does not tell.</summary>
    Task<IReadOnlySet<string>?> OnPagesAsync(string objectName, CancellationToken cancellationToken);

    /// <summary>Whether the sign-in may update records of the object at all.</summary>
    Task<bool> MayUpdateAsync(string objectName, CancellationToken cancellationToken);

    /// <summary>Whether reading by the stamp of the last change, as every pass does, finds a record that is there.</summary>
    Task<bool> FindsByStampAsync(string objectName, CancellationToken cancellationToken);

    /// <summary>Whether a pass can learn of deleted and merged records of the object.</summary>
    Task<bool> TellsOfDeletedAsync(string objectName, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>What is missing for these fields to be written.</summary>
    Task<SetupPlan> PlanAsync(IReadOnlyList<NewField> fields, CancellationToken cancellationToken);
}
