using System.Net;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.Checks;

/// <summary>
/// Asks a CRM everything that a pass will need of it, and tells what stands in the way. A question that is refused is a
/// finding, and the next one is asked; without sign-in, version, network or quota there is no next one.
/// </summary>
sealed class ConnectionCheck(ConnectionOptions connection, ICrm crm, MappingFile file, TimeProvider time)
{
    readonly List<Finding> findings = [];
    readonly List<CrmStream> streams = [];

    /// <summary>Objects whose hot flag the connector can write.</summary>
    public Dictionary<string, string> WritableFlags { get; } = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        findings.AddRange(VersionCheck.Of(connection, time.GetUtcNow()));
        try
        {
            await AskAllAsync(cancellationToken);
        }
        catch (CrmException failure)
        {
            findings.Add(Told(failure));
        }
        finally
        {
            await crm.Account.EndPassAsync(CancellationToken.None);
        }

        return findings;
    }

    async Task AskAllAsync(CancellationToken cancellationToken)
    {
        List<(ObjectScope Scope, CrmObject Described)> objects = [];
        foreach (var scope in file.Scopes)
        {
            if (await DescribeAsync(scope, cancellationToken) is { } described)
                objects.Add((scope, described));
        }

        if (await AskAsync(() => crm.OwnersAsync(cancellationToken), Weight.Owners) is { } owners)
            findings.AddRange(LookAt(owners));
        var callsAnHour = crm.Calls.Total - crm.Calls.ByKind.GetValueOrDefault(CrmCall.SignIn);
        foreach (var (scope, described) in objects)
            await LookAtAsync(scope, described, cancellationToken);
        if (objects is [var (any, _), ..])
            await AskForDeletedAsync(any.Name, cancellationToken);
        if (file.Alerts is { Notification: true } && await AskAsync(() => crm.Alerts.MissingAsync(cancellationToken), Weight.Aside) is { } missing)
            findings.Add(FindingKinds.NotificationType.In(
                connection.Name, $"{missing} No notification is shown.", $"Run setup --connection {connection.Name}."));

        var activities = file.Activities is { } wanted ? crm.ActivityStreams(wanted) : [];
        findings.AddRange(await new ActivityCheck(connection, crm, time).OfAsync(activities, cancellationToken));
        findings.AddRange(CallForecast.Of(connection, streams.Count + activities.Count, callsAnHour, time.GetUtcNow()).Against(connection, crm.Quota));
    }

    IEnumerable<Finding> LookAt(CrmOwners owners)
    {
        if (file.Model.LooksAt(owners.Unread))
            yield return FindingKinds.OwnersUnreadable.In(connection.Name, owners.Reason, connection.RemedyForMemberships());
        foreach (var finding in new GroupCheck(connection, file.Model, owners.All) { Unread = owners.Unread }.Findings())
            yield return finding;
    }

    /// <summary>One object tells of all: it is the same address.</summary>
    async Task AskForDeletedAsync(string objectName, CancellationToken cancellationToken)
    {
        if (await AskAsync(async () => (bool?)await crm.Admin.TellsOfDeletedAsync(objectName, cancellationToken), Weight.Aside) == false)
            findings.Add(FindingKinds.DeletionsUnseen.In(
                connection.Name, "Deleted and merged records cannot be asked for: their leads stay as they are, hot ones hot.",
                $"See that {connection.BaseUrl} serves queryAll in version {connection.ApiVersion}."));
    }

    /// <summary>Only here does 404 tell of a version that is gone: every version serves the description of an object.</summary>
    async Task<CrmObject?> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken)
    {
        try
        {
            return await crm.DescribeAsync(scope, cancellationToken);
        }
        catch (CrmException failure) when (failure.Failure == CrmFailure.Rejected)
        {
            findings.Add(Told(failure));
            return null;
        }
    }

    async Task LookAtAsync(ObjectScope scope, CrmObject described, CancellationToken cancellationToken)
    {
        var rules = file.Model.Objects[scope.Name];
        NewField[] written = [.. WrittenFields.Of(rules)];
        var fields = new FieldCheck(connection, scope, described, await UnseenAsync(scope, described, cancellationToken));
        findings.AddRange([.. fields.Of(written), .. fields.OfRules(FieldNeeds.Of(file.Model, scope.Name))]);
        findings.AddRange(StatusCheck.Of(connection, scope, described, rules.Status));
        if (!described.Fields.ContainsKey(scope.StatusField))
            return;

        streams.AddRange(crm.Streams(scope, described));
        if (described.Fields.GetValueOrDefault(scope.HotField) is { Writable: true } flag)
            WritableFlags[scope.Name] = flag.Name;
        await ProveRightsAsync(scope, cancellationToken);
        await LookAtPagesAsync(scope, described, written, cancellationToken);
    }

    /// <summary>Asked only about fields that the describe leaves out.</summary>
    async Task<IReadOnlySet<string>> UnseenAsync(ObjectScope scope, CrmObject described, CancellationToken cancellationToken)
    {
        string[] lacking = [.. scope.AllFields.Append(scope.StatusField).Distinct().Where(field => !described.Fields.ContainsKey(field))];
        return lacking.Length == 0
            ? new HashSet<string>()
            : await AskAsync(() => crm.Admin.ExistingAsync(scope.Name, lacking, cancellationToken), Weight.Aside) ?? new HashSet<string>();
    }

    async Task ProveRightsAsync(ObjectScope scope, CancellationToken cancellationToken)
    {
        var finds = await AskAsync(async () => (bool?)await crm.Admin.FindsByStampAsync(scope.Name, cancellationToken), Weight.Reading);
        if (finds == false)
            findings.Add(FindingKinds.CursorProperty.In(
                connection.Name, $"{scope.Name} has records, but reading by the stamp of their last change finds none; passes would read nothing.",
                $"Let the connector's sign-in read that field of {scope.Name}; if it does, report this with the API version {connection.ApiVersion}."));

        var mayUpdate = await AskAsync(async () => (bool?)await crm.Admin.MayUpdateAsync(scope.Name, cancellationToken), Weight.Writing);
        if (mayUpdate == false)
            findings.Add(FindingKinds.MissingScope.In(
                connection.Name, $"The connector may read {scope.Name}, but not update it, so no flag is written.",
                connection.Crm == CrmKind.HubSpot
                    ? "Give the token the scope crm.objects.contacts.write."
                    : $"Give the connector's user edit on {scope.Name}."));
    }

    async Task LookAtPagesAsync(ObjectScope scope, CrmObject described, NewField[] written, CancellationToken cancellationToken)
    {
        var asked = findings.Count;
        var shown = await AskAsync(() => crm.Admin.OnPagesAsync(scope.Name, cancellationToken), Weight.Aside);
        if (shown is null && findings.Count == asked)
            findings.Add(FindingKinds.PagesUnknown.In(
                connection.Name, $"{connection.Crm} does not tell which properties its pages show.",
                $"See that reps have them on the record: {string.Join(", ", written.Select(field => field.Name))}."));

        string[] hidden = [.. written.Select(field => field.Name).Where(described.Fields.ContainsKey).Where(name => shown?.Contains(name) == false)];
        if (hidden.Length > 0)
            findings.Add(FindingKinds.NotOnPage.In(
                connection.Name, $"No page layout of {scope.Name} shows {string.Join(", ", hidden)}, so reps do not see them.",
                "Add them to the page layouts (Object Manager, Page Layouts), or leave them to list views on purpose."));
    }

    /// <returns>Null when the CRM refused to answer.</returns>
    async Task<T?> AskAsync<T>(Func<Task<T>> question, Weight weight)
    {
        try
        {
            return await question();
        }
        catch (CrmException failure) when (failure.Failure == CrmFailure.Rejected)
        {
            var kind = failure.Status == HttpStatusCode.Forbidden ? weight.Forbidden : weight.Refused;
            findings.Add(kind.In(connection.Name, failure.Message, failure.Remedy ?? RemedyOfSilence));
        }
        catch (CrmException failure) when (failure.Failure == CrmFailure.VersionRetired)
        {
            findings.Add(weight.Unserved.In(
                connection.Name, failure.Message, $"See that {connection.BaseUrl} serves this in version {connection.ApiVersion}; what it would tell stays unknown."));
        }

        return default;
    }

    string RemedyOfSilence => $"See that {connection.BaseUrl} is the account you mean, and that it answers.";

    Finding Told(CrmException failure)
    {
        var kind = failure.Failure switch
        {
            CrmFailure.Unauthorized => FindingKinds.SignIn,
            CrmFailure.VersionRetired => FindingKinds.ApiVersion,
            CrmFailure.QuotaExhausted => FindingKinds.QuotaUsed,
            CrmFailure.ShareUsed => FindingKinds.ShareUsed,
            CrmFailure.Throttled => FindingKinds.Throttled,
            CrmFailure.Unavailable => FindingKinds.Unavailable,
            _ when failure.Status == HttpStatusCode.Forbidden => FindingKinds.MissingScope,
            _ => FindingKinds.Refused,
        };
        return kind.In(connection.Name, failure.Message, failure.Remedy ?? RemedyOfSilence);
    }

    /// <summary>What it means for passes when the CRM leaves a question without an answer.</summary>
    sealed record Weight(FindingKind Unserved, FindingKind Forbidden, FindingKind Refused)
    {
        public static readonly Weight Reading = new(FindingKinds.Refused, FindingKinds.MissingScope, FindingKinds.Refused);
        public static readonly Weight Writing = new(FindingKinds.NotServed, FindingKinds.MissingScope, FindingKinds.Refused);
        public static readonly Weight Owners = new(FindingKinds.OwnersUnreadable, FindingKinds.OwnersForbidden, FindingKinds.OwnersUnreadable);

        /// <summary>No pass asks it.</summary>
        public static readonly Weight Aside = new(FindingKinds.NotServed, FindingKinds.NotServed, FindingKinds.NotServed);
    }
}
