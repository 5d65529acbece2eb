namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// One element of a webhook's body (pages "Webhooks API" and "Generic webhook subscriptions"). An eventId is not unique.
/// </summary>
sealed record WebhookNotice(long EventId, string Kind, long ObjectId, long OccurredAt)
{
    const string ContactType = "0-1";
    const int AppId = 5_001;
    const int SubscriptionId = 9_001;

    public string ChangeSource { get; init; } = "CRM_UI";

    public string? SourceId { get; init; }

    public string? PropertyName { get; init; }

    public string? PropertyValue { get; init; }

    /// <summary>The record that was merged into this one.</summary>
    public long? Merged { get; init; }

    public Dictionary<string, object> Shape(int attempt, bool isGeneric)
    {
        var shape = new Dictionary<string, object>
        {
            ["eventId"] = EventId,
            ["subscriptionId"] = SubscriptionId,
            ["portalId"] = HubSpotPortal.PortalId,
            ["appId"] = AppId,
            ["occurredAt"] = OccurredAt,
            ["subscriptionType"] = $"{(isGeneric ? "object" : "contact")}.{Kind}",
            ["attemptNumber"] = attempt,
            ["objectId"] = ObjectId,
            ["changeSource"] = ChangeSource,
        };
        if (isGeneric) shape["objectTypeId"] = ContactType;
        if (SourceId is not null) shape["sourceId"] = SourceId;
        if (PropertyName is not null) shape["propertyName"] = PropertyName;
        if (PropertyName is not null) shape["propertyValue"] = PropertyValue ?? "";
        if (Merged is { } loser) AddMerge(shape, loser);
        return shape;
    }

    // Whether a merge carries an objectId as well is [unverified]; that some merges make a new record is the page's word.
    void AddMerge(Dictionary<string, object> shape, long loser)
    {
        shape["primaryObjectId"] = ObjectId;
        shape["mergedObjectIds"] = new[] { loser };
        shape["newObjectId"] = ObjectId;
        shape["numberOfPropertiesMoved"] = 0;
    }
}
