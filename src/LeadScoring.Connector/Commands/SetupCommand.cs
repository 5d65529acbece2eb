using System.CommandLine;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Setup;
using LeadScoring.Connector.Store;
using Serilog.Events;

namespace LeadScoring.Connector.Commands;

/// <summary>
/// Makes what the mapping writes to and the CRM lacks. A second run finds nothing to do; one that was broken off goes on
/// where it stopped, because every step is planned from what is there.
/// </summary>
static class SetupCommand
{
    static readonly Option<string> Connection = new("--connection") { Description = "The connection to set up.", HelpName = "NAME", Required = true };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only show what would be done." };

    public static Command Create()
    {
        var command = new Command("setup", "Create the CRM fields that the mapping writes.") { Connection, DryRun };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetRequiredValue(Connection);
        await using var workplace = await Workplace.OpenAsync(arguments, name, LogEventLevel.Warning, cancellationToken);
        var connection = workplace.Enabled(name);
        var crm = workplace.Connect(connection);
        try
        {
            var plan = await crm.Admin.PlanAsync(WrittenFields.Of(Mapping(connection)), cancellationToken);
            await CarryOutAsync(plan, arguments.GetValue(DryRun), cancellationToken);
            if (plan.Steps.Count > 0 && !arguments.GetValue(DryRun))
                await Connections.ForgetFieldsAsync(workplace.Database, connection.Name, cancellationToken);
        }
        catch (CrmException failure)
        {
            throw new CommandException(ExitCode.Failed, $"{connection.Name}: {failure.Message}: {failure.Details} {failure.Remedy ?? "Run check for what to do."}");
        }

        finally
        {
            await crm.Account.EndPassAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }

    static MappingFile Mapping(ConnectionOptions connection)
    {
        var reading = MappingReader.ReadFile(connection.Mapping, connection.Crm);
        return reading.File ?? throw new CommandException(ExitCode.Wrong, string.Join(Environment.NewLine, reading.Problems));
    }

    static async Task CarryOutAsync(SetupPlan plan, bool dryRun, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps)
        {
            Console.Out.WriteLine($"{(dryRun ? "would " : "")}{step.Text}");
            if (!dryRun)
                await step.ApplyAsync(cancellationToken);
        }

        Console.Out.WriteLine(plan.Steps.Count == 0 ? "Nothing to do: everything is there." : dryRun ? "Nothing was changed." : "Done.");
        Console.Out.WriteLine("What is left to an administrator:");
        foreach (var left in plan.LeftToDo)
            Console.Out.WriteLine($"  - {left}");
    }
}
