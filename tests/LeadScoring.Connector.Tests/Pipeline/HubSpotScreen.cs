using LeadScoring.Sandbox.HubSpot;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class HubSpotScreen : IScreen
{
    /// <summary>The form or event by which the contact last converted.</summary>
    public const string Conversion = "recent_conversion_event_name";

    /// <summary>In the order in which the sandbox hires them.</summary>
    static readonly string[] Reps =
    [
        "jane.doe@example.com", "sam@example.com", "claire.morel@example.com", "luca.bianchi@example.com",
    ];

    readonly Play play;
    readonly HubSpotPortal portal;

    public HubSpotScreen(Play play, HubSpotPortal portal)
    {
        (this.play, this.portal) = (play, portal);
        Restrict(play.StatusField, Status.All);
        foreach (var name in (string[])[play.Views, play.Seconds, play.Visits, play.Revenue, play.Budget])
            portal.AddProperty(play.Object, PortalProperty.Number(name, name));
        portal.AddProperty(play.Object, PortalProperty.Flag(play.WantsProposal, "Wants a proposal"));
        portal.AddProperty(play.Object, PortalProperty.Text(Conversion, "Recent Conversion"));
    }

    public IReadOnlyList<string> Create(int count, string? status, string? ownerId, DateTimeOffset? at) =>
        portal.CreateContacts(count, place => Values(place, status, ownerId), at is { } time ? _ => time : null);

    public string? Show(string id, string field) => portal.Get(id, field);

    public void Set(string id, string field, string? value, DateTimeOffset? at) => portal.SetProperty(id, field, value, at: at);

    public void Touch(string id) => portal.Touch(id);

    public string OwnerOf(string email) => portal.OwnerIds()[Array.IndexOf(Reps, email)];

    public void Restrict(string field, params string[] values)
    {
        portal.RemoveProperty(play.Object, field);
        portal.AddProperty(play.Object, PortalProperty.Choice(field, field, values));
    }

    Dictionary<string, string?> Values(int place, string? status, string? ownerId) => new()
    {
        ["firstname"] = "Ada",
        ["lastname"] = $"Number {place}",
        ["email"] = $"ada{place}@example.com",
        [play.StatusField] = status,
        ["hubspot_owner_id"] = ownerId,
    };
}
