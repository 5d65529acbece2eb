using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads what the company and its exceptions write alike.</summary>
static class LayerReader
{
    public static LayerRules Read(YamlNode layer, string name) => new(name)
    {
        Signals = SignalReader.Read(layer["signals"]),
        Fit = FitReader.Read(layer["fit"]),
        Stages = StagesReader.Read(layer["stages"], layer["pressure"]),
    };
}
