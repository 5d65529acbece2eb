using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A mapping file: Open 4, Working 7, Interested 6, Converted 8, Refused 0, and hot at 5, unless a test says otherwise.</summary>
sealed record Model
{
    public string Points { get; init; } =
        $"{{ {Status.Open}: 4, {Status.Working}: 7, {Status.Interested}: 6, {Status.Converted}: 8, {Status.Refused}: 0 }}";

    /// <summary>What the statuses mean.</summary>
    public string Lists { get; init; } =
        $"qualified: [{Status.Converted}], disqualified: [{Status.Refused}], interaction: [{Status.Interested}]";

    public string Scoring { get; init; } = "hot_at: 5";

    /// <summary>Which records score.</summary>
    public string Only { get; init; } = "";

    public string Signals { get; init; } = "";

    public string Fit { get; init; } = "";

    public string Locale { get; init; } = "en";

    /// <summary>Whatever else stands at the top of the file.</summary>
    public string More { get; init; } = "";

    /// <summary>Every field that a mapping can write is written, not only the first five.</summary>
    public bool WritesAll { get; init; }

    /// <summary>An open lead is worth nothing, so that only the signals count.</summary>
    public static Model Signalling(string signals) => new()
    {
        Points = $"{{ {Status.Open}: 0, {Status.Working}: 7, {Status.Interested}: 6, {Status.Converted}: 8, {Status.Refused}: 0 }}",
        Signals = signals,
    };

    /// <summary>The same for criteria, with all that the mapping can write.</summary>
    public static Model Judging(string fit) => Signalling("") with { Fit = fit, WritesAll = true };

    public static Model ResettingAfter(string period) => new() { Scoring = $"hot_at: 5, reset_after: {period}" };

    public string TextFor(Play play) =>
        $$"""
        version: 1
        crm: {{(play.Crm == CrmKind.Salesforce ? "salesforce" : "hubspot")}}
        locale: {{Locale}}
        objects:
          {{play.Object}}:
            status: { field: {{play.StatusField}}, points: {{Points}}, {{Lists}} }
            writes:
              hot: {{play.Hot}}
              score: {{play.Score}}
              hot_since: {{play.HotSince}}
              resets_at: {{play.ResetsAt}}
              reasons: {{play.Reasons}}
              {{(WritesAll ? $"blockers: {play.Blockers}\n      stage: {play.Stage}\n      pressure: {play.Pressure}\n      unresponsive: {play.Unresponsive}" : "")}}
            {{(Only.Length > 0 ? $"only: {{ {Only} }}" : "")}}
        scoring: { {{Scoring}} }
        {{(Signals.Length > 0 ? $"signals: {{ {Signals} }}" : "")}}
        {{(Fit.Length > 0 ? $"fit: {{ {Fit} }}" : "")}}
        {{More}}
        """;
}
