namespace LeadScoring.Connector.Tests;

/// <summary>A clock that stands still until a test moves it; timers fire on the way, in the order they are due.</summary>
sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    readonly Lock gate = new();
    readonly List<Timer> timers = [];
    DateTimeOffset now = start ?? new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A wait no longer than this is over at once: the clock moves on to its end. By default none is.</summary>
    public TimeSpan Patience { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    public void AdvanceTo(DateTimeOffset end)
    {
        while (NextDue(end) is { } timer)
            timer.Fire();

        lock (gate)
            now = end > now ? end : now;
    }

    /// <summary>
    /// Starts work and moves on in small steps until it has ended. Without a synchronization context, what a timer wakes
    /// runs before the clock moves again, so nothing depends on the machine's speed; what runs beside it is given way to.
    /// </summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = work();
            for (var step = 0; step < 100_000 && !task.IsCompleted; step++)
            {
                Advance(TimeSpan.FromMilliseconds(10));
                Thread.Yield();
            }

            return task.IsCompleted ? task : throw new TimeoutException("The work waits for something other than the clock.");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    Timer? NextDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
                return null;

            now = next.Due > now ? next.Due : now;
            next.Rearm();
            return next;
        }
    }

    sealed class Timer(FakeClock clock, Action callback) : ITimer
    {
        TimeSpan period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public void Fire() => callback();

        public void Rearm() => Due = period > TimeSpan.Zero ? Due + period : DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                Due = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : clock.now + dueTime;
                if (!clock.timers.Contains(this))
                    clock.timers.Add(this);
            }

            if (dueTime > TimeSpan.Zero && dueTime <= clock.Patience)
                ThreadPool.UnsafeQueueUserWorkItem(clock.AdvanceTo, Due, preferLocal: false);
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
