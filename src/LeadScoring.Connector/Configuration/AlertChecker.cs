namespace LeadScoring.Connector.Configuration;

/// <summary>Checks what the keys of the Alerts section say together.</summary>
static class AlertChecker
{
    public static void Check(SettingValues values, string shownFile, ConfigurationProblems problems)
    {
        if (values.Find("Alerts:Smtp:Host") is not null && values.Find("Alerts:Smtp:From") is null)
            problems.Add(shownFile, $"{KnownSettings.Root}:Alerts:Smtp:From", value: null, "is missing. Write the address that mails come from.");

        foreach (var key in new[] { "Alerts:Smtp:From", "Alerts:FallbackTo" })
        {
            if (values.Find(key) is { } setting && !setting.Value.Contains('@', StringComparison.Ordinal))
                problems.Add(setting, "is no mail address.");
        }
    }
}
