using System.Collections.Frozen;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Users and queues, with the roles above a user and the groups and queues that hold it, directly or nested.</summary>
sealed class SalesforceOwners(SalesforceClient client, ILogger logger)
{
    static readonly FrozenSet<MembershipKind> throughGroups = [MembershipKind.Group, MembershipKind.Queue];

    /// <summary>A role may be a member of groups too.</summary>
    static readonly FrozenSet<MembershipKind> throughRoles = [MembershipKind.Role, .. throughGroups];

    public async Task<CrmOwners> ReadAsync(CancellationToken cancellationToken)
    {
        var users = await client.AllAsync(
            "SELECT Id, Name, Username, Email, IsActive, UserRoleId, UserRole.Name FROM User", cancellationToken);
        var roles = await OptionalAsync("Roles", "SELECT Id, Name, ParentRoleId FROM UserRole", cancellationToken);
        var groups = await OptionalAsync("Groups", "SELECT Id, Name, Type, RelatedId FROM Group", cancellationToken);
        var members = groups.Rows.Count == 0
            ? new([], groups.Refusal)
            : await OptionalAsync("Group members", "SELECT GroupId, UserOrGroupId FROM GroupMember", cancellationToken);

        var tree = new SalesforceMemberships(roles.Rows, groups.Rows, members.Rows);
        return new([.. users.Select(user => User(user, tree)), .. groups.Rows.Where(IsQueue).Select(Queue)])
        {
            Unread = roles.Refusal is not null ? throughRoles : members.Refusal is not null ? throughGroups : [],
            Reason = roles.Refusal ?? members.Refusal ?? "",
        };
    }

    static Owner User(CrmRow user, SalesforceMemberships tree) => new(user.Text("Id"))
    {
        Name = user["Name"],
        Email = user["Email"],
        UserName = user["Username"],
        Active = user["IsActive"] != "false",
        Memberships = tree.Of(user),
    };

    static Owner Queue(CrmRow queue) => new(queue.Text("Id"))
    {
        Name = queue["Name"],
        IsQueue = true,
        Memberships = FrozenSet.Create(new Membership(MembershipKind.Queue, queue["Name"] ?? queue.Text("Id"))),
    };

    static bool IsQueue(CrmRow group) => group["Type"] == "Queue";

    /// <summary>A sign-in without the right to see roles or groups can still score.</summary>
    async Task<Told> OptionalAsync(string what, string soql, CancellationToken cancellationToken)
    {
        try
        {
            return new(await client.AllAsync(soql, cancellationToken), Refusal: null);
        }
        catch (CrmException failure) when (failure.Failure == CrmFailure.Rejected)
        {
            logger.MembershipsUnreadable(what, failure.Message);
            return new([], $"{what} cannot be read: {failure.Message}");
        }
    }

    /// <param name="Refusal">Why there are no rows; null when the CRM has told them.</param>
    sealed record Told(IReadOnlyList<CrmRow> Rows, string? Refusal);
}
