namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>Copies the selected values of a row, so that later changes do not reach pages not yet fetched.</summary>
sealed class SoqlSelection
{
    readonly SalesforceOrg org;
    readonly string[] names;
    readonly (int Slot, SoqlNested? Nested)[] columns;
    readonly SoqlChildren[] children;

    public SoqlSelection(SalesforceOrg org, string soql, SObjectTable table, IReadOnlyList<SoqlPath> paths, IEnumerable<SoqlChildren> children)
    {
        this.org = org;
        this.children = [.. children];
        foreach (var twice in paths.GroupBy(path => path.ToString(), StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            throw SoqlError.Field(soql, twice.Last().Position, $"duplicate field selected: {twice.Key}");

        var groups = paths.GroupBy(path => path.Steps[0], StringComparer.OrdinalIgnoreCase).Select(group => group.ToArray()).ToArray();
        names = new string[groups.Length + this.children.Length];
        for (var place = 0; place < this.children.Length; place++) names[groups.Length + place] = this.children[place].Relationship;
        columns = new (int, SoqlNested?)[groups.Length];
        for (var place = 0; place < groups.Length; place++)
        {
            var group = groups[place];
            var column = new SoqlColumn(org, soql, table, group[0]);
            foreach (var other in group.Skip(1)) _ = new SoqlColumn(org, soql, table, other);
            if (group[0].Steps.Length == 1)
            {
                names[place] = column.Field.Name;
                columns[place] = (table.SlotOf(column.Field.Name), null);
                continue;
            }

            var relation = table.Fields.First(field => SoqlColumn.IsRelation(field, group[0].Steps[0]));
            names[place] = relation.Relationship ?? relation.Name;
            columns[place] = (table.SlotOf(relation.Name), new SoqlNested(relation, [.. group.Select(path => path with { Steps = path.Steps[1..] })]));
        }
    }

    public SoqlRecord Read(SObjectRow row)
    {
        var values = new object?[names.Length];
        for (var place = 0; place < children.Length; place++) values[columns.Length + place] = children[place].Of(row);
        for (var place = 0; place < columns.Length; place++)
        {
            var (slot, nested) = columns[place];
            values[place] = nested is null ? row[slot] : row[slot] is string id ? nested.Read(org, id) : null;
        }

        return new(row.Table.Name, row.Id, names, values);
    }
}

/// <summary>The fields selected through one relationship. A polymorphic one answers as type "Name". [unverified]</summary>
sealed record SoqlNested(SObjectField Relation, IReadOnlyList<SoqlPath> Paths)
{
    public SoqlRecord? Read(SalesforceOrg org, string id)
    {
        if (SoqlColumn.Follow(org, id) is not { } target) return null;

        var groups = Paths.GroupBy(path => path.Steps[0], StringComparer.OrdinalIgnoreCase).ToArray();
        var values = groups.Select(group => group.First().Steps.Length == 1 ? Value(target, group.Key) : Deeper(org, target, group)).ToArray();
        return new(Relation.ReferenceTo.Count > 1 ? "Name" : target.Table.Name, id, [.. groups.Select(group => group.Key)], values);
    }

    static object? Value(SObjectRow target, string name) =>
        target[name] ?? (name.Equals("Type", StringComparison.OrdinalIgnoreCase) ? target.Table.Name : null);

    static SoqlRecord? Deeper(SalesforceOrg org, SObjectRow target, IGrouping<string, SoqlPath> group)
    {
        var relation = target.Table.Fields.FirstOrDefault(field => SoqlColumn.IsRelation(field, group.Key));
        return relation is not null && target[relation.Name] is string id
            ? new SoqlNested(relation, [.. group.Select(path => path with { Steps = path.Steps[1..] })]).Read(org, id)
            : null;
    }
}
