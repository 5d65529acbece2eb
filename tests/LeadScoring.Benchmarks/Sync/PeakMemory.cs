namespace LeadScoring.Benchmarks.Sync;

/// <summary>The most memory this process had resident since the object was made, looked at twenty times a second.</summary>
sealed class PeakMemory : IDisposable
{
    readonly Timer timer;
    long bytes;

    public PeakMemory()
    {
        Look();
        timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    public long Bytes => Volatile.Read(ref bytes);

    public void Dispose() => timer.Dispose();

    void Look() => Volatile.Write(ref bytes, Math.Max(Volatile.Read(ref bytes), Environment.WorkingSet));
}
