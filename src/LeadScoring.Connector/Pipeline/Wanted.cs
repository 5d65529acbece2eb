using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>One field of one record that differs from what is wanted.</summary>
sealed record Difference(string Object, string Id, string Field, string? From, string? To);

/// <summary>What the CRM should show for a lead, in the types of its fields.</summary>
static class Wanted
{
    /// <summary>A record that has scored nothing has no more to show than that its person is hot in the other CRM, or no longer.</summary>
    static readonly HashSet<WrittenField> OfOthers = [WrittenField.Hot, WrittenField.HotSince, WrittenField.Reasons];

    /// <summary>The fields to send: those that differ from what the CRM shows.</summary>
    public static RecordWrite Write(LeadRow lead, Standing standing, ObjectRules rules, CrmObject described)
    {
        var shown = Shown.Unpack(lead.Shown);
        var fields = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var (written, name) in rules.Writes)
        {
            if (lead.Entries == 0 && !OfOthers.Contains(written))
                continue;
            if (!described.Fields.TryGetValue(name, out var field) || !field.Writable)
                continue;

            var wanted = standing.Value(written, field);
            if (Shown.Differs(wanted, ShownAs(written, shown.GetValueOrDefault(name))))
                fields[name] = wanted;
        }

        return new(lead.Id, fields);
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

    /// <summary>A record without a stage is at the first one.</summary>
    static string? ShownAs(WrittenField written, string? shown) =>
        written == WrittenField.Stage && string.IsNullOrEmpty(shown) ? StageName.Of(Stage.Lead) : shown;
}
