namespace LeadScoring.Sandbox;

public sealed class DayInSales(World world)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        world.Time is null ? Task.CompletedTask : Task.Delay(0, cancellationToken);
}
