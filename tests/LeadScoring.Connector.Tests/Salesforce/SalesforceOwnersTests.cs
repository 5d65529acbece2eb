using System.Net;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Salesforce;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class SalesforceOwnersTests : IDisposable
{
    const string Users =
        """
        {"records":[
        {"Id":"005A","Name":"Ada","Username":"ada@corp.example","Email":"ada@example.com","IsActive":true,"UserRoleId":"00EB","UserRole":{"attributes":{},"Name":"Inside Sales"} },
        {"Id":"005B","Name":"Bea","Username":"bea@corp.example","Email":"bea@example.com","IsActive":false,"UserRoleId":"00EA","UserRole":{"Name":"Sales"} }]}
        """;

    const string Roles =
        """{"records":[{"Id":"00EA","Name":"Sales","ParentRoleId":null},{"Id":"00EB","Name":"Inside Sales","ParentRoleId":"00EA"}]}""";

    const string Groups =
        """
        {"records":[{"Id":"00G1","Name":"EMEA","Type":"Regular"},{"Id":"00G2","Name":"EMEA SDR","Type":"Regular"},{"Id":"00G3","Name":"Web leads","Type":"Queue"},
        {"Id":"00G4","Name":"Sales","Type":"RoleAndSubordinates","RelatedId":"00EA"},{"Id":"00G5","Name":"Sales","Type":"Role","RelatedId":"00EA"},
        {"Id":"00G6","Name":"Managers","Type":"Regular"}]}
        """;

    const string Members =
        """
        {"records":[{"GroupId":"00G2","UserOrGroupId":"005A"},{"GroupId":"00G1","UserOrGroupId":"00G2"},{"GroupId":"00G2","UserOrGroupId":"00G1"},
        {"GroupId":"00G3","UserOrGroupId":"00G4"},{"GroupId":"00G6","UserOrGroupId":"00G5"}]}
        """;

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public SalesforceOwnersTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task A_user_belongs_to_roles_above_and_to_nested_groups_and_queues()
    {
        network.Answer(Users).Answer(Roles).Answer(Groups).Answer(Members);

        var owners = await OwnersAsync();

        Assert.That(owners["005A"].Memberships, Is.EquivalentTo(
        [
            Role("Inside Sales"), Role("Sales"), Group("EMEA SDR"), Group("EMEA"), Queue("Web leads"),
        ]));
        Assert.That(owners["005B"].Memberships, Is.EquivalentTo([Role("Sales"), Queue("Web leads"), Group("Managers")]));
        Assert.That(owners["005B"].Active, Is.False);
    }

    [Test]
    public async Task A_queue_is_an_owner()
    {
        network.Answer(Users).Answer(Roles).Answer(Groups).Answer(Members);

        var owners = await OwnersAsync();

        Assert.That((owners["00G3"].IsQueue, owners["00G3"].Name), Is.EqualTo((true, "Web leads")));
    }

    [Test]
    public async Task Without_the_right_to_see_roles_and_groups_users_are_still_known()
    {
        network.Answer(Users);
        for (var i = 0; i < 2; i++)
            network.Answer("""[{"errorCode":"INVALID_TYPE","message":"sObject type is not supported."}]""", HttpStatusCode.BadRequest);

        var owners = await OwnersAsync();

        Assert.That(owners["005A"].Memberships, Is.EquivalentTo([Role("Inside Sales")]));
    }

    static Membership Role(string name) => new(MembershipKind.Role, name);

    static Membership Group(string name) => new(MembershipKind.Group, name);

    static Membership Queue(string name) => new(MembershipKind.Queue, name);

    async Task<Dictionary<string, Owner>> OwnersAsync()
    {
        var owners = await clock.RunAsync(() => SomeCrm.Salesforce(network, clock).OwnersAsync(CancellationToken.None));
        return owners.All.ToDictionary(owner => owner.Id);
    }
}
