using System.Text.Json;
using LeadScoring.Core;

namespace LeadScoring.Connector.Mappings;

/// <summary>A stage as people read it in the CRM and write it in tests: repeat customer.</summary>
static class StageName
{
    public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<Stage>().Select(Of)];

    public static string Of(Stage stage) => JsonNamingPolicy.SnakeCaseLower.ConvertName(stage.ToString()).Replace('_', ' ');
}
