namespace LeadScoring.Core;

/// <summary>Why a ledger entry exists.</summary>
public enum EntryKind
{
    Status,
    Signal,
    Fit,
    Reset,
    Removal,
    Manual,
    Settings,
    Reversal,
    Conversion,
    Merge,
    Recalculation,
    Opening,
}
