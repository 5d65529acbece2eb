using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads the sections <c>stages</c> and <c>pressure</c> of one layer.</summary>
static class StagesReader
{
    public static StageRules Read(YamlNode? stages, YamlNode? pressure) => new()
    {
        ProspectWhen = stages?["prospect_when"].ToChoice<ProspectWhen>(),
        UnresponsiveAfter = stages?["unresponsive"]?["after"].ToDuration(),
        UnresponsiveApproaches = stages?["unresponsive"]?["approaches"].ToWhole(),
        PressureAtMost = pressure?["at_most"].ToWhole(),
        PressureWithin = pressure?["within"].ToDuration(),
    };
}
