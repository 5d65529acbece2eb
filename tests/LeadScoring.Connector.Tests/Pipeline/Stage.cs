using System.Globalization;
using Dapper;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Sandbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>
/// A CRM, a store and a mapping file, and the passes between them, all by one clock. Whatever a person does takes a
/// minute, unless a test says otherwise: the clock moves on before it.
/// </summary>
sealed class Stage : IAsyncDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lead-scoring-");
    readonly IScreen screen;
    bool isBeside;

    Stage(Play play, FakeClock clock, SandboxHost host)
    {
        (Play, Clock, Host) = (play, clock, host);
        screen = Screens.Of(play, host.World);
        Exchange = Exchange.On(this);
        var (options, url) = play.Crm == CrmKind.Salesforce
            ? (SomeCrm.SalesforceOptions(), host.SalesforceUrl)
            : (SomeCrm.HubSpotOptions(), host.HubSpotUrl);
        Connection = options with { BaseUrl = url, Mapping = Path.Combine(directory.FullName, "mapping.yaml") };
    }

    public Play Play { get; }

    public FakeClock Clock { get; }

    public SandboxHost Host { get; }

    /// <summary>What passes between reps and people.</summary>
    public Exchange Exchange { get; }

    public ConnectionOptions Connection { get; set; }

    public PublishOptions Publish { get; set; } = new();

    public PeopleOptions Linked { get; set; } = new();

    public AlertOptions Alerts { get; set; } = new();

    /// <summary>Where webhooks of ours arrive.</summary>
    public HttpMessageHandler? Hooks { get; set; }

    public Database Database { get; private set; } = null!; // opened by OpenAsync, the only way to get a stage

    public string DatabaseFile => Path.Combine(directory.FullName, "connector.db");

    /// <summary>The network of every pass; null for the real one.</summary>
    public Func<HttpMessageHandler>? Network { get; set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>How far the clock of the connector's machine is ahead of the CRM's.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>How long it takes a person to do something.</summary>
    public TimeSpan Step { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Calls that update records of the CRM.</summary>
    public int WriteCalls => Play.Crm == CrmKind.Salesforce
        ? Host.Requests.Count("salesforce", "collections-update")
        : Host.Requests.Count("hubspot", "batch-update");

    public static async Task<Stage> OpenAsync(
        Play play, Model? model = null, TimeSpan indexLag = default, Func<HttpContext, Task<bool>>? intercept = null,
        bool strict = false, bool rotates = false)
    {
        var clock = new FakeClock();
        var host = await SandboxHost.StartAsync(
            new()
            {
                Time = clock,
                Population = Population.Empty,
                RateLimits = strict,
                RotateRefreshTokens = rotates,
                HubSpotIndexLag = indexLag,
                Intercept = intercept,
            },
            CancellationToken.None);
        var stage = new Stage(play, clock, host);
        stage.Database = await Database.OpenAsync(
            $"Data Source={stage.DatabaseFile}", CancellationToken.None);
        stage.Mapping(model ?? new Model());
        return stage;
    }

    /// <summary>Another CRM on the same store, by the same clock; it ends with this one.</summary>
    public Stage Beside(Play play, Model? model = null)
    {
        var other = new Stage(play, Clock, Host) { Database = Database, isBeside = true };
        other.Mapping(model ?? new Model());
        return other;
    }

    public void Mapping(Model model) => Mapping(model.TextFor(Play));

    public void Mapping(string text) => File.WriteAllText(Connection.Mapping, text);

    public void AMinuteLater() => Clock.Advance(Step);

    public string Person(string? status = null, string? owner = null, DateTimeOffset? at = null) => People(1, status, owner, at)[0];

    public IReadOnlyList<string> People(int count, string? status = null, string? owner = null, DateTimeOffset? at = null)
    {
        AMinuteLater();
        return screen.Create(count, status, owner is null ? null : screen.OwnerOf(owner), at);
    }

    public void SetStatus(string id, string? status, DateTimeOffset? at = null)
    {
        AMinuteLater();
        screen.Set(id, Play.StatusField, status, at);
    }

    /// <summary>Something that happens while something else does: the clock does not move.</summary>
    public void SetAtOnce(string id, string? status, DateTimeOffset at) => screen.Set(id, Play.StatusField, status, at);

    public void SetOwner(string id, string email)
    {
        AMinuteLater();
        screen.Set(id, Play.Crm == CrmKind.Salesforce ? "OwnerId" : "hubspot_owner_id", screen.OwnerOf(email), at: null);
    }

    public void SetHot(string id, bool hot)
    {
        AMinuteLater();
        screen.Set(id, Play.Hot, hot ? "true" : "false", at: null);
    }

    public void Set(string id, string field, string? value, DateTimeOffset? at = null)
    {
        AMinuteLater();
        screen.Set(id, field, value, at);
    }

    public void SetEmail(string id, string? email)
    {
        AMinuteLater();
        screen.Set(id, Play.Crm == CrmKind.Salesforce ? "Email" : "email", email, at: null);
    }


    public void SetName(string id, string lastName)
    {
        AMinuteLater();
        screen.Set(id, Play.Crm == CrmKind.Salesforce ? "LastName" : "lastname", lastName, at: null);
    }

    /// <summary>Salesforce only.</summary>
    public void GiveToQueue(string id)
    {
        AMinuteLater();
        screen.Set(id, "OwnerId", Host.World.Salesforce.Ids("SELECT Id FROM Group WHERE Type = 'Queue'")[0], at: null);
    }

    /// <summary>As setup makes it in Salesforce.</summary>
    public void AddNotificationType() => Host.World.Salesforce.Create(
        "CustomNotificationType", new Dictionary<string, object?> { ["DeveloperName"] = SalesforceSetup.NotificationType });

    /// <summary>As <c>mappings publish</c>: the file takes force with the next pass.</summary>
    public ValueTask<int> PublishAsync(bool alerts) => Models.ApproveAsync(
        Database, Connection.Name, MappingReader.ReadFile(Connection.Mapping, Play.Crm).File!.Hash, alerts, CancellationToken.None); // a test writes valid files

    /// <summary>Changes what the store knows, as if time had done it.</summary>
    public async Task SetAsync(string statement) =>
        await Database.WriteAsync((db, transaction) => db.Execute(statement, transaction: transaction), CancellationToken.None);

    /// <summary>A number that the store knows.</summary>
    public async Task<int> CountAsync(string query) => await Database.ReadAsync(db => db.ExecuteScalar<int>(query), CancellationToken.None);

    public void Touch(string id)
    {
        AMinuteLater();
        screen.Touch(id);
    }

    public void TouchAll(IReadOnlyList<string> ids)
    {
        AMinuteLater();
        foreach (var id in ids)
            screen.Touch(id);
    }

    public void Merge(string survivor, string loser)
    {
        if (Play.Crm == CrmKind.Salesforce)
            Host.World.Salesforce.Merge(Play.Object, survivor, loser);
        else
            Host.World.HubSpot.Merge(survivor, loser);
    }

    public void Restrict(string field, params string[] values) => screen.Restrict(field, values);

    /// <summary>A value of the CRM as text; null when the field is empty.</summary>
    public string? Show(string id, string field) => screen.Show(id, field);

    public bool Hot(string id) => Shown.Flag(screen.Show(id, Play.Hot));

    public decimal Score(string id) => Number(id, Play.Score);

    public decimal Number(string id, string field) => decimal.Parse(screen.Show(id, field) ?? "0", CultureInfo.InvariantCulture);

    public DateTimeOffset? HotSince(string id) => CrmTime.Parse(screen.Show(id, Play.HotSince));

    public DateTimeOffset? ResetsAt(string id) => CrmTime.Parse(screen.Show(id, Play.ResetsAt));

    public string? Reasons(string id) => screen.Show(id, Play.Reasons);

    /// <summary>A pass that must come to its end.</summary>
    public async Task<PassReport> PassAsync(Func<ICrm, ICrm>? through = null)
    {
        var report = await TryPassAsync(through);
        Assert.That(report.Status, Is.Not.EqualTo(PassStatus.Failed), () => string.Join('\n', report.Problems));
        return report;
    }

    /// <summary>The pass that brings another mapping into force.</summary>
    public Task<PassReport> TakeForceAsync(Model model)
    {
        AMinuteLater();
        Mapping(model);
        return PassAsync();
    }

    /// <summary>What an open lead is worth after something that it does.</summary>
    public async Task<(decimal Score, bool Hot)> WorthAfterAsync(Action<string> act)
    {
        var id = Person(Status.Open);
        await PassAsync();

        act(id);
        await PassAsync();

        return (Score(id), Hot(id));
    }

    /// <summary>A pass, whatever becomes of it.</summary>
    public async Task<PassReport> TryPassAsync(Func<ICrm, ICrm>? through = null)
    {
        using var worker = await WorkerAsync(Database, through);
        return await worker.RunPassAsync(CancellationToken.None);
    }

    /// <summary>A pass whose process dies while it delivers an alert.</summary>
    public async Task DyingPassAsync(DiesAt moment)
    {
        try
        {
            await TryPassAsync(crm => new DyingCrm(crm, moment));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Assert.Fail("No alert was delivered.");
    }

    /// <summary>A worker that runs the connection until it is disposed.</summary>
    public Task<ConnectionWorker> WorkAsync() => WorkerAsync(Database, through: null);

    /// <summary>As <c>sync --dry-run</c>: on a copy of the store.</summary>
    public async Task<PassReport> DryPassAsync()
    {
        var copy = await Database.CopyAsync(Path.Combine(directory.FullName, $"{Guid.NewGuid():n}.db"), CancellationToken.None);
        using var worker = await WorkerAsync(copy, through: null, dryRun: true);
        return await worker.RunPassAsync(CancellationToken.None);
    }

    /// <summary>Signed in afresh.</summary>
    public ICrm Crm()
    {
        var memory = new CrmMemory(new CallBook(Database, Connection.Name), Tokens());
        return Play.Crm == CrmKind.Salesforce
            ? SalesforceServices.Create(Connection, Time, NullLoggerFactory.Instance, Network?.Invoke(), memory)
            : HubSpotServices.Create(Connection, Time, NullLoggerFactory.Instance, Network?.Invoke(), memory);
    }

    /// <summary>Every lead with an entry, by id.</summary>
    public async Task<IReadOnlyDictionary<string, LeadRow>> LeadsAsync(Database? database = null) =>
        (await new Ledgers(database ?? Database).LeadsAsync(Connection.Name, hotOnly: false, CancellationToken.None))
        .ToDictionary(lead => lead.Id);

    /// <summary>A store that begins now and reads everything in one pass.</summary>
    public async Task<Database> AfreshAsync()
    {
        var afresh = await Database.OpenAsync(
            $"Data Source={Path.Combine(directory.FullName, $"{Guid.NewGuid():n}.db")}", CancellationToken.None);
        using var worker = await WorkerAsync(afresh, through: null);
        await worker.RunPassAsync(CancellationToken.None);
        return afresh;
    }

    public async Task<LeadRow> LeadAsync(string id) => await FindAsync(id)
        ?? throw new AssertionException($"The store does not know {id}.");

    public async Task<IReadOnlyList<LedgerRow>> EntriesAsync(string id) => await FindAsync(id) is { } lead
        ? await new Ledgers(Database).EntriesAsync(lead.LeadId, CancellationToken.None)
        : [];

    public async ValueTask DisposeAsync()
    {
        if (!isBeside)
            await Host.DisposeAsync();
        directory.Delete(recursive: true);
    }

    async Task<LeadRow?> FindAsync(string id) =>
        (await new Ledgers(Database).FindAsync(Connection.Name, id, Play.Object, CancellationToken.None)).SingleOrDefault();

    async Task<ConnectionWorker> WorkerAsync(Database database, Func<ICrm, ICrm>? through, bool dryRun = false)
    {
        var crm = Crm();
        var lease = await Lease.TakeAsync(database, Connection.Name, "the stage", CancellationToken.None);
        crm = through?.Invoke(crm) ?? crm;
        var post = new AlertPost(Alerts, crm, Time, Hooks);
        return new(Connection, Publish, crm, post, lease, Time, NullLoggerFactory.Instance) { DryRun = dryRun, People = Linked };
    }

    TimeProvider Time => Ahead == TimeSpan.Zero ? Clock : new WrongClock(Clock, Ahead);

    RefreshTokens Tokens() =>
        new(Database, Connection.Name, KeyRing.Open(Path.Combine(directory.FullName, "keys")), NullLogger.Instance);
}
