using System.Text.Json;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>The properties of the documents that scripts rely on.</summary>
static class JsonShape
{
    public static void HasExactly(this JsonElement actual, params IEnumerable<string> names) =>
        Assert.That(actual.EnumerateObject().Select(property => property.Name), Is.EquivalentTo(names));

    public static string? Text(this JsonElement actual, string name) => actual.GetProperty(name).GetString();

    public static int Number(this JsonElement actual, string name) => actual.GetProperty(name).GetInt32();

    /// <summary>The element of a list that bears a name.</summary>
    public static JsonElement Named(this JsonElement list, string name) =>
        list.EnumerateArray().Single(item => item.Text("name") == name);
}
