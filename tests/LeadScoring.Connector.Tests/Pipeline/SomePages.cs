using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Pages of a CRM with record 1 on them.</summary>
static class SomePages
{
    public static readonly DateTimeOffset Noon = SomeCrm.Noon;

    static readonly ObjectRules Rules = new(
        "Lead",
        new() { Field = "Status", Points = new Dictionary<string, decimal> { [Status.Open] = 4, [Status.Working] = 7 } },
        new Dictionary<WrittenField, string> { [WrittenField.Hot] = "Hot_Lead__c" });

    public static CrmRecord Record(string? status, DateTimeOffset? stamp = null, string? hot = null) => new(
        "Lead", "1", Noon.AddDays(-1), stamp ?? Noon, new Dictionary<string, string?> { ["Status"] = status, ["Hot_Lead__c"] = hot });

    public static CrmPage Page(CrmRecord record) => new([record], [], null, record.Stamp);

    public static KeptPage Take(CrmPage page, LeadRow? known, EventSource source = EventSource.History)
    {
        var stream = new CrmStream("Lead", SomeCrm.Lead, SomeCrm.Described(SomeCrm.Lead), []);
        var before = new Dictionary<string, LeadRow>();
        if (known is not null)
            before[known.Id] = known;
        return new Intake(new("salesforce", "model", Rules, source, Live: true)).Take(stream, page, before, behind: false);
    }
}
