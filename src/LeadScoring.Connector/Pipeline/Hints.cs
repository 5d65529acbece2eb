using System.Threading.Channels;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// The records of one connection that somebody says have changed, each once, until somebody looks. What does not fit is
/// forgotten: polling reads it.
/// </summary>
sealed class Hints
{
    public const int Most = 10_000;

    readonly Lock gate = new();
    readonly HashSet<Hint> waiting = [];
    readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(IEnumerable<Hint> hints)
    {
        lock (gate)
        {
            foreach (var hint in hints.Where(_ => waiting.Count < Most))
                waiting.Add(hint);
            Ring();
        }
    }

    /// <summary>Until there is something to take.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await bell.Reader.ReadAsync(cancellationToken);

    public IReadOnlyList<Hint> Take(int most)
    {
        lock (gate)
        {
            var taken = waiting.Take(most).ToList();
            waiting.ExceptWith(taken);
            Ring();
            return taken;
        }
    }

    void Ring()
    {
        if (waiting.Count > 0)
            bell.Writer.TryWrite(true);
    }
}
