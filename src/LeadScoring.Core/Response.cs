namespace LeadScoring.Core;

/// <summary>A hot lead was approached for the first time since it turned hot.</summary>
public readonly record struct Response(DateTimeOffset HotSince, DateTimeOffset ContactedAt);
