using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Which version of the mapping file is in force, and when a changed one takes its place: complete, valid, its own tests
/// passed, at the end of a complete pass, and only if few leads flip through it or a person has said so.
/// </summary>
sealed class ModelChange(
    ConnectionOptions connection, PublishOptions publish, AlertOptions alerts, Models models, LeadBook leads, TimeProvider time, ILogger logger)
{
    MappingFile? candidate;

    /// <summary>The version in force. The first valid file of a connection takes force at once.</summary>
    /// <exception cref="MappingException">There is none: the file is wrong and no earlier version is known.</exception>
    public async Task<InForce> OpenAsync(PassReport report, CancellationToken cancellationToken)
    {
        var current = await models.InForceAsync(cancellationToken);
        var reading = MappingReader.ReadFile(connection.Mapping, connection.Crm);
        if (current is null)
        {
            var first = reading.File ?? throw new MappingException(reading.Problems);
            await models.EnforceAsync(first.Hash, first.Text, first.Model.SignalNames, at: null, alerts: false, time.GetUtcNow(), cancellationToken);
            logger.ModelInForce(connection.Name, first.Hash);
            return Of(first, at: null);
        }

        var inForce = Reread(current);
        await LookAsync(reading, inForce, report, cancellationToken);
        return Of(inForce, current.At);
    }

    /// <summary>The version in force, whatever has become of the file; null before the first pass.</summary>
    public async Task<InForce?> InForceAsync(CancellationToken cancellationToken) =>
        await models.InForceAsync(cancellationToken) is { } current ? Of(Reread(current), current.At) : null;

    /// <summary>At the end of a pass: puts the changed file into force, or says why not.</summary>
    /// <returns>The new version, or null when nothing changes.</returns>
    public async Task<InForce?> ChangeAsync(
        LoadedMap map, DateTimeOffset reached, PassReport report, CancellationToken cancellationToken)
    {
        if (candidate is null)
            return null;

        var changed = Of(candidate, reached);
        var flips = await FlipsAsync(changed, map, reached, cancellationToken);
        var staged = await models.StagedAsync(cancellationToken);
        var approved = staged is { Approved: true } && staged.Hash == candidate.Hash;
        var alerted = approved && staged is { Alerts: true };
        if (flips > publish.MaxFlips && !approved)
        {
            var message = $"{flips} leads would flip, more than Publish.MaxFlips ({publish.MaxFlips}).";
            await models.StageAsync(candidate.Hash, "waiting", flips, message, cancellationToken);
            report.Problems.Add(new(
                "model_waiting", $"{connection.Mapping} is not in force yet: {message}",
                $"Run mappings publish --connection {connection.Name}, or change the file back."));
            return null;
        }

        await models.EnforceAsync(
            candidate.Hash, candidate.Text, candidate.Model.SignalNames, reached, alerted, time.GetUtcNow(), cancellationToken);
        logger.ModelInForce(connection.Name, candidate.Hash);
        return changed;
    }

    MappingFile Reread(ModelInForce current) => MappingReader.Read(connection.Mapping, current.Text, connection.Crm).File
        ?? throw new InvalidDataException($"The mapping in force for {connection.Name} can no longer be read.");

    async Task LookAsync(MappingReading reading, MappingFile inForce, PassReport report, CancellationToken cancellationToken)
    {
        if (reading.File?.Hash == inForce.Hash)
        {
            await models.UnstageAsync(cancellationToken);
            return;
        }

        if (reading.File is not { } file)
        {
            var message = string.Join('\n', reading.Problems.Select(problem => problem.ToString()));
            await models.StageAsync("", "invalid", 0, message, cancellationToken);
            report.Problems.Add(new("model_invalid", message, "Mend the file; until then the version in force stays."));
        }
        else if (AlertNeeds.Lacking(file, alerts).ToList() is { Count: > 0 } lacking)
        {
            var message = string.Join('\n', lacking);
            await models.StageAsync(file.Hash, "invalid", 0, message, cancellationToken);
            report.Problems.Add(new("model_invalid", message, "Until then the version in force stays."));
        }
        else if (MappingTestRunner.Run(file).Where(result => result.Outcome == MappingTestOutcome.Failed).ToList() is { Count: > 0 } failed)
        {
            var message = string.Join('\n', failed.Select(result => $"{result.Name}: {string.Join("; ", result.Mismatches)}"));
            await models.StageAsync(file.Hash, "test_failed", 0, message, cancellationToken);
            report.Problems.Add(new("model_test_failed", message, "Mend the file or its tests; until then the version in force stays."));
        }
        else
        {
            candidate = file;
        }
    }

    /// <summary>How many leads would be hot that are cold, or cold that are hot, right after the change.</summary>
    async Task<int> FlipsAsync(InForce changed, LoadedMap map, DateTimeOffset reached, CancellationToken cancellationToken)
    {
        var folder = new LeadFolder(new FoldContext(changed.Book, map.Owners, reached, reached, reached));
        var flips = 0;
        await foreach (var lead in leads.ScoredAsync(cancellationToken))
        {
            if (changed.File.Model.Objects.ContainsKey(lead.Object) && folder.Fold(new PendingLead(lead, [])).Lead.Hot != lead.Hot)
                flips++;
        }

        return flips;
    }

    static InForce Of(MappingFile file, DateTimeOffset? at) => new(file, new SettingsBook(file.Model), at);
}

/// <summary>A mapping file is wrong, and there is no earlier version to go on with.</summary>
sealed class MappingException(IReadOnlyList<MappingProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.ToString())))
{
    public IReadOnlyList<MappingProblem> Problems { get; } = problems;
}
