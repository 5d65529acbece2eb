using Dapper;
using LeadScoring.Connector.Store;
using Microsoft.Data.Sqlite;

namespace LeadScoring.Connector.Tests.Store;

public sealed class ManyRowsTests
{
    SqliteConnection db = null!; // opened before each test

    [SetUp]
    public void Open()
    {
        db = new SqliteConnection("Data Source=:memory:");
        db.Open();
        db.Execute("create table lead (id text, id_of_owner text, hot integer, stamp integer)");
    }

    [TearDown]
    public void Close() => db.Dispose();

    [Test]
    public void Each_row_fills_the_parameters_of_its_names()
    {
        Keep(new Row("1", "ada", Hot: true, 5), new Row("2", null, Hot: false, null));

        Assert.That(
            db.Query<(string, string?, long, long?)>("select * from lead order by id"),
            Is.EqualTo(new[] { ("1", "ada", 1L, (long?)5L), ("2", null, 0L, null) }));
    }

    [Test]
    public void The_rows_of_the_database_are_counted()
    {
        Assert.That(Keep(new Row("1", null, Hot: true, 1), new Row("2", null, Hot: true, 2)), Is.EqualTo(2));
        Assert.That(Keep(), Is.Zero);
    }

    int Keep(params Row[] rows)
    {
        using var transaction = db.BeginTransaction();
        var kept = db.ExecuteMany(
            "insert into lead (id, id_of_owner, hot, stamp) values (@Id, @IdOfOwner, @Hot, @Stamp)", rows, transaction);
        transaction.Commit();
        return kept;
    }

    sealed record Row(string Id, string? IdOfOwner, bool Hot, long? Stamp);
}
