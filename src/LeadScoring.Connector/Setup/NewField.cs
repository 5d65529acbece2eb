using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Setup;

/// <summary>A field that the connector writes, as it is made where it is missing.</summary>
/// <param name="Label">What people read on the page; at most 40 characters.</param>
sealed record NewField(string Object, string Name, FieldType Type, string Label, string Description)
{
    /// <summary>Such as Lead.Hot_Lead__c.</summary>
    public string FullName => $"{Object}.{Name}";
}
