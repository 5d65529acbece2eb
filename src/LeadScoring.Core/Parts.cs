namespace LeadScoring.Core;

/// <summary>The points of one lead, by part.</summary>
public readonly record struct Parts(decimal Status, decimal Behaviour, decimal Fit)
{
    /// <summary>Status and behaviour: what a reset or a removal brings back to zero.</summary>
    public decimal Interest => Status + Behaviour;

    public decimal Total => Status + Behaviour + Fit;

    public decimal this[Part part] => part switch
    {
        Part.Status => Status,
        Part.Behaviour => Behaviour,
        _ => Fit,
    };

    public Parts Add(Part part, decimal points) => part switch
    {
        Part.Status => this with { Status = Status + points },
        Part.Behaviour => this with { Behaviour = Behaviour + points },
        _ => this with { Fit = Fit + points },
    };
}
