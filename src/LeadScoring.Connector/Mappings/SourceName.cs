using System.Text.Json;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>What a signal listens to, as mapping files write it: email.opened, call.inbound, field.</summary>
static class SourceName
{
    public const string Field = "field";

    public static bool IsCall(string? name) => name is "call.inbound" or "call.outbound";

    public static SignalSource? Read(string? name) => name switch
    {
        null => null,
        Field => new SignalSource(Activity: null),
        _ when Enum.TryParse<ActivityKind>(name.Replace(".", "", StringComparison.Ordinal), ignoreCase: true, out var kind) => new SignalSource(kind),
        _ => null,
    };

    public static string Of(SignalSource source) => source.Activity is { } kind
        ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()).Replace('_', '.')
        : Field;
}
