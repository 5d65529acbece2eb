namespace LeadScoring.Connector.Alerts;

/// <summary>One alert that a crossing brings about.</summary>
/// <param name="Crossing">The id of the crossing.</param>
/// <param name="Recipient">
/// Mail: an address, or the id of an owner whose address is not known yet. Notification and activity: the id of an owner,
/// or nothing. Webhook: nothing.
/// </param>
/// <param name="At">When the lead turned hot, in CRM time.</param>
sealed record PlannedAlert(string Crossing, AlertChannel Channel, string Recipient, DateTimeOffset At);
