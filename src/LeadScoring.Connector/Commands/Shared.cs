using System.CommandLine;
using System.CommandLine.Parsing;

namespace LeadScoring.Connector.Commands;

/// <summary>Options that several commands take.</summary>
static class Shared
{
    public static readonly Option<FileInfo?> Config = new("--config")
    {
        Description = "The configuration file, in place of appsettings.json.",
        Recursive = true,
        HelpName = "FILE",
    };

    /// <summary>Settings given on the command line as --Connector:Key=Value; <see cref="CommandLine"/> gathers them here.</summary>
    public static readonly Option<string[]> Settings = new("--setting") { Recursive = true, Hidden = true, Validators = { HaveValues } };

    public static Option<string?> Connection() => new("--connection") { Description = "Only this connection.", HelpName = "NAME" };

    public static Option<bool> Json() => new("--json") { Description = "One JSON document on standard output; logs on standard error." };

    public static Option<bool> Yes() => new("--yes") { Description = "Do not ask." };

    public static Option<string?> Object() => new("--object")
    {
        Description = "The CRM object, where an id or address could be of several.",
        HelpName = "OBJECT",
    };

    static void HaveValues(OptionResult settings)
    {
        foreach (var setting in settings.Tokens.Select(token => token.Value).Where(value => !value.Contains('=', StringComparison.Ordinal)))
            settings.AddError($"--{setting} has no value. Write --{setting}=VALUE.");
    }
}
