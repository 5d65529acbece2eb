namespace LeadScoring.Connector.Configuration;

/// <summary>Reads and checks the configuration. Whatever is wrong is reported at once, and no secret with it.</summary>
static class ConfigurationReader
{
    public static ConfigurationReading Read(ConfigurationSources sources)
    {
        var problems = new ConfigurationProblems();
        var origins = new SettingSources(sources, problems);
        var settings = origins.Merge();
        var checker = new SettingChecker(problems);
        foreach (var setting in settings.Values)
            checker.Check(setting);

        var home = origins.File is { } file ? Path.GetDirectoryName(file)! : sources.WorkingDirectory;
        var values = new SettingValues(settings, home);
        var connections = new ConnectionReader(values, origins.ShownFile, problems).Read(sources.OnlyConnection);
        WebChecker.Check(values, problems);
        var webhooks = new WebhookReader(values, origins.ShownFile, problems).Read(connections, sources.OnlyConnection);
        var alerts = new AlertReader(values, origins.ShownFile, problems).Read();
        var options = new ConnectorOptions
        {
            File = origins.File,
            Connections = connections,
            Store = StoreReader.Read(values, origins.ShownFile, problems),
            Publish = new PublishOptions(values.Whole("Publish:MaxFlips") ?? new PublishOptions().MaxFlips),
            People = PeopleOptions.Of(values.Choice<LinkBy>("People:LinkBy") ?? LinkBy.None, connections),
            Logs = new LogOptions(values.FullPath("Logs:Directory") ?? Path.Combine(home, new LogOptions().Directory)),
            Keys = new KeyOptions(values.FullPath("Keys:Directory") ?? Path.Combine(home, new KeyOptions().Directory)),
            Webhooks = webhooks,
            Alerts = alerts,
        };
        return new(problems.Found.Count == 0 ? options : null, problems.Found);
    }
}
