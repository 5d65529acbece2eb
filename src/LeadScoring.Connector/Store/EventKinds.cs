using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>What an event row holds: an event of the core, or an observation that the fold turns into one.</summary>
static class EventKinds
{
    public const int Status = (int)EventKind.Status;

    /// <summary>The record was seen for the first time, with this status; its history may know better.</summary>
    public const int Seen = 100;

    /// <summary>The CRM's history of the hot flag: tells when a person changed it.</summary>
    public const int Flag = 101;

    /// <summary>The CRM's history of the owner: tells when the owner changed.</summary>
    public const int Owner = 102;

    /// <summary>A person cleared the flag of the record that is linked to this one.</summary>
    public const int RemovedElsewhere = 103;
}
