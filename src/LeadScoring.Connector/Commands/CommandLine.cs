using System.CommandLine;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>The command line: every command, the signals that stop it, and the exit codes of what goes wrong.</summary>
static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        MakeReadable();
        using var stop = new CancellationTokenSource();
        using var interrupt = Stopping(PosixSignal.SIGINT, stop);
        using var terminate = Stopping(PosixSignal.SIGTERM, stop);
        var arguments = Root().Parse([.. Gathered(args)]);
        if (arguments.Errors.Count > 0)
        {
            foreach (var error in arguments.Errors)
                Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine("See LeadScoring.Connector --help.");
            return ExitCode.Wrong;
        }

        try
        {
            return await arguments.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (CommandException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine($"Unexpected failure: {failure}");
            return ExitCode.Failed;
        }
    }

    /// <summary>Tables that go into a file or a pipe have room, and no colours.</summary>
    static void MakeReadable()
    {
        if (!Console.IsOutputRedirected)
            return;

        AnsiConsole.Profile.Width = 220;
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
    }

    /// <summary>
    /// A setting, --Connector:Publish:MaxFlips=10 or --Connector:Publish:MaxFlips 10, is an option of every command. What
    /// begins with -- is no value without the equals sign.
    /// </summary>
    static IEnumerable<string> Gathered(string[] args)
    {
        for (var place = 0; place < args.Length; place++)
        {
            var argument = args[place];
            if (!argument.StartsWith("--Connector:", StringComparison.OrdinalIgnoreCase))
            {
                yield return argument;
                continue;
            }

            yield return Shared.Settings.Name;
            var takesNext = !argument.Contains('=', StringComparison.Ordinal)
                && place + 1 < args.Length && !args[place + 1].StartsWith("--", StringComparison.Ordinal);
            yield return takesNext ? $"{argument[2..]}={args[++place]}" : argument[2..];
        }
    }

    static RootCommand Root()
    {
        var root = new RootCommand("Scores leads and contacts of Salesforce and HubSpot, and shows the hot ones in the CRM.")
        {
            Shared.Config,
            Shared.Settings,
            RunCommand.Create(),
            DemoCommand.Create(),
            SandboxCommand.Create(),
            SyncCommand.Create(),
            MappingsCommand.Create(),
            LeadsCommand.Create(),
            ExplainCommand.Create(),
            CoolCommand.Create(),
            RetryCommand.Create(),
            StatusCommand.Create(),
            CheckCommand.Create(),
            SetupCommand.Create(),
        };
        root.SetAction(RunCommand.RunAsync);
        return root;
    }

    static PosixSignalRegistration Stopping(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
}
