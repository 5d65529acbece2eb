namespace LeadScoring.Core.Rules;

/// <summary>A value of the effective settings, and the layer it came from.</summary>
public readonly record struct Layered<T>(T Value, string Layer);

/// <summary>A value that a layer states; where a layer says nothing there is null instead.</summary>
public readonly record struct Given<T>(T Value);
