namespace LeadScoring.Sandbox.HubSpot;

/// <summary>The app that has subscribed to webhooks: where they go, and the client secret that signs them.</summary>
public sealed record WebhookTarget(Uri Url, string ClientSecret)
{
    public const string SomeSecret = "sandbox-client-secret";

    /// <summary>The contact properties whose changes are told, beside creations, deletions and merges.</summary>
    public IReadOnlyList<string> Properties { get; init; } = ["hs_lead_status", "hubspot_owner_id", "hot_lead"];

    /// <summary>Whether the types are those of generic subscriptions, object.* with an objectTypeId, in place of contact.*.</summary>
    public bool IsGeneric { get; init; }

    /// <summary>Whether everything is told twice.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether what is told together is told in another order.</summary>
    public bool Shuffles { get; init; }
}
