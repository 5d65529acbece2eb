using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>The pace of the account that one connection calls.</summary>
sealed class AccountPace(HubSpotPaces paces, ConnectionOptions connection)
{
    bool isLearned;

    public HubSpotPace Current { get; private set; } = paces.Of(connection);

    /// <summary>
    /// Where the process uses several tokens, one call tells whose account it is; once, for a token does not change its
    /// account. Where HubSpot does not tell, the pace stays that of the token; where it cannot be asked, until the next pass.
    /// </summary>
    public async Task LearnAsync(HubSpotClient client, CancellationToken cancellationToken)
    {
        if (isLearned || !paces.HasOther(connection))
            return;

        try
        {
            var reply = await client.AccountAsync(cancellationToken);
            if (reply.Body.PortalId is { } account)
                Current = paces.Of(connection, account);
            isLearned = true;
        }
        catch (CrmException refusal) when (refusal.ConcernsItAlone)
        {
            isLearned = refusal.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired;
        }
    }
}
