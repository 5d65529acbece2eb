using System.Threading.Channels;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>What subscribers are told of. The caller holds the gate.</summary>
public sealed partial class HubSpotPortal
{
    internal const int PortalId = 20_260_901;

    readonly Channel<WebhookNotice> notices = Channel.CreateUnbounded<WebhookNotice>();
    long lastEventId;

    /// <summary>Null while no app has subscribed; what happened before is not told.</summary>
    public WebhookTarget? Webhooks { get; set; }

    internal ChannelReader<WebhookNotice> Notices => notices.Reader;

    // A creation is told once; whether its first values are told as property changes too is [unverified].
    void TellCreation(PortalTable table, PortalRecord record) =>
        Tell(table, "creation", record, notice => notice with { ChangeSource = record.CreatedBy });

    void TellDeletion(PortalTable table, PortalRecord record) => Tell(table, "deletion", record, notice => notice);

    void TellMerge(PortalTable table, PortalRecord winner, long loser) =>
        Tell(table, "merge", winner, notice => notice with { Merged = loser });

    void TellChange(PortalTable table, PortalRecord record, int slot, PropertyVersion version)
    {
        if (Webhooks?.Properties.FirstOrDefault(name => table.SlotOf(name) == slot) is not { } name) return;
        Tell(table, "propertyChange", record, notice => notice with
        {
            OccurredAt = version.At,
            ChangeSource = version.SourceType,
            SourceId = version.SourceId,
            PropertyName = name,
            PropertyValue = version.Value,
        });
    }

    void Tell(PortalTable table, string kind, PortalRecord record, Func<WebhookNotice, WebhookNotice> complete)
    {
        if (Webhooks is null || table.Name != "contacts") return;
        notices.Writer.TryWrite(complete(new(++lastEventId, kind, record.Version.Id, Now.ToUnixTimeMilliseconds())));
    }
}
