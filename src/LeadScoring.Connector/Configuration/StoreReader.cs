using Microsoft.Data.Sqlite;

namespace LeadScoring.Connector.Configuration;

/// <summary>Reads the Store section. A SQLite file becomes an absolute path.</summary>
static class StoreReader
{
    const string Key = "Store:ConnectionString";

    public static StoreOptions Read(SettingValues values, string shownFile, ConfigurationProblems problems)
    {
        var provider = values.Choice<StoreProvider>("Store:Provider") ?? StoreProvider.Sqlite;
        if (provider == StoreProvider.Sqlite)
            return new StoreOptions { ConnectionString = Sqlite(values, problems) };

        if (values.Find(Key) is null)
            problems.Add(shownFile, $"{KnownSettings.Root}:{Key}", value: null, "is missing. Write Host=...;Database=...;Username=...;Password=...");
        return new StoreOptions { Provider = provider, ConnectionString = values.Text(Key) ?? "" };
    }

    static string Sqlite(SettingValues values, ConfigurationProblems problems)
    {
        var setting = values.Find(Key);
        var text = setting?.Value ?? new StoreOptions().ConnectionString;
        if (Parse(text) is not { DataSource.Length: > 0 } parsed)
        {
            if (setting is not null)
                problems.Add(setting, "is no connection string of SQLite. Write Data Source=FILE.");
            return text;
        }

        if (setting is not null && (parsed.DataSource == ":memory:" || parsed.Mode == SqliteOpenMode.Memory))
            problems.Add(setting, "keeps the store in memory, which is lost when the process ends. Write Data Source=FILE, without Mode=Memory.");
        parsed.DataSource = Path.GetFullPath(parsed.DataSource, setting?.Directory ?? values.Home);
        return parsed.ConnectionString;
    }

    static SqliteConnectionStringBuilder? Parse(string text)
    {
        try
        {
            return new SqliteConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
