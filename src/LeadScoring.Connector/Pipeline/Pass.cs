using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>One pass of one connection: read what changed, score it, and bring the CRM's fields into line, and tell people.</summary>
sealed class Pass(
    ConnectionOptions connection, PublishOptions publish, ICrm crm, AlertPost post, Lease lease, TimeProvider time, ILogger<Pass> logger)
{
    readonly Inbox inbox = new(lease);
    readonly LeadBook leads = new(lease);
    readonly Connections facts = new(lease, time);
    readonly PassReport report = new(connection.Name);

    /// <summary>What is known so far, whether or not the pass has come to its end.</summary>
    public PassReport Report => report;

    /// <summary>Only works out what would be written. Meant for a copy of the store: everything else is kept there.</summary>
    public bool DryRun { get; init; }

    public PeopleOptions People { get; init; } = new();

    /// <exception cref="CrmException">A call failed for good; what was read until then is kept.</exception>
    public async Task<PassReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await crm.Account.BeginPassAsync(crm.LookAsync, cancellationToken);
            await new VersionNotice(connection, facts, time).GiveAsync(report, cancellationToken);
            var changer = new ModelChange(connection, publish, post.Options, new Models(lease), leads, time, logger);
            var model = await changer.OpenAsync(report, cancellationToken);
            var links = await LinkedAsync(cancellationToken);
            var (map, reached, isTrailing) = await ReadAsync(model, cancellationToken);
            if (isTrailing)
                await new Presence(crm, new(lease), facts, report).CheckAsync(map, reached, cancellationToken);
            report.Reading = time.GetElapsedTime(started);
            await new Requests(lease).ApplyAsync(reached, cancellationToken);
            var retries = new Retries(lease);
            await retries.BeginAsync(cancellationToken);

            var folding = new Folding(leads, facts, report, logger);
            var context = await ContextAsync(model, map, reached, cancellationToken);
            await new Joining(new Successions(lease), folding, report).JoinAsync(context, cancellationToken);
            await folding.FoldAsync(context, cancellationToken);
            await folding.FireTimersAsync(context, cancellationToken);

            if (await changer.ChangeAsync(map, reached, report, cancellationToken) is { } changed)
                context = await ContextAsync(model = changed, map, reached, cancellationToken);
            await folding.ConvertAsync(context, cancellationToken);
            await folding.ReportUnmappedAsync(cancellationToken);
            await links.EndAsync(report, cancellationToken);

            if (context.Objects.Count > 0)
                await facts.GoLiveAsync(context.Objects, reached, cancellationToken);
            await new WriteBack(crm, lease, time, logger) { DryRun = DryRun }.WriteAsync(model, map, report, cancellationToken);
            if (!DryRun)
                await new Alerting(post, lease, time, logger).SendAsync(model, map, reached, report, cancellationToken);
            await retries.EndAsync(cancellationToken);
            crm.Account.RequireRoom();
            return report;
        }
        finally
        {
            report.Close(crm, time.GetElapsedTime(started));
        }
    }

    async Task<LinkReport> LinkedAsync(CancellationToken cancellationToken)
    {
        var people = new People(lease);
        var links = new LinkReport(people);
        await links.BeginAsync(cancellationToken);
        await people.EnforceAsync(People.Linked, cancellationToken);
        return links;
    }

    /// <summary>
    /// What the CRM was described as an hour ago may be wrong by now: a refusal is a reason to ask anew, and only what is
    /// still refused then is left out.
    /// </summary>
    async Task<Reached> ReadAsync(InForce model, CancellationToken cancellationToken)
    {
        var told = report.Problems.Count;
        try
        {
            var map = await new CrmMap(connection, crm, facts, leads).LoadAsync(model, report, cancellationToken);
            return await ReadAsync(model, map, pausesRefused: false, cancellationToken);
        }
        catch (CrmException refusal) when (refusal.Failure == CrmFailure.Rejected)
        {
            await Connections.ForgetFieldsAsync(lease.Database, connection.Name, cancellationToken);
            report.Problems.RemoveRange(told, report.Problems.Count - told);
            var map = await new CrmMap(connection, crm, facts, leads).LoadAsync(model, report, cancellationToken);
            return await ReadAsync(model, map, pausesRefused: true, cancellationToken);
        }
    }

    async Task<Reached> ReadAsync(InForce model, LoadedMap map, bool pausesRefused, CancellationToken cancellationToken)
    {
        var sources = new StatusSources(lease, time);
        foreach (var (scope, described) in map.Objects)
            await sources.TurnAsync(scope.Name, scope.StatusField, described.SourceOf(scope), cancellationToken);
        return await new Reading(connection, crm, inbox, facts, time, logger, pausesRefused).ReadAsync(model, map, report, cancellationToken);
    }

    async Task<FoldContext> ContextAsync(
        InForce model, LoadedMap map, DateTimeOffset reached, CancellationToken cancellationToken)
    {
        var row = await facts.ReadAsync(cancellationToken);
        var began = await new Models(lease).SignalsAsync(cancellationToken);
        var book = new SettingsBook(
            model.File.Model, name => began.TryGetValue(name, out var at) ? at : row.Since);
        return new(book, map.Owners, model.At, row.Since ?? reached, reached)
        {
            Objects = [.. map.Objects.Select(mapped => mapped.Scope.Name)],
            Alerts = new(model.File.Alerts, post.Options, map.Owners, await facts.LiveAsync(cancellationToken), reached),
            AlertsByModel = await new Models(lease).AlertsAsync(cancellationToken),
        };
    }
}

/// <summary>The mapping a pass scores by.</summary>
sealed record InForce(MappingFile File, SettingsBook Book, DateTimeOffset? At);
