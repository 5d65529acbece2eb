namespace LeadScoring.Connector.Configuration;

/// <summary>Collects what is wrong, so that everything is reported at once. Values of secret keys never get in.</summary>
sealed class ConfigurationProblems
{
    readonly List<ConfigurationProblem> found = [];

    public IReadOnlyList<ConfigurationProblem> Found => found;

    public void Add(string source, string key, string? value, string message) =>
        found.Add(new(source, key, value, message));

    public void Add(RawSetting setting, string message) => Add(setting.Source, setting.Key, Shown(setting), message);

    static string Shown(RawSetting setting)
    {
        var hasPassword = Uri.TryCreate(setting.Value, UriKind.Absolute, out var url) && url.UserInfo.Length > 0;
        return KnownSettings.IsShown(setting.Key) && !setting.IsMounted && !hasPassword ? setting.Value : "***";
    }
}
