using System.Buffers;
using System.Net.Mail;

namespace LeadScoring.Connector.Alerts;

static class MailAddresses
{
    static readonly SearchValues<char> Foreign = SearchValues.Create(" \t\r\n,;<>\"");

    /// <summary>One bare address: no display name, no list, nothing that could add a header.</summary>
    public static bool IsAddress(string text) =>
        !text.AsSpan().ContainsAny(Foreign) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
