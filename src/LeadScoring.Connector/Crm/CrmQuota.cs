namespace LeadScoring.Connector.Crm;

/// <summary>How much of its daily allocation of calls the whole account has used.</summary>
sealed record CrmQuota(long Used, long Limit);
