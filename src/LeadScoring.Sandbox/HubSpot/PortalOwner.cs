namespace LeadScoring.Sandbox.HubSpot;

public sealed record PortalTeam(string Id, string Name);

/// <summary>An owner of records. <c>Id</c> is what hubspot_owner_id holds; the user id is another number. The first team is the primary one.</summary>
public sealed record PortalOwner(string Id, int UserId, string FirstName, string LastName, string Email, IReadOnlyList<PortalTeam> Teams)
{
    public bool IsArchived { get; init; }

    public bool IsQueue { get; init; }
}

public sealed partial class HubSpotPortal
{
    public PortalTeam AddTeam(string name)
    {
        lock (Gate)
        {
            var team = new PortalTeam((178_588 + Teams.Count).ToString(System.Globalization.CultureInfo.InvariantCulture), name);
            Teams.Add(team);
            return team;
        }
    }

    public PortalOwner AddOwner(string firstName, string lastName, string email, params IReadOnlyList<PortalTeam> teams)
    {
        lock (Gate)
        {
            var number = Owners.Count + 1;
            var owner = new PortalOwner((41_000_000 + number).ToString(System.Globalization.CultureInfo.InvariantCulture), 7000 + number, firstName, lastName, email, teams);
            Owners.Add(owner);
            return owner;
        }
    }

    public IReadOnlyList<string> OwnerIds()
    {
        lock (Gate) return [.. Owners.Where(owner => !owner.IsArchived).Select(owner => owner.Id)];
    }

    public void ArchiveOwner(string id)
    {
        lock (Gate)
        {
            var place = Owners.FindIndex(owner => owner.Id == id);
            Owners[place] = Owners[place] with { IsArchived = true };
        }
    }
}
