using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Connector.Pipeline;

/// <summary>The reports of all connections, as <c>sync --json</c> prints them.</summary>
sealed record SyncReport(IReadOnlyList<PassReport> Connections);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    Converters = [typeof(PassStatusConverter)])]
[JsonSerializable(typeof(SyncReport))]
[JsonSerializable(typeof(PassReport))]
[JsonSerializable(typeof(Crm.CrmQuota))]
sealed partial class ReportJson : JsonSerializerContext
{
    public static string NameOf(Pipeline.PassStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}

sealed class PassStatusConverter() : JsonStringEnumConverter<PassStatus>(JsonNamingPolicy.SnakeCaseLower);
