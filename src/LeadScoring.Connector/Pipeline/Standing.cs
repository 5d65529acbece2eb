using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>Where a lead stands, as the CRM's fields can tell it.</summary>
/// <param name="Recent">The entries that reasons and blockers come from.</param>
/// <param name="Settings">Those in force for its owner.</param>
sealed record Standing(LeadState State, IReadOnlyList<LedgerEntry> Recent, Settings Settings, Locale Locale)
{
    /// <summary>The other CRM, when the person is hot there; null when not.</summary>
    public Elsewhere? Elsewhere { get; init; }

    /// <summary>What the field should show, in its own type.</summary>
    public FieldValue Value(WrittenField written, CrmField field) => written switch
    {
        WrittenField.Hot => FieldValue.Of(State.Hot || Elsewhere is not null),
        WrittenField.Score => Number(State.Parts.Total, field),
        WrittenField.HotSince => Time(State.Hot ? State.HotSince : Elsewhere?.Since, field),
        WrittenField.ResetsAt => Time(State.ResetsAt, field),
        WrittenField.Reasons => Text(Reasons.Text(Recent, State, Settings.Status.Mode, Locale, Elsewhere), field),
        WrittenField.Blockers => Text(Blockers.Text(Recent, State, Settings, Locale), field),
        WrittenField.Stage => Text(StageName.Of(State.Stage), field),
        WrittenField.Pressure => Number(State.Pressure, field),
        WrittenField.Unresponsive => FieldValue.Of(State.Unresponsive),
        _ => throw new ArgumentOutOfRangeException(nameof(written), written, "A field of unknown meaning."),
    };

    static FieldValue Number(decimal number, CrmField field) =>
        FieldValue.Of(field.Scale is { } scale ? Math.Round(number, scale, MidpointRounding.AwayFromZero) : number);

    static FieldValue Time(DateTimeOffset? time, CrmField field) => (time, field.Type) switch
    {
        (null, FieldType.Day) => FieldValue.Empty(FieldType.Day),
        (null, _) => FieldValue.Empty(FieldType.Time),
        ({ } at, FieldType.Day) => FieldValue.OfDay(at),
        ({ } at, _) => FieldValue.OfTime(DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds())),
    };

    static FieldValue Text(string text, CrmField field)
    {
        var length = field.Length > 0 ? Math.Min(field.Length, Reasons.MaxLength) : Reasons.MaxLength;
        return text.Length == 0 ? FieldValue.Empty(FieldType.Text) : FieldValue.Of(text.Length > length ? text[..length] : text);
    }
}
