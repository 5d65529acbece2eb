using Dapper;
using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Commands;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Checks;

sealed class StoreCheckTests : SandboxedCheck
{
    static readonly Dictionary<string, string> flags = new(StringComparer.Ordinal) { ["Lead"] = "Hot_Lead__c" };

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("check-");
    Database? database;

    Database Database => database ?? throw new InvalidOperationException("No pass has run.");

    [SetUp]
    public async Task RunOnceAsync()
    {
        AddNotificationType();
        database = await Database.OpenAsync($"Data Source={Path.Combine(directory.FullName, "connector.db")};Pooling=false", CancellationToken.None);
        Host.World.Salesforce.CreateLead("Ada", "Lovelace", "ada@example.com", "Engines", "Working - Contacted");
        Host.World.Salesforce.CreateLead("Charles", "Babbage", "charles@example.com", "Engines", "Open - Not Contacted");
        var lease = await Lease.TakeAsync(database, "salesforce", "test", CancellationToken.None);
        var crm = Connect(Salesforce);
        using var worker = new ConnectionWorker(Salesforce, new(), crm, new(new(), crm, TimeProvider.System), lease, TimeProvider.System, NullLoggerFactory.Instance);
        var report = await worker.RunPassAsync(CancellationToken.None);
        Assert.That((report.Status, report.BecameHot, report.Written), Is.EqualTo((PassStatus.Ok, 1, 2)), () => string.Join("; ", report.Problems));
    }

    [TearDown]
    public void Clean() => directory.Delete(recursive: true);

    [Test]
    public async Task A_store_after_a_pass_keeps_its_invariants()
    {
        Assert.That(await FindAsync(), Is.Empty);
    }

    [Test]
    public async Task A_ledger_that_does_not_add_up_is_found()
    {
        await ExecuteAsync("update ledger set points = points + 1 where lead_id = 1");

        var findings = await FindAsync();

        Assert.That(Only(findings, "ledger_sum").Message, Does.Contain("1 leads").And.Contain("Lead 00Q"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public async Task A_hot_lead_without_entry_is_found()
    {
        await ExecuteAsync("delete from ledger where lead_id in (select lead_id from lead where hot = 1)");

        Assert.That(Only(await FindAsync(), "hot_without_entry").Message, Does.Contain("1 leads"));
    }

    [Test]
    public async Task A_flag_that_differs_with_no_write_due_is_found()
    {
        await ExecuteAsync("update lead set shown = '{}' where hot = 1");

        Assert.That(Only(await FindAsync(), "rows_unaccounted").Remedy, Does.Contain("report this"));
    }

    [Test]
    public async Task A_flag_whose_write_is_due_is_accounted_for()
    {
        await ExecuteAsync("update lead set shown = '{}' where hot = 1");
        await ExecuteAsync("insert into outbox (lead_id, connection) select lead_id, connection from lead where hot = 1");

        Assert.That(await FindAsync(), Is.Empty);
    }

    [Test]
    public async Task Rejected_rows_are_found()
    {
        await ExecuteAsync("insert into outbox (lead_id, connection, state, code) values (1, 'salesforce', 1, 'FIELD_CUSTOM_VALIDATION_EXCEPTION')");

        var findings = await FindAsync();

        Assert.That(Only(findings, "rows_rejected").Message, Does.Contain("1 records"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Degraded));
    }

    [TestCase("waiting", "model_waiting")]
    [TestCase("invalid", "model_refused")]
    public async Task A_changed_file_that_is_not_in_force_is_found(string state, string code)
    {
        await ExecuteAsync($"insert into staged (connection, hash, state, flips, message, approved) values ('salesforce', 'x', '{state}', 60, 'because', 0)");

        Assert.That(Only(await FindAsync(), code).Message, Does.Contain("because"));
    }

    Task<IReadOnlyList<Finding>> FindAsync() => new StoreCheck(Salesforce, Database).RunAsync(flags, CancellationToken.None);

    async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.ConnectAsync(CancellationToken.None);
        Assert.That(await connection.ExecuteAsync(sql), Is.GreaterThan(0));
    }
}
