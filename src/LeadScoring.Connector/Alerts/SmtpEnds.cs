using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace LeadScoring.Connector.Alerts;

/// <summary>The two ends of a line to a mail server.</summary>
static class SmtpEnds
{
    /// <summary>The name of this machine where it has a domain, else its address (RFC 5321, 4.1.4).</summary>
    public static string NameOf(EndPoint? here)
    {
        var machine = IPGlobalProperties.GetIPGlobalProperties();
        var name = machine.DomainName.Length > 0 ? $"{machine.HostName}.{machine.DomainName}" : machine.HostName;
        if (name.Contains('.', StringComparison.Ordinal) && Ascii.IsValid(name) && Uri.CheckHostName(name) == UriHostNameType.Dns)
            return name;

        var address = AddressOf(here);
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }

    /// <summary>Nobody can listen between the two.</summary>
    public static bool IsLoopback(EndPoint? there) => IPAddress.IsLoopback(AddressOf(there));

    /// <summary>Without the scope of a link, which says nothing elsewhere.</summary>
    static IPAddress AddressOf(EndPoint? end)
    {
        var address = (end as IPEndPoint)?.Address ?? IPAddress.None;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new(address.GetAddressBytes());
    }
}
