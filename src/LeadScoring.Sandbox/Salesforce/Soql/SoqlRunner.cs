namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>One record of an answer: the selected values, nested where the path went through a relationship.</summary>
sealed record SoqlRecord(string Type, string Id, IReadOnlyList<string> Names, object?[] Values);

sealed record SoqlResult(int Total, IReadOnlyList<SoqlRecord> Records);

/// <summary>Answers a query from the org's tables. The caller holds the org's gate.</summary>
sealed class SoqlRunner(SalesforceOrg org, string soql)
{
    public static SoqlResult Run(SalesforceOrg org, string soql, bool withDeleted)
    {
        var runner = new SoqlRunner(org, soql);
        var query = SoqlParser.Parse(soql);
        var rows = runner.Rows(query, withDeleted);
        if (query.IsCount) return new(rows.Count, []);

        var selection = runner.Selection(query, runner.Table(query.From), withDeleted);
        return new(rows.Count, [.. rows.Select(selection.Read)]);
    }

    SoqlSelection Selection(SoqlQuery query, SObjectTable table, bool withDeleted) =>
        new(org, soql, table, query.Select, query.Children.Select(child => Children(child, table, withDeleted)));

    SoqlChildren Children(SoqlQuery child, SObjectTable parent, bool withDeleted)
    {
        var (table, field) = org.Tables
            .SelectMany(table => table.Fields.Select(field => (Table: table, Field: field)))
            .FirstOrDefault(pair => child.From.Equals(pair.Field.Children, StringComparison.OrdinalIgnoreCase) && pair.Field.ReferenceTo.Contains(parent.Name));
        if (field is null) throw SoqlError.NoSuchChildren(soql, child);

        var inner = child with { From = table.Name };
        return new(inner, table, field.Name, Selection(inner, table, withDeleted), (row, query, reference) =>
            Rows(query, table.ParentField == reference ? table.ChildrenOf(row.Id) : table.Between(long.MinValue, long.MaxValue).Where(other => Equals(other[reference], row.Id)), withDeleted));
    }

    List<SObjectRow> Rows(SoqlQuery query, bool withDeleted) => Rows(query, Candidates(Table(query.From), query.Where), withDeleted);

    List<SObjectRow> Rows(SoqlQuery query, IEnumerable<SObjectRow> candidates, bool withDeleted)
    {
        var table = Table(query.From);
        var where = query.Where is null ? _ => true : Bind(query.Where, table, withDeleted);
        var orderings = query.OrderBy.Select(ordering => (Read: new SoqlColumn(org, soql, table, ordering.Field), ordering)).ToArray();
        if (table.Name == "FieldDefinition" && !NamesEntity(query.Where))
            throw new SalesforceException(400, "MALFORMED_QUERY", "A filter on a reified column is required [EntityDefinitionId,DurableId]");

        var rows = candidates.Where(row => (withDeleted || row.IsShown) && where(row));
        if (!IsIndexOrder(query.OrderBy, table))
        {
            var sorted = rows.ToList();
            sorted.Sort((left, right) => Compare(left, right, orderings));
            rows = sorted;
        }

        return [.. rows.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
    }

    SObjectTable Table(string name) => FieldDefinitions.Table(org, name) ?? org.FindTable(name) ?? throw SoqlError.NoSuchType(soql, name);

    static IEnumerable<SObjectRow> Candidates(SObjectTable table, Condition? where)
    {
        foreach (var part in where is All all ? all.Parts : where is null ? [] : [where])
        {
            if (part is not Comparison { Operator: "=" or "IN", Subquery: null } comparison || comparison.Field.Steps is not [var name]) continue;
            var ids = comparison.Values.Where(literal => literal.Kind == LiteralKind.Text)
                .Select(literal => SalesforceId.Normalize(literal.Text)).OfType<string>().Distinct().ToArray();
            if (ids.Length != comparison.Values.Count) continue;
            if (name.Equals("Id", StringComparison.OrdinalIgnoreCase)) return InOrder(ids.Select(table.Find).OfType<SObjectRow>());
            if (name.Equals(table.ParentField, StringComparison.OrdinalIgnoreCase)) return InOrder(ids.SelectMany(table.ChildrenOf));
        }

        var range = SoqlRange.Of(where, table.StampField);
        return table.Between(range.From, range.To);
    }

    static bool NamesEntity(Condition? condition) => condition switch
    {
        All all => all.Parts.Any(NamesEntity),
        Comparison comparison => comparison.Field.ToString().ToUpperInvariant() is "ENTITYDEFINITION.QUALIFIEDAPINAME" or "ENTITYDEFINITIONID" or "DURABLEID",
        _ => false,
    };

    static IEnumerable<SObjectRow> InOrder(IEnumerable<SObjectRow> rows) => rows.OrderBy(row => row.Stamp).ThenBy(row => row.Id, StringComparer.Ordinal);

    // Without ORDER BY the platform promises no order; the index's own is as good as any.
    static bool IsIndexOrder(IReadOnlyList<Ordering> orderings, SObjectTable table) =>
        orderings.All(ordering => !ordering.IsDescending && ordering.Field.Steps.Length == 1)
        && orderings.Select(ordering => ordering.Field.Steps[0]).SequenceEqual(
            new[] { table.StampField, "Id" }.Take(orderings.Count), StringComparer.OrdinalIgnoreCase);

    static int Compare(SObjectRow left, SObjectRow right, (SoqlColumn Read, Ordering Ordering)[] orderings)
    {
        foreach (var (column, ordering) in orderings)
        {
            var (a, b) = (column.Read(left), column.Read(right));
            var sign = (a, b) switch
            {
                (null, null) => 0,
                (null, _) => ordering.NullsLast ? 1 : -1,
                (_, null) => ordering.NullsLast ? -1 : 1,
                _ => SoqlFilter.Compare(a, b) * (ordering.IsDescending ? -1 : 1),
            };
            if (sign != 0) return sign;
        }

        return 0;
    }

    Func<SObjectRow, bool> Bind(Condition condition, SObjectTable table, bool withDeleted)
    {
        switch (condition)
        {
            case All all:
                var every = all.Parts.Select(part => Bind(part, table, withDeleted)).ToArray();
                return row => Array.TrueForAll(every, test => test(row));
            case Any any:
                var some = any.Parts.Select(part => Bind(part, table, withDeleted)).ToArray();
                return row => Array.Exists(some, test => test(row));
            case Not not:
                var inner = Bind(not.Inner, table, withDeleted);
                return row => !inner(row);
            case Comparison comparison:
                var column = new SoqlColumn(org, soql, table, comparison.Field);
                var test = comparison.Subquery is { } subquery
                    ? Semijoin(comparison, subquery, withDeleted)
                    : SoqlFilter.Test(soql, column.Field, comparison, org.Now);
                return row => test(column.Read(row));
            default:
                throw new InvalidOperationException($"Unknown condition {condition}");
        }
    }

    Func<object?, bool> Semijoin(Comparison comparison, SoqlQuery subquery, bool withDeleted)
    {
        // Page "Comparison Operators", restrictions of semi-joins; the wording is [unverified].
        if (subquery.From.ToUpperInvariant() is "TASK" or "EVENT" or "NOTE")
            throw SoqlError.Malformed(soql, comparison.Field.Position, $"Entity '{subquery.From}' is not supported for semi join inner selects");
        if (subquery.Select is not [var selected]) throw SoqlError.Malformed(soql, comparison.Field.Position, "semi join sub-selects must select one field");
        var column = new SoqlColumn(org, soql, Table(subquery.From), selected);
        var found = SoqlFilter.OneOf([.. Rows(subquery, withDeleted).Select(column.Read)]);
        return comparison.Operator == "IN" ? found : value => !found(value);
    }
}
