namespace LeadScoring.Connector.Configuration;

/// <summary>What an address in the configuration may be.</summary>
static class UrlRules
{
    /// <summary>Null when the address is right: https, or http on this machine.</summary>
    public static string? Complaint(string value)
    {
        if (!IsHttp(value))
            return "is not an address such as https://example.my.salesforce.com.";

        var url = new Uri(value);
        if (url.UserInfo.Length > 0)
            return "holds a user name or password. Keep them out of addresses.";
        return IsPlain(url) ? "is plain http. Write https; http is accepted for this machine only." : null;
    }

    public static bool IsHttp(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    /// <summary>Readable by anybody on the way.</summary>
    public static bool IsPlain(Uri url) => url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback;
}
