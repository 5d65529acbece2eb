using System.Diagnostics;
using System.Globalization;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>The built connector, running as a process of its own.</summary>
sealed class ConnectorProcess : IDisposable
{
    static readonly string program = Path.Combine(AppContext.BaseDirectory, "LeadScoring.Connector.dll");

    /// <summary>A shell that runs the tests in the background ignores SIGINT, which its children would inherit.</summary>
    static readonly string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];

    readonly Process process;
    readonly Task<string> output;
    readonly Task<string> errors;

    ConnectorProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <param name="input">What it reads from standard input, which then ends.</param>
    public static ConnectorProcess Start(
        string directory, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, .. arguments])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Connector__", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var started = Process.Start(start) ?? throw new InvalidOperationException("The connector did not start.");
        started.StandardInput.Write(input);
        started.StandardInput.Close();
        return new(started);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    public void Terminate() => Signal("TERM");

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt() => Signal("INT");

    /// <exception cref="AssertionException">It still runs after <paramref name="patience"/>.</exception>
    public async Task<Outcome> EndAsync(TimeSpan patience)
    {
        using var ending = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(ending.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new AssertionException($"Still running after {patience}: {await errors}", late);
        }

        return new(process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
