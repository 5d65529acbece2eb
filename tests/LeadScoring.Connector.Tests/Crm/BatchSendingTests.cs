using System.Net;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>A CRM that refuses a call as a whole as soon as one of its rows is bad.</summary>
sealed class BatchSendingTests
{
    [Test]
    public async Task F10_However_many_rows_are_bad_the_good_ones_are_accepted(
        [Values(100, 200)] int size, [Values(1, 2, 6, 15, 30)] int bad)
    {
        var crm = new Choosy([.. Enumerable.Range(0, bad).Select(i => $"{i * 37 % size}")]);

        var results = await crm.SendAsync(size);

        Assert.That(results.Count(result => result.Outcome == WriteOutcome.Accepted), Is.EqualTo(size - bad));
        Assert.That(results.Where(result => result.Outcome == WriteOutcome.Rejected).Select(result => result.Id), Is.EquivalentTo(crm.Bad));
    }

    [Test]
    public async Task When_every_row_is_refused_few_are_tried_alone_and_only_these_are_rejected()
    {
        var crm = new Choosy([.. Enumerable.Range(0, 200).Select(i => $"{i}")]);

        var results = await crm.SendAsync(200);

        Assert.That(crm.Calls, Is.LessThan(80));
        Assert.That(results.Select(result => (result.Id, result.Outcome)), Is.EqualTo(Enumerable.Range(0, 200).Select(
            i => ($"{i}", crm.TriedAlone.Contains($"{i}") ? WriteOutcome.Rejected : WriteOutcome.Retry))));
    }

    sealed class Choosy(HashSet<string> bad)
    {
        public HashSet<string> Bad => bad;

        public int Calls { get; private set; }

        public HashSet<string> TriedAlone { get; } = [];

        public async Task<List<WriteResult>> SendAsync(int size)
        {
            var sending = new BatchSending([.. Enumerable.Range(0, size).Select(i => SomeCrm.Write($"{i}"))], Answer);
            await sending.SendAsync(CancellationToken.None);
            return [.. sending.Results];
        }

        Task<IReadOnlyList<WriteResult>> Answer(IReadOnlyList<RecordWrite> batch, CancellationToken cancellationToken)
        {
            Calls++;
            if (batch is [var alone])
                TriedAlone.Add(alone.Id);
            return batch.Any(write => bad.Contains(write.Id))
                ? throw new CrmException(CrmFailure.Rejected, "no") { Status = HttpStatusCode.BadRequest, Code = "BAD" }
                : Task.FromResult<IReadOnlyList<WriteResult>>([.. batch.Select(write => new WriteResult(write.Id, WriteOutcome.Accepted, default))]);
        }
    }
}
