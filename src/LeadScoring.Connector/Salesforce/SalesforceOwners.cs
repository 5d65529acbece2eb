using System.Collections.Frozen;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Users and queues, with the roles above a user and the groups and queues that hold it, directly or nested.</summary>
sealed class SalesforceOwners(SalesforceClient client, ILogger logger)
{
    public async Task<IReadOnlyList<Owner>> ReadAsync(CancellationToken cancellationToken)
    {
        var users = await client.AllAsync(
            "SELECT Id, Name, Username, Email, IsActive, UserRoleId, UserRole.Name FROM User", cancellationToken);
        var roles = await OptionalAsync("Roles", "SELECT Id, Name, ParentRoleId FROM UserRole", cancellationToken);
        var groups = await OptionalAsync("Groups", "SELECT Id, Name, Type, RelatedId FROM Group", cancellationToken);
        var members = groups.Count == 0
            ? []
            : await OptionalAsync("Group members", "SELECT GroupId, UserOrGroupId FROM GroupMember", cancellationToken);

        var tree = new SalesforceMemberships(roles, groups, members);
        return [.. users.Select(user => User(user, tree)), .. groups.Where(IsQueue).Select(Queue)];
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
    async Task<IReadOnlyList<CrmRow>> OptionalAsync(string what, string soql, CancellationToken cancellationToken)
    {
        try
        {
            return await client.AllAsync(soql, cancellationToken);
        }
        catch (CrmException failure) when (failure.Failure == CrmFailure.Rejected)
        {
            logger.MembershipsUnreadable(what, failure.Message);
            return [];
        }
    }
}
