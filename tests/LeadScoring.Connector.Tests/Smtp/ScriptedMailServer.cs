using System.Net;
using System.Net.Sockets;
using System.Text;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Tests.Smtp;

/// <summary>A server that says what a test has written down, to one connection: the greeting, and a reply to each line. Then it hangs up.</summary>
sealed class ScriptedMailServer : IDisposable
{
    /// <summary>In place of a reply: nothing more is said, and the line stays open.</summary>
    public const string Silence = "";

    readonly TcpListener listener;
    readonly CancellationTokenSource ending = new();
    readonly TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<string> heard = [];
    readonly Task serving;

    ScriptedMailServer(IPAddress address, string[] replies)
    {
        listener = new(address, 0);
        listener.Start();
        serving = ServeAsync(replies);
    }

    /// <summary>In the clear.</summary>
    public SmtpOptions Options => new(End.Address.ToString(), End.Port, StartTls: false, "leads@example.com");

    /// <summary>Done when the script has come to its silence.</summary>
    public Task IsSilent => silent.Task;

    /// <summary>What was said to it, mails included.</summary>
    public IReadOnlyList<string> Heard
    {
        get { lock (heard) return [.. heard]; }
    }

    IPEndPoint End => (IPEndPoint)listener.LocalEndpoint;

    public static ScriptedMailServer Start(params string[] replies) => new(IPAddress.Loopback, replies);

    public static ScriptedMailServer StartAt(IPAddress address, params string[] replies) => new(address, replies);

    public void Dispose()
    {
        ending.Cancel();
        listener.Dispose();
        serving.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        ending.Dispose();
    }

    async Task ServeAsync(string[] replies)
    {
        using var client = await listener.AcceptTcpClientAsync(ending.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        foreach (var reply in replies)
        {
            if (reply == Silence)
            {
                silent.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
            }

            await stream.WriteAsync(Encoding.Latin1.GetBytes($"{reply}\r\n"), ending.Token);
            if (!await HearAsync(reader, isMail: reply.StartsWith("354", StringComparison.Ordinal)))
                return;
        }
    }

    /// <returns>Whether the connector is still there.</returns>
    async Task<bool> HearAsync(StreamReader reader, bool isMail)
    {
        string? said;
        do
        {
            said = await reader.ReadLineAsync(ending.Token);
            if (said is null)
                return false;
            lock (heard)
                heard.Add(said);
        }
        while (isMail && said != ".");

        return true;
    }
}
