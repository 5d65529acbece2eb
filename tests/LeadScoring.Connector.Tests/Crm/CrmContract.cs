using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Core;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>What both adapters promise, shown against the sandbox.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
abstract class CrmContract
{
    SandboxHost? host;
    ICrm? crm;

    protected FakeClock Clock { get; } = new(SomeCrm.Noon);

    protected SandboxHost Host => host ?? throw new InvalidOperationException("The sandbox has not started.");

    protected ICrm Crm => crm ?? throw new InvalidOperationException("The sandbox has not started.");

    protected abstract ObjectScope Scope { get; }

    protected abstract string FirstStatus { get; }

    protected abstract string SecondStatus { get; }

    [SetUp]
    public async Task StartAsync()
    {
        host = await SandboxHost.StartAsync(
            new() { Time = Clock, Population = Population.Empty, RateLimits = false }, CancellationToken.None);
        crm = Connect(TimeProvider.System);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Test]
    public async Task An_object_is_described()
    {
        var described = await Crm.DescribeAsync(Scope, CancellationToken.None);

        var hot = described.Fields[Scope.HotField];
        Assert.That((hot.Type, hot.Writable), Is.EqualTo((FieldType.Flag, true)));
        Assert.That(described.Fields[Scope.StatusField].Choices, Does.Contain(FirstStatus));
        Assert.That(described.SourceOf(Scope), Is.EqualTo(EventSource.History));
    }

    [Test]
    public async Task Owners_come_with_what_they_belong_to()
    {
        var owners = (await Crm.OwnersAsync(CancellationToken.None)).All;

        Assert.That(owners.Where(owner => owner.IsQueue || owner.Memberships.Count > 0), Is.Not.Empty);
        Assert.That(owners.Select(owner => owner.Id), Is.Unique);
    }

    [Test]
    public async Task Records_come_once_and_in_the_order_of_their_last_change()
    {
        var ids = Create(450);

        var pages = await ReadAsync(await StreamAsync());

        var records = pages.SelectMany(page => page.Records).ToArray();
        Assert.That(records.Select(record => record.Id), Is.EquivalentTo(ids));
        Assert.That(records.Select(record => record.Stamp), Is.Ordered);
        Assert.That(records.Select(record => record.Fields[Scope.StatusField]), Is.All.EqualTo(FirstStatus));
        Assert.That(records[0], Has.Property("Name").Not.Null.And.Property("Email").Not.Null);
    }

    [Test]
    public async Task Reading_goes_on_from_the_cursor_of_any_page()
    {
        var ids = Create(450);
        var stream = await StreamAsync();

        var kept = new HashSet<string>();
        foreach (var page in await ReadAsync(stream))
        {
            kept.UnionWith(page.Records.Select(record => record.Id));
            var rest = await ReadAsync(stream, SomeCrm.Window(page.Cursor));
            Assert.That(kept.Union(rest.SelectMany(after => after.Records).Select(record => record.Id)), Is.EquivalentTo(ids));
        }
    }

    [Test]
    public async Task An_empty_read_tells_the_time_of_the_crm()
    {
        var pages = await ReadAsync(await StreamAsync());

        Assert.That(pages.Select(page => (page.Rows, page.Cursor, page.ServerTime)), Is.EqualTo([(0, (Cursor?)null, SomeCrm.Noon)]));
    }

    [Test]
    public async Task Every_step_of_a_status_is_told()
    {
        var id = Create(1)[0];
        Clock.Advance(TimeSpan.FromMinutes(1));
        SetStatus(id, SecondStatus);
        Clock.Advance(TimeSpan.FromMinutes(1));
        SetStatus(id, FirstStatus);

        var changes = await ChangesAsync();

        Assert.That(changes.Where(change => !change.IsFirst).Select(change => (change.RecordId, change.Field, change.OldValue, change.NewValue, change.At)), Is.EqualTo(
        [
            (id, Scope.StatusField, FirstStatus, SecondStatus, SomeCrm.Noon.AddMinutes(1)),
            (id, Scope.StatusField, SecondStatus, FirstStatus, SomeCrm.Noon.AddMinutes(2)),
        ]));
    }

    [Test]
    public async Task Every_step_of_a_watched_field_is_told_even_where_the_status_has_no_history()
    {
        var watching = Scope with { Watched = [CountField], History = HistoryMode.Off };
        var id = Create(1)[0];
        foreach (var count in new[] { 1, 2 })
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            SetCount(id, count);
        }

        var changes = (await PagesAsync(watching)).SelectMany(page => page.Changes).ToList();

        Assert.That(changes.Select(change => change.Field), Is.All.EqualTo(CountField));
        Assert.That(
            changes.Select(change => (decimal.Parse(change.NewValue ?? "0"), change.At)),
            Is.SupersetOf(new[] { (1m, SomeCrm.Noon.AddMinutes(1)), (2m, SomeCrm.Noon.AddMinutes(2)) }));
    }

    [Test]
    public async Task Fields_that_rules_look_at_are_read_with_the_record()
    {
        var id = Create(1)[0];
        SetCount(id, 3);

        var watched = (await PagesAsync(Scope with { Watched = [CountField] })).SelectMany(page => page.Records).Single();
        var looked = (await PagesAsync(Scope with { Profile = [CountField] })).SelectMany(page => page.Records).Single();

        Assert.That(decimal.Parse(watched.Fields[CountField] ?? ""), Is.EqualTo(3m));
        Assert.That(decimal.Parse(looked.Fields[CountField] ?? ""), Is.EqualTo(3m));
    }

    [Test]
    public async Task What_is_written_is_shown_and_stamped()
    {
        var id = Create(1)[0];
        Clock.Advance(TimeSpan.FromMinutes(1));

        var results = await WriteAsync(new RecordWrite(id, new Dictionary<string, FieldValue>
        {
            [Scope.HotField] = FieldValue.Of(true),
            [Scope.Fields[0]] = FieldValue.Of(12m),
            [Scope.Fields[1]] = FieldValue.OfTime(SomeCrm.Noon),
        }));

        var record = (await ReadAsync(await StreamAsync())).Single().Records.Single();
        Assert.That(results.Select(result => (result.Id, result.Outcome)), Is.EqualTo([(id, WriteOutcome.Accepted)]));
        Assert.That(record.Fields[Scope.HotField], Is.EqualTo("true"));
        Assert.That(decimal.Parse(record.Fields[Scope.Fields[0]] ?? ""), Is.EqualTo(12m));
        Assert.That(CrmTime.Parse(record.Fields[Scope.Fields[1]]), Is.EqualTo(SomeCrm.Noon));
        Assert.That(record.Stamp - results[0].At, Is.InRange(TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_field_can_be_cleared()
    {
        var id = Create(1)[0];
        await WriteAsync(SomeCrm.Write(id, Scope.Fields[1], FieldValue.OfTime(SomeCrm.Noon)));

        await WriteAsync(SomeCrm.Write(id, Scope.Fields[1], FieldValue.Empty(FieldType.Time)));

        var record = (await ReadAsync(await StreamAsync())).Single().Records.Single();
        Assert.That(record.Fields.GetValueOrDefault(Scope.Fields[1]), Is.Null);
    }

    [Test]
    public async Task P14_One_bad_row_blocks_no_other()
    {
        var ids = Create(3);

        var results = await WriteAsync(
            SomeCrm.Write(ids[0], Scope.HotField),
            SomeCrm.Write(ids[1], Scope.Fields[1], FieldValue.Of("no time at all")),
            SomeCrm.Write(ids[2], Scope.HotField));

        Assert.That(results.Select(result => (result.Id, result.Outcome)), Is.EqualTo(
        [
            (ids[0], WriteOutcome.Accepted), (ids[1], WriteOutcome.Rejected), (ids[2], WriteOutcome.Accepted),
        ]));
    }

    [Test]
    public async Task A_field_that_is_gone_is_not_looked_for_in_the_rows()
    {
        var ids = Create(3);

        var results = await WriteAsync([.. ids.Select(id => SomeCrm.Write(id, "never_there__c", FieldValue.Of("x")))]);

        Assert.That(results.Select(result => (result.Id, result.Outcome)), Is.EqualTo(ids.Select(id => (id, WriteOutcome.Rejected))));
        Assert.That(Crm.Calls.ByKind["update"], Is.EqualTo(1));
    }

    [Test]
    public async Task How_much_of_its_allocation_the_whole_account_has_used_is_seen()
    {
        UseCalls(500);

        await Crm.LookAsync(CancellationToken.None);

        Assert.That(Crm.Quota?.Used, Is.InRange(501, 510));
    }

    [Test]
    public async Task A_deleted_record_is_known_to_be_gone()
    {
        var id = Create(1)[0];
        Delete(id);

        var results = await WriteAsync(SomeCrm.Write(id, Scope.HotField));

        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Deleted]));
    }

    protected abstract ICrm Connect(TimeProvider time);

    protected abstract IReadOnlyList<string> Create(int count);

    protected abstract void SetStatus(string id, string status);

    protected abstract void Delete(string id);

    /// <summary>Calls that others make.</summary>
    protected abstract void UseCalls(int count);

    /// <summary>A field with a number, whose history is kept.</summary>
    protected abstract string CountField { get; }

    protected abstract void SetCount(string id, int count);

    protected async Task<List<CrmPage>> PagesAsync(ObjectScope scope)
    {
        List<CrmPage> pages = [];
        foreach (var stream in Crm.Streams(scope, await Crm.DescribeAsync(scope, CancellationToken.None)))
            pages.AddRange(await ReadAsync(stream));

        return pages;
    }

    protected async Task<List<WriteResult>> WriteAsync(params RecordWrite[] writes)
    {
        var described = await Crm.DescribeAsync(Scope, CancellationToken.None);
        return await Crm.WriteAsync(described, writes, CancellationToken.None).ListAsync();
    }

    async Task<CrmStream> StreamAsync() => Crm.Streams(Scope, await Crm.DescribeAsync(Scope, CancellationToken.None))[0];

    async Task<List<FieldChange>> ChangesAsync() =>
        [.. (await PagesAsync(Scope)).SelectMany(page => page.Changes).Where(change => change.Field == Scope.StatusField)];

    Task<List<CrmPage>> ReadAsync(CrmStream stream, ReadWindow? window = null) =>
        Crm.ReadAsync(stream, window ?? SomeCrm.Everything, CancellationToken.None).ListAsync();
}
