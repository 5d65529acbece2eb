namespace LeadScoring.Connector.Crm;

/// <summary>A record that the CRM does not have any more.</summary>
/// <param name="MergedInto">The record of the same object that goes on in its place; null when it was deleted.</param>
sealed record Vanished(string Id, string? MergedInto);
