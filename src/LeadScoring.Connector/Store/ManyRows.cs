using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;

namespace LeadScoring.Connector.Store;

/// <summary>One statement for many rows: prepared once, its parameters filled anew for each row from the properties they name.</summary>
static class ManyRows
{
    static readonly ConcurrentDictionary<(Type Row, string Sql), (string Name, Delegate Read)[]> Known = new();

    /// <returns>How many rows of the database were affected.</returns>
    public static int ExecuteMany<T>(this DbConnection db, string sql, IEnumerable<T> rows, DbTransaction transaction)
    {
        var columns = Known.GetOrAdd((typeof(T), sql), static key => Columns<T>(key.Sql));
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        var fills = Array.ConvertAll(columns, column => (Parameter: Add(command, column.Name), Read: (Func<T, object>)column.Read));
        var affected = 0;
        foreach (var row in rows)
        {
            foreach (var (parameter, read) in fills)
                parameter.Value = read(row);
            affected += command.ExecuteNonQuery();
        }

        return affected;
    }

    static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    static (string Name, Delegate Read)[] Columns<T>(string sql) =>
        [.. typeof(T).GetProperties().Where(property => Names(sql, property.Name)).Select(property => ($"@{property.Name}", Reader<T>(property)))];

    static bool Names(string sql, string property)
    {
        var name = $"@{property}";
        for (var at = sql.IndexOf(name, StringComparison.Ordinal); at >= 0; at = sql.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if (end == sql.Length || !(char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
                return true;
        }

        return false;
    }

    static Delegate Reader<T>(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(T));
        var value = Expression.Convert(Expression.Property(row, property), typeof(object));
        return Expression.Lambda<Func<T, object>>(
            Expression.Coalesce(value, Expression.Constant(DBNull.Value, typeof(object))), row).Compile();
    }
}
