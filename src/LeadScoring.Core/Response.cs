using System.Runtime.InteropServices;

namespace LeadScoring.Core;

/// <summary>A hot lead was approached for the first time since it turned hot.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Response(DateTimeOffset HotSince, DateTimeOffset ContactedAt);
