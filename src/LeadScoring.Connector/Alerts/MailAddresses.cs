using System.Text.RegularExpressions;

namespace LeadScoring.Connector.Alerts;

static partial class MailAddresses
{
    /// <summary>The longest that fits into a path (RFC 5321, 4.5.3.1.3).</summary>
    const int Longest = 254;

    /// <summary>
    /// One bare address in ASCII, as every mail server knows it: no display name, no quotes, no list, nothing that could end a
    /// command or add a header (RFC 5321, 4.1.2: Dot-string and Domain).
    /// </summary>
    public static bool IsAddress(string text) => text.Length <= Longest && Bare().IsMatch(text);

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    /// <summary>The standard's letters, and the underscore that names of machines have.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+(\.[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();
}
