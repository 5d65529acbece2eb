using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Setup;

/// <summary>Makes one thing in a CRM, once, though the answer to the call that makes it may be lost.</summary>
static class Creation
{
    const int Attempts = 3;

    /// <summary>After a call of unknown outcome it is looked up, which waits until the CRM answers again, and only made anew where it is not there.</summary>
    /// <param name="find">Null while it is not there.</param>
    /// <returns>The id.</returns>
    public static async Task<string> OnceAsync(
        Func<CancellationToken, Task<string?>> find, Func<CancellationToken, Task<string>> create, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await create(cancellationToken);
            }
            catch (CrmException failure) when (failure.Failure == CrmFailure.Unavailable && attempt < Attempts)
            {
                if (await find(cancellationToken) is { } made)
                    return made;
            }
        }
    }
}
