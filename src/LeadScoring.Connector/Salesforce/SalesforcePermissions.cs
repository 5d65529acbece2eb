using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// The permission set that lets the connector's user read and edit the fields it writes, and nobody else. [unverified, as
/// <see cref="SalesforceSetup"/> is]
/// </summary>
sealed class SalesforcePermissions(SalesforceClient client)
{
    public const string PermissionSet = "Lead_Scoring_Connector";

    /// <summary>The set's id once it is known or made; later steps need it.</summary>
    string setId = "";

    /// <param name="unseen">Fields that the user may not edit yet.</param>
    /// <param name="untold">Gets what people have to see to.</param>
    public async Task<IReadOnlyList<SetupStep>> PlanAsync(
        IReadOnlyList<NewField> unseen, List<string> untold, CancellationToken cancellationToken)
    {
        var found = await FindSetAsync(cancellationToken);
        setId = found ?? "";
        var permitted = found is null ? [] : await PermittedAsync(found, cancellationToken);
        List<SetupStep> steps = [];
        if (found is null)
            steps.Add(new($"create the permission set {PermissionSet}", CreateSetAsync));
        foreach (var field in unseen)
        {
            if (!permitted.TryGetValue(field.FullName, out var permission))
                steps.Add(Permit(field));
            else if (permission["PermissionsEdit"] == "false")
                steps.Add(Extend(field, permission.Text("Id")));
        }

        if (await UserAsync(untold, cancellationToken) is { } user && (found is null || await FindAssignmentAsync(user, cancellationToken) is null))
            steps.Add(Assign(user));
        return steps;
    }

    async Task<Dictionary<string, CrmRow>> PermittedAsync(string set, CancellationToken cancellationToken)
    {
        var rows = await client.AllAsync($"SELECT Id, Field, PermissionsEdit FROM FieldPermissions WHERE ParentId = '{set}'", cancellationToken);
        return rows.DistinctBy(row => row.Text("Field"), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(row => row.Text("Field"), StringComparer.OrdinalIgnoreCase);
    }

    async Task CreateSetAsync(CancellationToken cancellationToken) => setId = await Creation.OnceAsync(
        FindSetAsync,
        token => client.CreateAsync(
            "sobjects/PermissionSet",
            new PermissionSetRecord(PermissionSet, "Lead Scoring Connector", "Lets the lead scoring connector write its fields."),
            token),
        cancellationToken);

    SetupStep Permit(NewField field) => new($"let the permission set read and edit {field.FullName}", token => Creation.OnceAsync(
        again => client.IdAsync($"SELECT Id FROM FieldPermissions WHERE ParentId = '{setId}' AND Field = {SalesforceQuery.Quote(field.FullName)}", again),
        first => client.CreateAsync("sobjects/FieldPermissions", new FieldPermissionsRecord(setId, field.Object, field.FullName), first),
        token));

    SetupStep Extend(NewField field, string permission) => new($"let the permission set edit {field.FullName}, not only read it", token =>
        client.ChangeAsync(new FieldPermissionsChange(permission), token));

    SetupStep Assign(string user) => new($"assign the permission set to the connector's user {user}", token => Creation.OnceAsync(
        again => FindAssignmentAsync(user, again),
        first => client.CreateAsync("sobjects/PermissionSetAssignment", new AssignmentRecord(setId, user), first),
        token));

    Task<string?> FindSetAsync(CancellationToken cancellationToken) =>
        client.IdAsync($"SELECT Id FROM PermissionSet WHERE Name = '{PermissionSet}'", cancellationToken);

    Task<string?> FindAssignmentAsync(string user, CancellationToken cancellationToken) => client.IdAsync(
        $"SELECT Id FROM PermissionSetAssignment WHERE PermissionSetId = '{setId}' AND AssigneeId = '{user}'", cancellationToken);

    /// <returns>The id of the user; null when the org does not tell.</returns>
    async Task<string?> UserAsync(List<string> untold, CancellationToken cancellationToken)
    {
        var byHand = $"Assign the permission set {PermissionSet} to the connector's user: who that is";
        try
        {
            var identity = (await client.RootAsync(cancellationToken)).Body.Identity;
            if (UserOf(identity) is { } user)
                return user;
            untold.Add($"{byHand} Salesforce does not tell.");
        }
        catch (CrmException refusal) when (refusal.IsRefusal)
        {
            untold.Add($"{byHand} was refused ({refusal.Message}).");
        }

        return null;
    }

    /// <summary>The identity address of the version's root ends with the user's id, as jsforce relies on.</summary>
    static string? UserOf(string? identity) =>
        identity?.TrimEnd('/').Split('/')[^1] is { Length: 15 or 18 } user && user.All(char.IsAsciiLetterOrDigit) ? user : null;
}
