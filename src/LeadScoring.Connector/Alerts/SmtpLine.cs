using System.Globalization;
using System.Text;

namespace LeadScoring.Connector.Alerts;

/// <summary>The connector's end of a dialogue: one command, one reply (RFC 5321, 4.2). What a server says is bounded.</summary>
sealed class SmtpLine(Stream stream)
{
    /// <summary>In bytes; the standard allows 512 (4.5.3.1.5).</summary>
    const int LongestLine = 4096;

    const int MostLines = 100;

    readonly byte[] buffer = new byte[LongestLine];
    int start;
    int end;

    /// <summary>The server has said more than it was asked for.</summary>
    public bool HasUnread => start < end;

    public async Task<SmtpReply> SayAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync($"{command}\r\n", cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>A reply of many lines has a hyphen behind the code of all but the last.</summary>
    /// <exception cref="IOException">The line has ended, or what came is no reply.</exception>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        List<string> lines = [];
        var code = "";
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(cancellationToken);
            if (!IsOfReply(line) || !line.StartsWith(code, StringComparison.Ordinal))
                throw new IOException("It does not speak SMTP.");
            code = line[..3];
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new(int.Parse(code, CultureInfo.InvariantCulture), lines);
        }

        throw new IOException("Its reply does not end.");
    }

    static bool IsOfReply(string line) =>
        line.Length >= 3 && line[0] is >= '2' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
        && (line.Length == 3 || line[3] is ' ' or '-');

    async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        for (var read = start; ;)
        {
            if (Array.IndexOf(buffer, (byte)'\n', read, end - read) is var found and >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, start, found - start).TrimEnd('\r');
                start = found + 1;
                return line;
            }

            MakeRoom();
            read = end;
            end += await stream.ReadAsync(buffer.AsMemory(end), cancellationToken) is > 0 and var count
                ? count
                : throw new IOException("It ended the dialogue.");
        }
    }

    void MakeRoom()
    {
        Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
            throw new IOException("Its line does not end.");
    }
}
