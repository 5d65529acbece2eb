using System.Net.Mail;

namespace LeadScoring.Connector.Alerts;

static class MailAddresses
{
    /// <summary>One bare address: no display name, no list, nothing that could add a header.</summary>
    public static bool IsAddress(string text) =>
        !text.AsSpan().ContainsAny(" \t\r\n,;<>\"") && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
