using System.Text.Json;
using Dapper;
using LeadScoring.Connector.Commands;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Checks;

/// <summary>The command as people and scripts run it: its output and its exit code.</summary>
[NonParallelizable]
sealed class CheckCommandTests : SandboxedCheck
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("check-");

    [TearDown]
    public void Clean() => directory.Delete(recursive: true);

    [Test]
    public async Task A_good_account_ends_with_0()
    {
        var (exitCode, findings) = await RunAsync();

        Assert.That(findings.Select(finding => finding.GetProperty("severity").GetString()), Has.All.EqualTo("info"));
        Assert.That(findings.Select(finding => finding.GetProperty("connection").GetString()), Has.All.EqualTo("hubspot"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task Findings_come_with_code_message_and_remedy()
    {
        Host.World.HubSpot.RemoveProperty("contacts", "hot_lead");

        var (exitCode, findings) = await RunAsync();

        var finding = findings.Single(finding => finding.GetProperty("severity").GetString() == "error");
        Assert.That(finding.EnumerateObject().Select(property => property.Name), Is.EqualTo(["severity", "code", "connection", "message", "remedy"]));
        Assert.That(finding.GetProperty("code").GetString(), Is.EqualTo("field_missing"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Degraded));
    }

    [TestCase("Mapping", "Maping")]
    [TestCase("Connector", "Connektor")]
    public async Task A_wrong_configuration_is_a_finding_too(string key, string wrong)
    {
        var (exitCode, findings) = await RunAsync($"\"{key}\"", $"\"{wrong}\"");

        Assert.That(findings.Select(finding => finding.GetProperty("code").GetString()), Has.All.EqualTo("configuration"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Wrong));
    }

    [Test]
    public async Task The_calls_of_a_check_count_against_the_share()
    {
        await RunAsync();

        var database = await Database.OpenAsync($"Data Source={Path.Combine(directory.FullName, "connector.db")};Pooling=false", CancellationToken.None);
        var counted = await database.ReadAsync(db => db.ExecuteScalar<long>("select sum(calls) from call_hour"), CancellationToken.None);
        Assert.That(counted, Is.EqualTo(Host.Requests.Total));
    }

    [Test]
    public async Task A_wrong_mapping_is_found_before_any_call()
    {
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "wrong.yaml"), "version: 1\ncrm: hubspot\n");

        var (exitCode, findings) = await RunAsync(JsonSerializer.Serialize(HubSpot.Mapping), "\"wrong.yaml\"");

        Assert.That(findings.Select(finding => finding.GetProperty("code").GetString()), Has.All.EqualTo("mapping"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Wrong));
        Assert.That(Host.Requests.Total, Is.Zero);
    }

    async Task<(int ExitCode, JsonElement[] Findings)> RunAsync(string replace = " ", string with = " ")
    {
        var file = Path.Combine(directory.FullName, "appsettings.json");
        await File.WriteAllTextAsync(file, Configuration().Replace(replace, with, StringComparison.Ordinal));
        var console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            var exitCode = await CommandLine.RunAsync(["check", "--json", "--config", file]);
            return (exitCode, [.. JsonDocument.Parse(output.ToString()).RootElement.GetProperty("findings").EnumerateArray()]);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    string Configuration() => $$"""
        {
          "Connector": {
            "Connections": {
              "hubspot": {
                "Crm": "HubSpot",
                "BaseUrl": "{{Host.HubSpotUrl}}",
                "Mapping": {{JsonSerializer.Serialize(HubSpot.Mapping)}},
                "Auth": { "AccessToken": "sandbox-token" }
              }
            },
            "Store": { "ConnectionString": "Data Source=connector.db;Pooling=false" }
          }
        }
        """;
}
