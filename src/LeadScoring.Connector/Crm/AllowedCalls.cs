namespace LeadScoring.Connector.Crm;

/// <summary>Lets a call go when it is allowed, and reads from the answer how much of the allocation is used.</summary>
/// <param name="read">Null when an answer does not tell.</param>
sealed class AllowedCalls(CallAllowance allowance, Func<HttpResponseMessage, CrmQuota?> read) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await allowance.TakeAsync(CrmCall.KindOf(request), cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (read(response) is { } quota)
            allowance.Tell(quota);

        return response;
    }
}
