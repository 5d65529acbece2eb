namespace LeadScoring.Connector.Configuration;

/// <summary>Where the configuration file may have a JSON object or array.</summary>
static class SectionRules
{
    /// <summary>The one key that holds a list; it may hold names as well.</summary>
    const string List = $"{KnownSettings.Root}:Web:Tokens";

    /// <summary>Null when the key may hold an object, or an array when it <paramref name="isList"/>; also for keys that are not known.</summary>
    public static string? Complaint(string key, bool isList)
    {
        var segments = key.Split(':');
        if (!IsSame(segments[0], KnownSettings.Root))
            return null;
        if (KnownSettings.Find(key) is not null)
            return $"is {(isList ? "a list" : "a section")} where a value is expected. Write a single value.";

        var names = KnownSettings.Following(segments[1..], segments.Length - 1);
        if (!isList || names.Count == 0 || IsSame(key, List))
            return null;
        return names is ["*"]
            ? "is a list where a section is expected. Give each entry a name: { \"NAME\": { ... } }."
            : $"is a list where a section is expected. Write {{ ... }}. Allowed below: {string.Join(", ", names)}.";
    }

    static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
