using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Connector.Tests.Processes;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>What is left after some days: the store, observed times and run ids apart, and what the CRM shows.</summary>
sealed record Ending(string Store, string Shown)
{
    public static Ending Of(Stage stage, IEnumerable<string> ids) => new(
        StoreFile.Contents(stage.DatabaseFile), string.Join('\n', ids.Select(id => $"{id}: {string.Join(", ", Shows(stage, id))}")));

    static object?[] Shows(Stage stage, string id) =>
    [
        stage.Hot(id), stage.Score(id), stage.HotSince(id), stage.ResetsAt(id), stage.Reasons(id), stage.Show(id, stage.Play.StatusField),
    ];
}
