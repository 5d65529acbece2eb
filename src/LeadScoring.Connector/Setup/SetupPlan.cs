namespace LeadScoring.Connector.Setup;

/// <summary>One thing to be made in the CRM. Steps are applied in their order; a later one may need an earlier one.</summary>
/// <param name="Text">What it does, as a person would be told: "create Lead.Hot_Lead__c".</param>
sealed record SetupStep(string Text, Func<CancellationToken, Task> ApplyAsync);

/// <summary>What setup would do, and what is left to an administrator afterwards.</summary>
sealed record SetupPlan(IReadOnlyList<SetupStep> Steps, IReadOnlyList<string> LeftToDo);
