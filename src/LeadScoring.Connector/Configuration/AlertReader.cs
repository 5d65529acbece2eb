using System.Net;
using LeadScoring.Connector.Alerts;

namespace LeadScoring.Connector.Configuration;

/// <summary>Reads the Alerts section, and checks what its keys say together.</summary>
sealed class AlertReader(SettingValues values, string shownFile, ConfigurationProblems problems)
{
    const string From = "Alerts:Smtp:From";

    const string FallbackTo = "Alerts:FallbackTo";

    public AlertOptions Read()
    {
        foreach (var key in new[] { From, FallbackTo })
        {
            if (values.Find(key) is { } setting && !MailAddresses.IsAddress(setting.Value))
                problems.Add(setting, "is no mail address.");
        }

        var defaults = new AlertOptions();
        return new()
        {
            Smtp = Smtp(),
            WebhookUrl = values.Url("Alerts:WebhookUrl"),
            WebhookSecret = values.Text("Alerts:WebhookSecret") ?? "",
            NotOlderThan = values.Span("Alerts:NotOlderThan") ?? defaults.NotOlderThan,
            PerHour = values.Whole("Alerts:PerHour") ?? defaults.PerHour,
            FallbackTo = values.Text(FallbackTo),
        };
    }

    SmtpOptions? Smtp()
    {
        if (values.Find("Alerts:Smtp:Host") is not { } host)
            return null;

        if (values.Find(From) is null)
            problems.Add(shownFile, $"{KnownSettings.Root}:{From}", value: null, "is missing. Write the address that mails come from.");
        if (values.Flag("Alerts:Smtp:StartTls") == false && !IsThisMachine(host.Value))
            problems.Add(values.Find("Alerts:Smtp:StartTls")!, "leaves mails and password readable on the way. Write true; false is for a server on this machine.");
        foreach (var (given, missing) in new[] { ("User", "Password"), ("Password", "User") })
        {
            if (values.Find($"Alerts:Smtp:{given}") is not null && values.Find($"Alerts:Smtp:{missing}") is null)
                problems.Add(shownFile, $"{KnownSettings.Root}:Alerts:Smtp:{missing}", value: null, $"is missing. The server signs in with User and Password, or with neither.");
        }

        return new(host.Value, values.Whole("Alerts:Smtp:Port") ?? 587, values.Flag("Alerts:Smtp:StartTls") ?? true, values.Text(From) ?? "")
        {
            User = values.Text("Alerts:Smtp:User") ?? "",
            Password = values.Text("Alerts:Smtp:Password") ?? "",
        };
    }

    static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
