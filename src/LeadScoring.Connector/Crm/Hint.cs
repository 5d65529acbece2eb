namespace LeadScoring.Connector.Crm;

/// <summary>Somebody says that this record has changed.</summary>
readonly record struct Hint(string Object, string Id);
