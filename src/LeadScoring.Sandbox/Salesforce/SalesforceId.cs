using System.Buffers;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>Record ids: three characters say the object, the last three of eighteen are a checksum of the letters' case.</summary>
static class SalesforceId
{
    const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static readonly SearchValues<char> Known = SearchValues.Create(Digits);
    const string Suffixes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public static string Next(string prefix, long number)
    {
        Span<char> id = stackalloc char[15];
        prefix.CopyTo(id);
        "Wz0000".CopyTo(id[3..]);
        for (var place = 14; place >= 9; place--, number /= 62) id[place] = Digits[(int)(number % 62)];
        return Full(id);
    }

    /// <summary>The 18-character form; null when the text is no id or its checksum is wrong.</summary>
    public static string? Normalize(string text)
    {
        if (text.Length is not (15 or 18) || text.AsSpan().ContainsAnyExcept(Known)) return null;
        var full = Full(text.AsSpan(0, 15));
        return text.Length == 15 || text.Equals(full, StringComparison.OrdinalIgnoreCase) ? full : null;
    }

    static string Full(ReadOnlySpan<char> id)
    {
        Span<char> full = stackalloc char[18];
        id.CopyTo(full);
        for (var block = 0; block < 3; block++)
        {
            var bits = 0;
            for (var place = 0; place < 5; place++)
                if (char.IsAsciiLetterUpper(id[(block * 5) + place])) bits |= 1 << place;
            full[15 + block] = Suffixes[bits];
        }

        return new string(full);
    }
}
