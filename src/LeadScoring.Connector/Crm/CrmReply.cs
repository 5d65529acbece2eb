namespace LeadScoring.Connector.Crm;

/// <summary>A good answer.</summary>
/// <param name="Date">The Date header, in whole seconds; the local clock where a CRM sends none.</param>
/// <param name="Elapsed">From the moment of sending to the last byte.</param>
sealed record CrmReply<T>(T Body, DateTimeOffset Date, TimeSpan Elapsed)
{
    /// <summary>A whole second that is not later than the moment the CRM acted.</summary>
    public DateTimeOffset NotLaterThan => DateTimeOffset.FromUnixTimeSeconds((Date - Elapsed).ToUnixTimeSeconds());
}
