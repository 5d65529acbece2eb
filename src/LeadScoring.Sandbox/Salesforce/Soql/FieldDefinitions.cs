namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>FieldDefinition and EntityDefinition as tables made from the org's objects when a query asks for them.</summary>
static class FieldDefinitions
{
    public static SObjectTable? Table(SalesforceOrg org, string name)
    {
        if (name.Equals("FieldDefinition", StringComparison.OrdinalIgnoreCase)) return Fields(org);
        return name.Equals("EntityDefinition", StringComparison.OrdinalIgnoreCase) ? Entities(org) : null;
    }

    static SObjectTable Fields(SalesforceOrg org)
    {
        var table = SalesforceSchema.Virtual("FieldDefinition");
        foreach (var owner in org.Tables)
        {
            foreach (var field in owner.Fields.Concat(owner.Hidden))
            {
                var id = $"{owner.Name}.{field.Name}";
                table.Insert(id,
                [
                    id, field.Name, field.Label, field.Type.ToString(), field.Name.Replace("__c", "", StringComparison.Ordinal), owner.Name,
                    owner.Tracked.Contains(field.Name), (decimal)field.Length, (decimal)field.Precision, (decimal)field.Scale,
                ], DateTimeOffset.UnixEpoch);
            }
        }

        return table;
    }

    static SObjectTable Entities(SalesforceOrg org)
    {
        var table = SalesforceSchema.Virtual("EntityDefinition");
        foreach (var owner in org.Tables) table.Insert(owner.Name, [owner.Name, owner.Name, owner.Name, owner.KeyPrefix], DateTimeOffset.UnixEpoch);
        return table;
    }
}
