namespace LeadScoring.Connector.Alerts;

/// <summary>A way to tell people that a lead turned hot. The numbers stand in the store.</summary>
enum AlertChannel
{
    Mail = 0,
    Notification = 1,
    Activity = 2,
    Webhook = 3,
}
