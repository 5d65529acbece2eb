using LeadScoring.Connector.Commands;

return await CommandLine.RunAsync(args);
