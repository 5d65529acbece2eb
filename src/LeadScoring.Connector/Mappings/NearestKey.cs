namespace LeadScoring.Connector.Mappings;

/// <summary>Finds what somebody probably meant to write.</summary>
static class NearestKey
{
    /// <summary>The known name with the fewest edits to <paramref name="written"/>, or null when none is close.</summary>
    public static string? Find(string written, IEnumerable<string> known)
    {
        var nearest = known
            .Select(name => (Name: name, Edits: Edits(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Edits)
            .FirstOrDefault();
        return nearest.Name is { } found && nearest.Edits <= Math.Max(1, Math.Max(written.Length, found.Length) / 3) ? found : null;
    }

    /// <summary>The words that follow "unknown": the nearest name, and all that are allowed.</summary>
    public static string Remedy(string written, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return "There is none.";

        return $"{Meant(written, known)}Allowed: {string.Join(", ", known)}.";
    }

    /// <summary>The question that follows an unknown name when one is close, with a space after it; else nothing.</summary>
    public static string Meant(string written, IEnumerable<string> known) =>
        Find(written, known) is { } name ? $"Did you mean \"{name}\"? " : "";

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that make one text of the other.</summary>
    static int Edits(string one, string other)
    {
        var edits = new int[one.Length + 1, other.Length + 1];
        for (var row = 0; row <= one.Length; row++)
            edits[row, 0] = row;
        for (var column = 0; column <= other.Length; column++)
            edits[0, column] = column;

        for (var row = 1; row <= one.Length; row++)
        {
            for (var column = 1; column <= other.Length; column++)
            {
                var replaced = edits[row - 1, column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1);
                edits[row, column] = Math.Min(replaced, Math.Min(edits[row - 1, column], edits[row, column - 1]) + 1);
                if (row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1])
                    edits[row, column] = Math.Min(edits[row, column], edits[row - 2, column - 2] + 1);
            }
        }

        return edits[one.Length, other.Length];
    }
}
