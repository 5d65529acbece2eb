using LeadScoring.Connector.Tests.Sandboxes;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>Refresh tokens that are good once, with processes that come and go.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RotatedTokenTests
{
    const string Configured = "sandbox-refresh-token";

    [Test]
    public async Task P19_A_dry_run_hands_its_token_on_to_the_next_process()
    {
        await using var people = await StartAsync();
        using var folder = new ConnectorFolder(Refreshing(people.Sandbox));

        var dry = await folder.RunAsync("sync", "--dry-run", "--json");
        var real = await folder.RunAsync("sync", "--json");

        Assert.That((dry.ExitCode, real.ExitCode), Is.EqualTo((0, 0)), $"{dry}{real}");
        Assert.That(people.ShowsHot(people.HotContact));
        foreach (var file in Directory.GetFiles(folder.Location, "*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file), Does.Not.Contain($"{Configured}-").And.Not.Contain("sandbox-token-"), file);
    }

    [Test]
    public async Task P19_The_keys_stand_in_a_directory_of_their_owner()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False);
        await using var people = await StartAsync();
        using var folder = new ConnectorFolder(Refreshing(people.Sandbox));

        await folder.RunAsync("sync");

        var keys = new DirectoryInfo(folder.InFolder("keys"));
        Assert.That(keys.UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(keys.GetFiles(), Is.Not.Empty);
    }

    [Test]
    public async Task F12_Killed_after_the_rotation_the_next_process_signs_in_and_ends_where_an_undisturbed_one_does()
    {
        using var asked = new SemaphoreSlim(0);
        var hangs = true;
        await using var people = await StartAsync(async context =>
        {
            if (!hangs || context.Request.Path.Value?.EndsWith("/token", StringComparison.Ordinal) == true)
                return false;

            asked.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return true;
        });
        await using var undisturbed = await StartAsync();
        using var folder = new ConnectorFolder(Refreshing(people.Sandbox));
        using var other = new ConnectorFolder(Refreshing(undisturbed.Sandbox));

        var killed = folder.Start("sync");
        Assert.That(await asked.WaitAsync(TimeSpan.FromMinutes(1)));
        killed.Kill();
        await killed.EndAsync(TimeSpan.FromSeconds(30));
        hangs = false;
        var next = await folder.RunAsync("sync");
        await other.RunAsync("sync");

        Assert.That(next.ExitCode, Is.Zero, next.ToString());
        Assert.That(people.ShowsHot(people.HotContact));
        Assert.That(StoreFile.Contents(folder.DatabaseFile), Is.EqualTo(StoreFile.Contents(other.DatabaseFile)));
    }

    static Task<PeopleInBoth> StartAsync(Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>>? intercept = null) => PeopleInBoth.StartAsync(
        new() { Population = Population.Empty, RateLimits = false, Time = new StoppedClock(), RotateRefreshTokens = true, Intercept = intercept });

    static Connection Refreshing(SandboxHost sandbox) => Connection.ToHubSpot(sandbox.HubSpotUrl).With(
        "Auth", new { Flow = "RefreshToken", ClientId = "app", ClientSecret = "secret", RefreshToken = Configured });
}
