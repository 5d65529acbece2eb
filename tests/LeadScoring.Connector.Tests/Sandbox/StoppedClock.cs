namespace LeadScoring.Connector.Tests.Sandboxes;

sealed class StoppedClock : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    DateTimeOffset now = Noon;

    public void Advance(TimeSpan by) => now += by;

    public override DateTimeOffset GetUtcNow() => now;
}
