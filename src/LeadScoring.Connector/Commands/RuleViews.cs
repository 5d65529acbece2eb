using System.Globalization;
using System.Text.Json;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Commands;

/// <summary>
/// The signals, criteria, stages and limits in force, by the keys of the mapping file. A limit that nobody states is left out.
/// </summary>
static class RuleViews
{
    public static IEnumerable<SettingView> Of(Settings settings)
    {
        foreach (var signal in settings.Signals.Values.OrderBy(signal => signal.Name, StringComparer.Ordinal))
        {
            foreach (var view in Of(signal))
                yield return view with { Key = $"signals.{signal.Name}.{view.Key}" };
        }

        foreach (var criterion in settings.Fit)
        {
            yield return new($"fit.{criterion.Name}.points", Number(criterion.Points.Value), criterion.Points.Layer);
            yield return new($"fit.{criterion.Name}.{Named(criterion.When.Value)}", Text(criterion.When.Value), criterion.When.Layer);
            foreach (var view in Objects(criterion.Objects))
                yield return view with { Key = $"fit.{criterion.Name}.{view.Key}" };
        }

        if (settings.Only is { } only)
            yield return new($"only.{Named(only)}", Text(only), "company");
        foreach (var view in Stages(settings))
            yield return view;
    }

    static IEnumerable<SettingView> Of(Signal signal) =>
    [
        new("on", SourceName.Of(signal.On.Value), signal.On.Layer),
        new("points", Number(signal.Points.Value), signal.Points.Layer),
        .. signal.On.Value.Activity is null ? Field(signal) : Activity(signal),
        .. Objects(signal.Objects),
        .. Stated("at_most", signal.AtMost, most => $"{most.Times} within {Duration.Format(most.Within)}"),
        new("lasts", signal.Lasts.Value is { } period ? Duration.Format(period) : "never", signal.Lasts.Layer),
        new("interaction", Flag(signal.Interaction.Value), signal.Interaction.Layer),
        new("two_way", Flag(signal.IsTwoWay), signal.IsTwoWay == signal.TwoWay.Value ? signal.TwoWay.Layer : signal.Answered.Layer),
    ];

    static IEnumerable<SettingView> Field(Signal signal) =>
    [
        new("field", signal.Field.Value, signal.Field.Layer),
        signal.Test.Value switch
        {
            { Kind: FieldTestKind.Becomes, Value: var value } => new("becomes", value ?? "", signal.Test.Layer),
            { Kind: FieldTestKind.Reaches, Number: var number } => new("reaches", Number(number), signal.Test.Layer),
            { Kind: var kind } => new(Name(kind), "true", signal.Test.Layer),
        },
        .. Stated("from", signal.From, Number),
    ];

    static IEnumerable<SettingView> Activity(Signal signal)
    {
        if (signal.Lasting.Value > TimeSpan.Zero)
            yield return new("lasting", Duration.Format(signal.Lasting.Value), signal.Lasting.Layer);
        foreach (var view in Stated("answered", signal.Answered, Flag))
            yield return view;
        foreach (var (field, values) in signal.Matching.Value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return new($"matching.{field}", Listed(values), signal.Matching.Layer);
    }

    static IEnumerable<SettingView> Objects(Layered<IReadOnlySet<string>> objects) =>
        objects.Value.Count > 0 ? [new SettingView("objects", Listed(objects.Value), objects.Layer)] : [];

    static IEnumerable<SettingView> Stages(Settings settings) =>
    [
        new("stages.prospect_when", Name(settings.ProspectWhen.Value), settings.ProspectWhen.Layer),
        .. Stated("stages.unresponsive.after", settings.UnresponsiveAfter, Duration.Format),
        .. Stated("stages.unresponsive.approaches", settings.UnresponsiveApproaches, count => Number(count)),
        .. Stated("pressure.at_most", settings.PressureAtMost, count => Number(count)),
        .. Stated("pressure.within", settings.PressureWithin, Duration.Format),
    ];

    static IEnumerable<SettingView> Stated<T>(string key, Layered<T?> setting, Func<T, string> say)
        where T : struct => setting.Value is { } value ? [new SettingView(key, say(value), setting.Layer)] : [];

    static string Named(Conditions conditions) => conditions.All ? "all" : "any";

    static string Text(Conditions conditions) => string.Join("; ", conditions.Tests.Select(Text));

    static string Text(Condition condition) => condition switch
    {
        { Is: { } value } => $"{condition.Field} is {value}",
        { In: { } values } => $"{condition.Field} in {Listed(values)}",
        { NotIn: { } values } => $"{condition.Field} not in {Listed(values)}",
        { AtLeast: { } least } => $"{condition.Field} at least {Number(least)}",
        { AtMost: { } most } => $"{condition.Field} at most {Number(most)}",
        { Matches: { } pattern } => $"{condition.Field} matches {pattern}",
        _ => $"{condition.Field} {(condition.Empty == true ? "is empty" : "is not empty")}",
    };

    static string Listed(IEnumerable<string> values) => string.Join(", ", values.Order(StringComparer.Ordinal));

    static string Flag(bool value) => value ? "true" : "false";

    static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
