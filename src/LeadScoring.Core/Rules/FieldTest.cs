namespace LeadScoring.Core.Rules;

public enum FieldTestKind
{
    /// <summary>A new value that is not empty.</summary>
    Changes,

    /// <summary>A greater number than before.</summary>
    Increases,

    /// <summary>This value, and not before.</summary>
    Becomes,

    /// <summary>This number or more, and less before.</summary>
    Reaches,
}

/// <summary>How a change of a field is seen as a signal.</summary>
/// <param name="Value">For <see cref="FieldTestKind.Becomes"/>.</param>
/// <param name="Number">For <see cref="FieldTestKind.Reaches"/>.</param>
public readonly record struct FieldTest(FieldTestKind Kind, string? Value = null, decimal Number = 0)
{
    /// <param name="from">Only when the new number is at least this; for <see cref="FieldTestKind.Increases"/>.</param>
    public bool Holds(string? before, string? now, decimal? from) => Kind switch
    {
        FieldTestKind.Changes => !string.IsNullOrEmpty(now) && now != before,
        FieldTestKind.Increases => FieldValues.Number(now) is { } count
            && count > (FieldValues.Number(before) ?? 0) && !(count < from),
        FieldTestKind.Becomes => FieldValues.Same(now, Value) && !FieldValues.Same(before, Value),
        _ => FieldValues.Number(now) >= Number && !(FieldValues.Number(before) >= Number),
    };
}
