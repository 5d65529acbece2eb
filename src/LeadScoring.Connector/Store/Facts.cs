using System.Text.Json;
using LeadScoring.Connector.Crm;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Store;

/// <summary>What the CRM says of an activity or of a record, as the text of one column. Equal facts are equal texts.</summary>
static class Facts
{
    public static string Of(CrmActivity activity) => JsonSerializer.Serialize(new Told(
        activity.Kind.ToString(), activity.Lasted?.TotalMilliseconds, activity.Answered, new(NotEmpty(activity.Fields), StringComparer.Ordinal)));

    public static Activity Activity(string about, bool standing, string facts)
    {
        var told = JsonSerializer.Deserialize<Told>(facts)
            ?? throw new InvalidDataException($"The facts of {about} in the store are empty.");
        return new(Enum.Parse<ActivityKind>(told.Kind), about)
        {
            Standing = standing,
            Lasted = told.Lasted is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Answered = told.Answered,
            Fields = told.Fields,
        };
    }

    public static string Of(Profile profile) => Pack(profile.Values);

    public static Profile Profile(string facts) => new(Unpack(facts));

    /// <summary>A field without value is kept: it was read.</summary>
    public static string Pack(IEnumerable<KeyValuePair<string, string?>> values) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string?>(values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));

    public static Dictionary<string, string?> Unpack(string packed) =>
        packed.Length <= 2 ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(packed) ?? [];

    static Dictionary<string, string?> NotEmpty(IReadOnlyDictionary<string, string?> fields) =>
        fields.Where(pair => pair.Value is not null).ToDictionary(StringComparer.Ordinal);

    sealed record Told(string Kind, double? Lasted, bool? Answered, SortedDictionary<string, string?> Fields);
}
