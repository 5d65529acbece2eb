using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Commands;

/// <summary>A lead as <c>leads --json</c> and <c>explain --json</c> show it.</summary>
record LeadView
{
    public required string Connection { get; init; }

    public required string Object { get; init; }

    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The owner's address where known, else the name.</summary>
    public string? Owner { get; init; }

    public decimal Total { get; init; }

    public required PartsView Parts { get; init; }

    public bool Hot { get; init; }

    public DateTimeOffset? HotSince { get; init; }

    public DateTimeOffset? ResetsAt { get; init; }

    public required string Stage { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The record of the same person in the other CRM; left out when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinkView? Linked { get; init; }
}

/// <param name="Hot">Whether the other record itself is hot.</param>
sealed record LinkView(string Connection, string Object, string Id, bool Hot);

sealed record PartsView(decimal Status, decimal Behaviour, decimal Fit);

sealed record LeadList(IReadOnlyList<LeadView> Leads);

/// <summary>Reads leads together with what their views need: owners, and the mapping in force.</summary>
sealed class LeadViews(Ledgers ledgers)
{
    readonly Dictionary<string, (MappingFile? Mapping, Dictionary<string, Owner> Owners)> connections = new(StringComparer.Ordinal);

    public async Task<List<LeadView>> OfAsync(IReadOnlyList<LeadRow> leads, CancellationToken cancellationToken)
    {
        var recent = await ledgers.RecentAsync(leads, cancellationToken);
        var others = (await ledgers.OfRowsAsync(leads.Select(lead => lead.LinkedId).OfType<long>(), cancellationToken))
            .ToDictionary(other => other.LeadId);
        List<LeadView> views = new(leads.Count);
        foreach (var lead in leads)
        {
            var view = await OfAsync(lead, recent[lead.LeadId].Select(row => row.Entry()), cancellationToken);
            views.Add(others.GetValueOrDefault(lead.LinkedId ?? 0) is { } other
                ? view with { Linked = new(other.Connection, other.Object, other.Id, other.Hot) }
                : view);
        }

        return views;
    }

    public async Task<(MappingFile? Mapping, Dictionary<string, Owner> Owners)> OfAsync(
        string connection, CancellationToken cancellationToken)
    {
        if (!connections.TryGetValue(connection, out var known))
        {
            var model = await ledgers.ModelAsync(connection, cancellationToken);
            var owners = await ledgers.CachedAsync(connection, OwnerMap.Name, cancellationToken);
            connections[connection] = known = (
                model is null ? null : MappingReader.Read("mapping", model.Text, null).File,
                owners is null ? [] : OwnerMap.Restore(owners));
        }

        return known;
    }

    async Task<LeadView> OfAsync(LeadRow lead, IEnumerable<LedgerEntry> recent, CancellationToken cancellationToken)
    {
        var (mapping, owners) = await OfAsync(lead.Connection, cancellationToken);
        var state = lead.State();
        var owner = owners.GetValueOrDefault(lead.OwnerId ?? "");
        var mode = mapping?.Model.Objects.GetValueOrDefault(lead.Object)?.Status.Mode ?? StatusMode.Replace;
        return new()
        {
            Connection = lead.Connection,
            Object = lead.Object,
            Id = lead.Id,
            Name = lead.Name,
            Owner = owner?.Email ?? owner?.Name ?? lead.OwnerId,
            Total = state.Parts.Total,
            Parts = new(state.Parts.Status, state.Parts.Behaviour, state.Parts.Fit),
            Hot = lead.IsShownHot,
            HotSince = state.Hot ? state.HotSince : lead.Elsewhere?.Since,
            ResetsAt = state.ResetsAt,
            Stage = StageName.Of(state.Stage),
            Reasons = Core.Reasons.List(recent, state, mode, mapping?.Locale ?? Locale.En, lead.Elsewhere),
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter), typeof(FindingSeverityConverter)])]
[JsonSerializable(typeof(LeadList))]
[JsonSerializable(typeof(ExplainView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(MappingsView))]
[JsonSerializable(typeof(CheckView))]
[JsonSerializable(typeof(RetryView))]
sealed partial class CommandJson : JsonSerializerContext;

/// <summary>ISO 8601, UTC, written with a Z.</summary>
sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
