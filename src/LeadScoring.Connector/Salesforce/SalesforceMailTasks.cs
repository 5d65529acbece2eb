using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// A mail sent or logged with Enhanced Email is a task and an EmailMessage, which names the task in ActivityId; of a mail
/// logged otherwise there is only the task. The task cannot tell whether the mail went out or came in, so where both exist
/// the message counts. It is made together with the task, so what was asked once need not be asked again.
/// </summary>
sealed class SalesforceMailTasks(SalesforceClient client)
{
    /// <summary>The address of a call may have about 16,000 characters.</summary>
    const int AtOnce = 400;

    const int MostRemembered = 20_000;

    readonly Dictionary<string, bool> isTold = new(StringComparer.Ordinal);
    bool hasNoMessages;

    public async Task<IReadOnlySet<string>> ToldAsync(IReadOnlyList<string> tasks, CancellationToken cancellationToken)
    {
        if (isTold.Count > MostRemembered)
            isTold.Clear();

        foreach (var some in tasks.Where(task => !isTold.ContainsKey(task)).ToArray().Chunk(AtOnce))
        {
            var told = await AskAsync(some, cancellationToken);
            foreach (var task in some)
                isTold[task] = told.Contains(task);
        }

        return tasks.Where(task => isTold[task]).ToHashSet(StringComparer.Ordinal);
    }

    async Task<HashSet<string>> AskAsync(string[] tasks, CancellationToken cancellationToken)
    {
        if (hasNoMessages)
            return [];

        try
        {
            var ids = string.Join(',', tasks.Select(SalesforceQuery.Quote));
            var rows = await client.AllAsync($"SELECT ActivityId FROM EmailMessage WHERE ActivityId IN ({ids})", cancellationToken);
            return rows.Select(row => row.Text("ActivityId")).ToHashSet(StringComparer.Ordinal);
        }
        catch (CrmException refusal) when (refusal.Code == SalesforceErrors.UnknownObject)
        {
            hasNoMessages = true;
            return [];
        }
    }
}
