namespace LeadScoring.Sandbox.Sales;

/// <summary>Who sells: twelve people known to both CRMs, their roles, groups, queue and teams.</summary>
static class SalesTeams
{
    static readonly (string First, string Last, string Email, string Role, string Team)[] Reps =
    [
        ("Jane", "Doe", "jane.doe@example.com", "Field Sales", "Équipe Paris"),
        ("Sam", "Okafor", "sam@example.com", "Inside Sales", "Équipe Lyon"),
        ("Claire", "Morel", "claire.morel@example.com", "Inside Sales", "Équipe Lyon"),
        ("Luca", "Bianchi", "luca.bianchi@example.com", "EMEA Sales", "Équipe Lyon"),
        ("Marta", "Nowak", "marta.nowak@example.com", "EMEA Sales", "Équipe Paris"),
        ("Tomás", "Silva", "tomas.silva@example.com", "EMEA Sales", "Équipe Paris"),
        ("Aisha", "Khan", "aisha.khan@example.com", "Inside Sales", "Inside Sales"),
        ("Peter", "Lindqvist", "peter.lindqvist@example.com", "Field Sales", "Inside Sales"),
        ("Nora", "Haddad", "nora.haddad@example.com", "Inside Sales", "Inside Sales"),
        ("Ben", "Carter", "ben.carter@example.com", "Field Sales", "Field Sales"),
        ("Ines", "Fuchs", "ines.fuchs@example.com", "Field Sales", "Field Sales"),
        ("Yuki", "Tanaka", "yuki.tanaka@example.com", "Sales Director", "Field Sales"),
    ];

    public static void Hire(World world)
    {
        var at = world.Time.GetUtcNow().AddDays(-400);
        var users = HireSalesforce(world, at);
        Group(world, users, at);
        foreach (var type in new[] { "Inbound", "Outbound" }) Create(world, "RecordType", at, ("Name", type), ("DeveloperName", type), ("SobjectType", "Lead"), ("IsActive", true));

        var teams = Reps.Select(rep => rep.Team).Distinct().ToDictionary(name => name, world.HubSpot.AddTeam);
        foreach (var (place, rep) in Reps.Index())
            world.HubSpot.AddOwner(rep.First, rep.Last, rep.Email, place % 5 == 4 ? [teams[rep.Team], teams["Équipe Lyon"]] : [teams[rep.Team]]);
    }

    static Dictionary<string, string> HireSalesforce(World world, DateTimeOffset at)
    {
        var director = Create(world, "UserRole", at, ("Name", "Sales Director"), ("DeveloperName", "SalesDirector"));
        var roles = new Dictionary<string, string> { ["Sales Director"] = director };
        foreach (var name in new[] { "Field Sales", "Inside Sales", "EMEA Sales" })
        {
            roles[name] = Create(world, "UserRole", at, ("Name", name), ("DeveloperName", name.Replace(" ", "", StringComparison.Ordinal)), ("ParentRoleId", director));
            Create(world, "Group", at, ("DeveloperName", name.Replace(" ", "", StringComparison.Ordinal)), ("Type", "Role"), ("RelatedId", roles[name]));
        }

        return Reps.ToDictionary(rep => rep.Email, rep => Create(world, "User", at, ("FirstName", rep.First), ("LastName", rep.Last), ("Name", $"{rep.First} {rep.Last}"),
            ("Username", rep.Email), ("Email", rep.Email), ("IsActive", true), ("UserRoleId", roles[rep.Role]), ("UserType", "Standard"),
            ("LanguageLocaleKey", rep.Team.StartsWith('É') ? "fr" : "en_US")));
    }

    // EMEA SDR holds two people and the group Nordics, which holds one; the queue holds the first three.
    static void Group(World world, Dictionary<string, string> users, DateTimeOffset at)
    {
        var emea = Create(world, "Group", at, ("Name", "EMEA SDR"), ("DeveloperName", "EMEA_SDR"), ("Type", "Regular"));
        var nordics = Create(world, "Group", at, ("Name", "Nordics"), ("DeveloperName", "Nordics"), ("Type", "Regular"));
        var queue = Create(world, "Group", at, ("Name", "Unassigned Leads"), ("DeveloperName", "Unassigned_Leads"), ("Type", "Queue"), ("Email", "sales-desk@example.com"));
        Create(world, "QueueSobject", at, ("QueueId", queue), ("SobjectType", "Lead"));
        foreach (var (group, member) in new[]
        {
            (emea, users["luca.bianchi@example.com"]), (emea, users["marta.nowak@example.com"]), (emea, nordics),
            (nordics, users["peter.lindqvist@example.com"]), (queue, users["jane.doe@example.com"]), (queue, users["sam@example.com"]),
            (queue, users["claire.morel@example.com"]),
        })
            Create(world, "GroupMember", at, ("GroupId", group), ("UserOrGroupId", member));
    }

    static string Create(World world, string type, DateTimeOffset at, params (string Field, object Value)[] values) =>
        world.Salesforce.Create(type, values.ToDictionary(value => value.Field, value => (object?)value.Value), at);
}
