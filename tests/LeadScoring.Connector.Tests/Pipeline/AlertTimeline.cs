using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A task or note on the timeline of a record, as people read it.</summary>
sealed record TimelineEntry(string Subject, string Text, string? OwnerId);

/// <summary>What stands on the timeline of a record in either CRM.</summary>
static class AlertTimeline
{
    public static IReadOnlyList<TimelineEntry> Activities(this Stage stage, string id) => Activities(stage.Play, stage.Host.World, id);

    public static IReadOnlyList<TimelineEntry> Notifications(this Stage stage, string id) => Notifications(stage.Play, stage.Host.World, id);

    /// <summary>Tasks of Salesforce, notes of HubSpot.</summary>
    public static IReadOnlyList<TimelineEntry> Activities(Play play, World world, string id) => play.Crm == CrmKind.Salesforce
        ? Tasks(world, id)
        : [.. world.HubSpot.Timeline("notes", id).Select(note => Entry(note, "", "hs_note_body"))];

    /// <summary>What the bell of Salesforce shows of the record, and HubSpot's tasks with a reminder.</summary>
    public static IReadOnlyList<TimelineEntry> Notifications(Play play, World world, string id) => play.Crm == CrmKind.Salesforce
        ? [.. world.Salesforce.Notifications.Where(bell => bell.TargetId == id)
            .Select(bell => new TimelineEntry(bell.Title, bell.Body, bell.RecipientIds.Single()))]
        : [.. world.HubSpot.Timeline("tasks", id).Where(task => task["hs_task_reminders"] is not null)
            .Select(task => Entry(task, task["hs_task_subject"] ?? "", "hs_task_body"))];

    static IReadOnlyList<TimelineEntry> Tasks(World world, string id)
    {
        var org = world.Salesforce;
        return [.. org.Ids($"SELECT Id FROM Task WHERE WhoId = '{id}' ORDER BY Id").Select(task => new TimelineEntry(
            (string)(org.Get("Task", task, "Subject") ?? ""),
            (string)(org.Get("Task", task, "Description") ?? ""),
            (string?)org.Get("Task", task, "OwnerId")))];
    }

    static TimelineEntry Entry(IReadOnlyDictionary<string, string?> engagement, string subject, string body) => new(
        subject,
        WebUtility.HtmlDecode((engagement[body] ?? "").Replace("<br>", "\n", StringComparison.Ordinal)),
        engagement.GetValueOrDefault("hubspot_owner_id"));
}
