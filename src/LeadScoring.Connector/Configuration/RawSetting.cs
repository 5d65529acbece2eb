namespace LeadScoring.Connector.Configuration;

/// <summary>A value as it was written, and where.</summary>
/// <param name="Key">Such as Connector:Store:Provider; case does not count.</param>
/// <param name="Source">As problems show it: a file with its line, an environment variable, the command line.</param>
/// <param name="Directory">What a relative path in the value is relative to.</param>
sealed record RawSetting(string Key, string Value, string Source, string Directory);
