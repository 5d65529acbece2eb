using LeadScoring.Connector.Crm;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Stages on which people are told of hot leads.</summary>
static class AlertStages
{
    const string Luca = "luca.bianchi@example.com";
    const string Jane = "jane.doe@example.com";

    static readonly Uri chat = new("https://chat.example.com/hooks/secret");

    /// <summary>A connection that has gone live, with nobody in it; Jane stands in for owners that cannot be reached.</summary>
    public static async Task<Stage> LiveAsync(Play play, string onHot, Func<HttpContext, Task<bool>>? intercept = null)
    {
        var stage = await Stage.OpenAsync(play, new() { More = $"on_hot: {{ {onHot} }}" }, intercept: intercept);
        stage.Alerts = new() { WebhookUrl = chat, WebhookSecret = "hook-secret", FallbackTo = Jane };
        if (play.Crm == CrmKind.Salesforce)
            stage.AddNotificationType();
        await stage.PassAsync();
        return stage;
    }

    /// <summary>People of Luca's who are known and not hot yet.</summary>
    public static async Task<IReadOnlyList<string>> WarmAsync(this Stage stage, int count)
    {
        var ids = stage.People(count, Status.Open, Luca);
        await stage.PassAsync();
        return ids;
    }

    public static async Task<string> WarmAsync(this Stage stage) => (await stage.WarmAsync(1))[0];

    /// <summary>A person of Luca's who has just turned hot.</summary>
    public static async Task<string> HotAsync(this Stage stage)
    {
        var id = await stage.WarmAsync();
        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();
        return id;
    }

    public static void SetStatus(this Stage stage, IEnumerable<string> ids, string status)
    {
        foreach (var id in ids)
            stage.SetStatus(id, status);
    }

    /// <summary>The receiver of the stage's webhooks.</summary>
    public static Hooks Catch(this Stage stage)
    {
        var hooks = new Hooks();
        stage.Hooks = hooks;
        return hooks;
    }

    public static Task<int> WaitingAlertsAsync(this Stage stage) => stage.CountAsync("select count(*) from alert where state = 0");

    public static Task<int> DeadAlertsAsync(this Stage stage) => stage.CountAsync("select count(*) from alert where state = 2");
}
