using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Crm;

/// <summary>What a connection keeps in the store about its account.</summary>
/// <param name="Tokens">Null where the sign-in needs no refresh token.</param>
sealed record CrmMemory(CallBook Calls, RefreshTokens? Tokens);
