using System.CommandLine;
using System.Text.Json;
using LeadScoring.Sandbox;
using LeadScoring.Sandbox.HubSpot;

namespace LeadScoring.Connector.Commands;

/// <summary>The two emulated CRMs alone, until stopped.</summary>
static class SandboxCommand
{
    const string Listens = "Where to listen, such as http://127.0.0.1:7101; a free port by default.";

    static readonly Option<Uri?> Salesforce = Address("--salesforce", Listens);
    static readonly Option<Uri?> HubSpot = Address("--hubspot", Listens);

    static readonly Option<Uri?> Webhooks = Address(
        "--webhooks", "Where HubSpot sends webhooks, such as http://127.0.0.1:8081/webhooks/hubspot/hubspot.");
    static readonly Option<string> WebhookSecret = new("--webhook-secret")
    {
        Description = "What it signs them with.",
        DefaultValueFactory = _ => WebhookTarget.SomeSecret,
        HelpName = "SECRET",
    };

    public static Command Create()
    {
        var command = new Command("sandbox", "Both CRMs on this machine, with a few thousand people in them.")
        {
            Salesforce, HubSpot, Webhooks, WebhookSecret,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions
        {
            SalesforceUrl = arguments.GetValue(Salesforce),
            HubSpotUrl = arguments.GetValue(HubSpot),
            Webhooks = arguments.GetValue(Webhooks) is { } url
                ? new(url, arguments.GetValue(WebhookSecret) ?? WebhookTarget.SomeSecret)
                : null,
        };
        await using var sandbox = await SandboxHost.StartAsync(options, cancellationToken);
        Console.Out.WriteLine(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["salesforce"] = sandbox.SalesforceUrl.GetLeftPart(UriPartial.Authority),
            ["hubspot"] = sandbox.HubSpotUrl.GetLeftPart(UriPartial.Authority),
        }));
        await Stopped.WaitAsync(cancellationToken);
        return ExitCode.Done;
    }

    static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "URL",
        CustomParser = argument =>
        {
            if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: true })
                return address;
            argument.AddError($"{name}: \"{argument.Tokens[0].Value}\" is no address of this machine. Write http://127.0.0.1:PORT.");
            return null;
        },
    };
}
