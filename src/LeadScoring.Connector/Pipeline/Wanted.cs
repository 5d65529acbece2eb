using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>One field of one record that differs from what is wanted.</summary>
sealed record Difference(string Object, string Id, string Field, string? From, string? To);

/// <summary>What the CRM should show for a lead, in the types of its fields.</summary>
static class Wanted
{
    const int ReasonsLength = 255;

    /// <summary>The fields to send: those that differ from what the CRM shows.</summary>
    public static RecordWrite Write(Unconfirmed due, ObjectRules rules, CrmObject described, Locale locale)
    {
        var shown = Shown.Unpack(due.Lead.Shown);
        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var (written, name) in rules.Writes)
        {
            if (!described.Fields.TryGetValue(name, out var field) || !field.Writable)
                continue;
            if (Value(written, field, due, rules, locale) is { } wanted && Shown.Differs(wanted, shown.GetValueOrDefault(name)))
                fields[name] = wanted;
        }

        return new(due.Lead.Id, fields);
    }

    public static IEnumerable<Difference> Differences(LeadRow lead, RecordWrite write)
    {
        var shown = Shown.Unpack(lead.Shown);
        return write.Fields.Select(field => new Difference(
            lead.Object, lead.Id, field.Key, shown.GetValueOrDefault(field.Key), Shown.Text(field.Value)));
    }

    /// <summary>The fields as the CRM shows them once the write is accepted.</summary>
    public static string ShownAfter(LeadRow lead, RecordWrite write)
    {
        var shown = Shown.Unpack(lead.Shown);
        foreach (var (name, value) in write.Fields)
            shown[name] = Shown.Text(value);
        return Shown.Pack(shown);
    }

    static FieldValue? Value(WrittenField written, CrmField field, Unconfirmed due, ObjectRules rules, Locale locale)
    {
        var state = due.Lead.State();
        return written switch
        {
            WrittenField.Hot => FieldValue.Of(state.Hot),
            WrittenField.Score => Number(state.Parts.Total, field),
            WrittenField.HotSince => Time(state.HotSince, field),
            WrittenField.ResetsAt => Time(state.ResetsAt, field),
            WrittenField.Reasons => Text(Reasons.Text(due.Recent, state, rules.Status.Mode, locale), field),
            _ => null,
        };
    }

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
        var length = field.Length > 0 ? Math.Min(field.Length, ReasonsLength) : ReasonsLength;
        return text.Length == 0 ? FieldValue.Empty(FieldType.Text) : FieldValue.Of(text.Length > length ? text[..length] : text);
    }
}
