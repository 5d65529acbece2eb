namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A place on disk that cannot be opened is a wrong setting, and no crash.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class UnusablePlaceTests
{
    [TestCase("Connector:Logs:Directory", "taken", "taken")]
    [TestCase("Connector:Logs:Directory", "taken/logs", "taken/logs")]
    [TestCase("Connector:Store:ConnectionString", "Data Source=taken", "taken")]
    [TestCase("Connector:Store:ConnectionString", "Data Source=taken/connector.db", "taken/connector.db")]
    [TestCase("Connector:Store:ConnectionString", "Data Source=.", "")]
    [TestCase("Connector:Store:ConnectionString", "Data Source=nowhere.db;Mode=ReadOnly", "nowhere.db")]
    public async Task A_place_that_cannot_be_opened_ends_with_2_and_is_named(string key, string value, string place)
    {
        using var folder = new ConnectorFolder();
        await File.WriteAllTextAsync(folder.InFolder("taken"), "This is neither a directory nor a database.");

        var outcome = await folder.RunAsync("status", $"--{key}={value}");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.StartWith($"{key}: \"{folder.InFolder(place).TrimEnd('/')}\" cannot be opened: "));
        Assert.That(outcome.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_file_in_place_of_the_key_directory_ends_with_2_and_is_named()
    {
        var auth = new { Flow = "RefreshToken", ClientId = "id", ClientSecret = "secret", RefreshToken = "first" };
        using var folder = new ConnectorFolder(Connection.ToHubSpot(new("http://127.0.0.1:9")).With("Auth", auth));
        await File.WriteAllTextAsync(folder.InFolder("taken"), "");

        var outcome = await folder.RunAsync("sync", "--Connector:Keys:Directory=taken");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.StartWith($"Connector:Keys:Directory: \"{folder.InFolder("taken")}\" cannot be opened: "));
    }
}
