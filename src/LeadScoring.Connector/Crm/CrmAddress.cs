namespace LeadScoring.Connector.Crm;

/// <summary>The base address of an account. Its path is kept, so a CRM may be reached through a proxy such as https://proxy/crm1.</summary>
sealed class CrmAddress
{
    readonly Uri root;

    public CrmAddress(Uri baseUrl)
    {
        Require(baseUrl);
        root = new Uri(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }

    /// <summary>Refuses to send credentials in the clear.</summary>
    public static void Require(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            throw new CrmException(CrmFailure.Rejected, $"{address.GetLeftPart(UriPartial.Authority)} is not https.")
            {
                Remedy = "Use https; http is for loopback addresses.",
            };
    }

    public Uri Of(string path) => new(root, path.TrimStart('/'));

    /// <summary>The address of a link that the CRM answered with, absolute or from its root.</summary>
    /// <exception cref="CrmException">The link leaves the host.</exception>
    public Uri Follow(string link)
    {
        var target = new Uri(root, link);
        if (!IsHere(target))
            throw new CrmException(CrmFailure.Rejected, $"The CRM links to {target.Authority}, which is not the signed-in host.");

        return target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal)
            ? new Uri(root, target.PathAndQuery)
            : Of(target.PathAndQuery);
    }

    /// <summary>Same host and port; every loopback name is the same host.</summary>
    public bool IsHere(Uri other) => other.Port == root.Port && other.Scheme == root.Scheme
        && (string.Equals(other.Host, root.Host, StringComparison.OrdinalIgnoreCase) || (other.IsLoopback && root.IsLoopback));
}
