namespace LeadScoring.Core;

/// <summary>The same person is hot in another CRM.</summary>
/// <param name="Crm">As people call it.</param>
/// <param name="Since">When that record turned hot, by the clock of its CRM.</param>
public sealed record Elsewhere(string Crm, DateTimeOffset Since);
