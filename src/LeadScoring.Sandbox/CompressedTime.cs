namespace LeadScoring.Sandbox;

/// <summary>
/// A clock that starts at an instant (by default now) and runs <c>speed</c> times as fast as real time;
/// its timers come due accordingly sooner.
/// </summary>
public sealed class CompressedTime(double speed, DateTimeOffset? start = null) : TimeProvider
{
    readonly DateTimeOffset origin = start ?? System.GetUtcNow();
    readonly long began = System.GetTimestamp();

    public double Speed { get; } = speed > 0 ? speed : throw new ArgumentOutOfRangeException(nameof(speed));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => origin + Elapsed();

    public override long GetTimestamp() => Elapsed().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new CompressedTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    TimeSpan Elapsed() => System.GetElapsedTime(began) * Speed;

    // Rounded up to the system timer's millisecond, so that a due timer never finds its clock early.
    TimeSpan Real(TimeSpan compressed) => compressed <= TimeSpan.Zero
        ? compressed
        : TimeSpan.FromMilliseconds(Math.Ceiling(compressed.TotalMilliseconds / Speed));

    sealed class CompressedTimer(ITimer timer, CompressedTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
