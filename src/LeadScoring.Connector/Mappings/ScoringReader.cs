using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads one <c>scoring</c> section.</summary>
static class ScoringReader
{
    /// <param name="company">The company's section, for what an exception inherits; null for the company itself.</param>
    public static ScoringOverrides Read(YamlNode? scoring, YamlNode? company, MappingProblems problems)
    {
        if (scoring is null)
            return ScoringOverrides.None;

        CheckThresholds(scoring, company, problems);
        return new ScoringOverrides
        {
            HotAt = scoring["hot_at"].ToNumber(),
            CoolBelow = scoring["cool_below"].ToNumber(),
            ResetAfter = scoring["reset_after"] is { } reset ? new(reset.ToDuration()) : null,
            OnChange = scoring["on_change"].ToChoice<OnChange>(),
            MinimumHold = scoring["minimum_hold"].ToDuration(),
            CoolDown = scoring["cool_down"].ToDuration(),
            Floor = scoring["floor"] is { } floor ? new(floor.ToNumber()) : null,
            Disqualified = scoring["disqualified"].ToChoice<DisqualifiedRule>(),
            OnRemoval = scoring["on_removal"].ToChoice<OnRemoval>(),
            ManualHot = scoring["manual_hot"].ToChoice<ManualHot>(),
            OnMerge = scoring["on_merge"].ToChoice<OnMerge>(),
            OnConversion = scoring["on_conversion"].ToChoice<OnConversion>(),
        };
    }

    static void CheckThresholds(YamlNode scoring, YamlNode? company, MappingProblems problems)
    {
        var place = scoring["cool_below"] ?? scoring["hot_at"];
        var hotAt = scoring["hot_at"].ToNumber() ?? company?["hot_at"].ToNumber();
        var coolBelow = scoring["cool_below"].ToNumber() ?? company?["cool_below"].ToNumber();
        if (place is not null && coolBelow > hotAt)
            problems.Warn(place, "cool_below is greater than hot_at: leads cool below hot_at. Lower it, or leave it out.");
    }
}
