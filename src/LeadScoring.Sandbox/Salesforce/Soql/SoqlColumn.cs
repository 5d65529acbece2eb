namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>Reads one field of a row, through relationships where the path has them.</summary>
sealed class SoqlColumn
{
    readonly SalesforceOrg org;
    readonly int[] relations;
    readonly string name;
    readonly int slot;

    public SoqlColumn(SalesforceOrg org, string soql, SObjectTable table, SoqlPath path)
    {
        this.org = org;
        relations = new int[path.Steps.Length - 1];
        IReadOnlyList<SObjectTable> targets = [table];
        for (var step = 0; step < relations.Length; step++)
        {
            var relation = targets.SelectMany(target => target.Fields).FirstOrDefault(field => IsRelation(field, path.Steps[step]))
                ?? throw SoqlError.NoSuchRelationship(soql, path, path.Steps[step]);
            relations[step] = targets.Select(target => target.SlotOf(relation.Name)).First(place => place >= 0);
            targets = [.. relation.ReferenceTo.Select(to => FieldDefinitions.Table(org, to) ?? org.FindTable(to)).OfType<SObjectTable>()];
        }

        name = path.Steps[^1];
        slot = table.SlotOf(name);
        Field = targets.Select(target => target.Field(name)).FirstOrDefault(field => field is not null)
            ?? (name.Equals("Type", StringComparison.OrdinalIgnoreCase) && targets.Count > 1 ? SObjectField.Text("Type") : null)
            ?? throw SoqlError.NoSuchColumn(soql, path, name, targets.Count > 1 ? "Name" : targets.Count == 1 ? targets[0].Name : table.Name);
    }

    public SObjectField Field { get; }

    public object? Read(SObjectRow row)
    {
        if (relations.Length == 0) return row[slot];

        var target = row;
        foreach (var relation in relations)
        {
            if (target[relation] is not string id || Follow(org, id) is not { } next) return null;
            target = next;
        }

        return target[name] ?? (name.Equals("Type", StringComparison.OrdinalIgnoreCase) ? target.Table.Name : null);
    }

    public static bool IsRelation(SObjectField field, string name) =>
        field.Relationship?.Equals(name, StringComparison.OrdinalIgnoreCase) == true;

    public static SObjectRow? Follow(SalesforceOrg org, string id) =>
        org.TableOfId(id)?.Find(id) ?? FieldDefinitions.Table(org, "EntityDefinition")?.Find(id);
}
