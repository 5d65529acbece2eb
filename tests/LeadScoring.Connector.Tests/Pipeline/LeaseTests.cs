using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class LeaseTests : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lead-scoring-");

    [Test]
    public async Task A_second_taker_is_refused_and_told_who_holds_the_connection()
    {
        var database = await OpenAsync();
        using var first = await TakeAsync(database, "machine one");

        var refused = await Assert.ThrowsAsync<LeaseHeldException>(() => TakeAsync(database, "machine two"));

        Assert.That((refused?.Holder, await Lease.HolderAsync(database, "sales", CancellationToken.None)), Is.EqualTo(("machine one", "machine one")));
    }

    [Test]
    public async Task Another_connection_is_free()
    {
        var database = await OpenAsync();
        using var first = await TakeAsync(database, "machine one");

        using var other = await Lease.TakeAsync(database, "marketing", "machine two", CancellationToken.None);

        Assert.That(other.Connection, Is.EqualTo("marketing"));
    }

    [Test]
    public async Task What_was_given_back_can_be_taken_at_once()
    {
        var database = await OpenAsync();
        (await TakeAsync(database, "machine one")).Dispose();

        var holder = await Lease.HolderAsync(database, "sales", CancellationToken.None);
        using var second = await TakeAsync(database, "machine two");

        Assert.That(holder, Is.Null);
    }

    [Test]
    public async Task Who_has_lost_the_lease_can_write_no_more()
    {
        var database = await OpenAsync();
        var frozen = await TakeAsync(database, "machine one");
        frozen.Dispose();
        using var second = await TakeAsync(database, "machine two");

        Task Write() => new Models(frozen).EnforceAsync("hash", "text", [], at: null, alerts: false, DateTimeOffset.UnixEpoch, CancellationToken.None).AsTask();

        await Assert.ThrowsAsync<LeaseLostException>(Write);
        Assert.That(await new Models(second).InForceAsync(CancellationToken.None), Is.Null);
    }

    public void Dispose() => directory.Delete(recursive: true);

    Task<Database> OpenAsync() =>
        Database.OpenAsync($"Data Source={Path.Combine(directory.FullName, "connector.db")}", CancellationToken.None);

    static Task<Lease> TakeAsync(Database database, string holder) => Lease.TakeAsync(database, "sales", holder, CancellationToken.None);
}
