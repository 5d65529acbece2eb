using System.Globalization;
using System.Text.Json;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Commands;

/// <summary>Effective settings by the keys of the mapping file, each with the layer it came from.</summary>
static class SettingViews
{
    public static IEnumerable<SettingView> Of(Settings settings)
    {
        yield return Number("scoring.hot_at", settings.HotAt.Value, settings.HotAt.Layer);
        yield return settings.CoolBelow.Value is { } coolBelow
            ? Number("scoring.cool_below", coolBelow, settings.CoolBelow.Layer)
            : Number("scoring.cool_below", settings.HotAt.Value, settings.CoolBelow.Layer);
        yield return new("scoring.reset_after", settings.ResetAfter.Value is { } period ? Duration.Format(period) : "never", settings.ResetAfter.Layer);
        yield return Choice("scoring.on_change", settings.OnChange);
        yield return new("scoring.minimum_hold", Duration.Format(settings.MinimumHold.Value), settings.MinimumHold.Layer);
        yield return new("scoring.cool_down", Duration.Format(settings.CoolDown.Value), settings.CoolDown.Layer);
        yield return settings.Floor.Value is { } floor
            ? Number("scoring.floor", floor, settings.Floor.Layer)
            : new("scoring.floor", "none", settings.Floor.Layer);
        yield return Choice("scoring.disqualified", settings.Disqualified);
        yield return Choice("scoring.on_removal", settings.OnRemoval);
        yield return Choice("scoring.manual_hot", settings.ManualHot);
        yield return Choice("scoring.on_merge", settings.OnMerge);
        yield return Choice("scoring.on_conversion", settings.OnConversion);
        foreach (var (value, points) in settings.StatusPoints.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return Number($"status.points.{value}", points.Value, points.Layer);
        foreach (var view in RuleViews.Of(settings))
            yield return view;
    }

    static SettingView Number(string key, decimal value, string layer) => new(key, value.ToString("0.####", CultureInfo.InvariantCulture), layer);

    static SettingView Choice<T>(string key, Layered<T> value)
        where T : struct, Enum => new(key, JsonNamingPolicy.SnakeCaseLower.ConvertName(value.Value.ToString()), value.Layer);
}
