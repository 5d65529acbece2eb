using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Alerts;

/// <summary>Writes the messages of alerts from what is known of their leads now.</summary>
/// <param name="now">The CRM time of the pass.</param>
sealed class Letters(InForce model, IReadOnlyDictionary<string, Owner> owners, AlertPost post, DateTimeOffset now)
{
    /// <summary>The most leads that a digest names, so that every receiver takes it; it counts the others.</summary>
    public const int MostNamed = 50;

    readonly AlertRules rules = model.File.Alerts ?? new();

    /// <summary>A reminder for a moment that has passed would not ring; a pass is over by then. [unverified]</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    public async Task<AlertLetter> WriteAsync(DueAlert alert, CancellationToken cancellationToken)
    {
        var lead = await HotAsync(alert, cancellationToken);
        return new AlertLetter
        {
            Id = alert.Row.MessageId,
            Recipient = RecipientOf(alert.Row),
            Subject = AlertTexts.Subject(lead, rules, model.File.Locale),
            Body = AlertTexts.Body(lead, rules, model.File.Locale),
            Leads = [lead],
            DueAt = alert.Row.Way == AlertChannel.Activity ? now + rules.DueIn : now + Ahead,
            NotBefore = lead.HotSince,
        };
    }

    /// <param name="alerts">Those that it names, to one recipient.</param>
    /// <param name="count">All that it tells of.</param>
    public async Task<AlertLetter> DigestAsync(string id, IReadOnlyList<DueAlert> alerts, int count, CancellationToken cancellationToken)
    {
        if (alerts is [var only])
            return await WriteAsync(only, cancellationToken) with { Id = id };

        List<HotLead> leads = [];
        foreach (var alert in alerts)
            leads.Add(await HotAsync(alert, cancellationToken));
        return new AlertLetter
        {
            Id = id,
            Recipient = RecipientOf(alerts[0].Row),
            Subject = AlertTexts.DigestSubject(count, model.File.Locale),
            Body = AlertTexts.DigestBody(leads, count, model.File.Locale),
            Leads = leads,
            Count = count,
            DueAt = now + Ahead,
            NotBefore = leads.Min(lead => lead.HotSince),
        };
    }

    /// <summary>Empty while nobody knows the address of the owner.</summary>
    string RecipientOf(AlertRow row)
    {
        if (row.Way != AlertChannel.Mail || row.Recipient.Contains('@', StringComparison.Ordinal))
            return row.Recipient;

        return owners.GetValueOrDefault(row.Recipient) is { IsQueue: false, Active: true, Email: { } address } && MailAddresses.IsAddress(address)
            ? address
            : post.Options.FallbackTo ?? "";
    }

    async Task<HotLead> HotAsync(DueAlert alert, CancellationToken cancellationToken)
    {
        var (row, lead) = (alert.Row, alert.Lead);
        var owner = owners.GetValueOrDefault(lead.ScoredOwnerId ?? "");
        var state = lead.State();
        var mode = model.File.Model.Objects[lead.Object].Status.Mode;
        return new HotLead
        {
            Crossing = row.Crossing,
            Connection = row.Connection,
            Object = lead.Object,
            Id = lead.Id,
            Name = lead.Name ?? lead.Email ?? lead.Id,
            Owner = owner?.Name ?? owner?.Email ?? "",
            Score = state.Parts.Total,
            Reasons = Reasons.List(alert.Recent, state, mode, model.File.Locale),
            Link = await post.LinkAsync(lead.Object, lead.Id, cancellationToken),
            HotSince = Stored.Time(row.At),
        };
    }
}
