using System.Text.RegularExpressions;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Mappings;

/// <summary>
/// What a field name looks like. Names of any other form are refused, so that nothing in a mapping file can end a field
/// name inside a query.
/// </summary>
sealed record FieldName(string Pattern, string Words)
{
    static readonly FieldName salesforce = new(
        "^[A-Za-z][A-Za-z0-9_]*$", "a Salesforce field: letters, digits and underscores, such as Status or Hot_Lead__c");

    static readonly FieldName salesforcePath = new(
        @"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$",
        "a Salesforce field, also of a related record, such as Industry or RecordType.DeveloperName");

    static readonly FieldName hubSpot = new(
        "^[a-z][a-z0-9_]*$", "a HubSpot property by its internal name: lower-case letters, digits and underscores, such as hs_lead_status");

    public static FieldName Of(CrmKind? crm) => crm == CrmKind.HubSpot ? hubSpot : salesforce;

    /// <summary>Also a field of a related record, where the CRM knows such paths.</summary>
    public static FieldName PathOf(CrmKind? crm) => crm == CrmKind.HubSpot ? hubSpot : salesforcePath;

    public bool Matches(string text) => text.Length <= 255
        && Regex.IsMatch(text, Pattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)
        && text[^1] != '\n';
}
