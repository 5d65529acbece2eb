using System.CommandLine;
using System.Text.Json;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Commands;

/// <summary>The two emulated CRMs alone, until stopped.</summary>
static class SandboxCommand
{
    static readonly Option<Uri?> Salesforce = new("--salesforce") { Description = "Where to listen; a free port by default.", HelpName = "URL" };
    static readonly Option<Uri?> HubSpot = new("--hubspot") { Description = "Where to listen; a free port by default.", HelpName = "URL" };

    public static Command Create()
    {
        var command = new Command("sandbox", "Both CRMs on this machine, with a few thousand people in them.") { Salesforce, HubSpot };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions { SalesforceUrl = arguments.GetValue(Salesforce), HubSpotUrl = arguments.GetValue(HubSpot) };
        await using var sandbox = await SandboxHost.StartAsync(options, cancellationToken);
        Console.Out.WriteLine(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["salesforce"] = sandbox.SalesforceUrl.GetLeftPart(UriPartial.Authority),
            ["hubspot"] = sandbox.HubSpotUrl.GetLeftPart(UriPartial.Authority),
        }));
        await Stopped.WaitAsync(cancellationToken);
        return ExitCode.Done;
    }
}
