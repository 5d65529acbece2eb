using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class LayerTests
{
    static readonly ScoringModel Company = Some.Model();

    static readonly Owner Jane = Member("jane@example.com");

    static Owner Member(string email, params string[] groups) => new(email)
    {
        Email = email,
        Memberships = groups.Select(name => new Membership(MembershipKind.Group, name)).ToHashSet(),
    };

    static LayerRules HotAt(decimal threshold, string name) => new(name) { Scoring = new() { HotAt = threshold } };

    static GroupException Group(string name, decimal hotAt) =>
        new(new MemberSelector(null, name), HotAt(hotAt, $"group {name}"));

    static UserException User(string user, decimal hotAt) => new(user, HotAt(hotAt, $"user {user}"));

    static SubDepartment Department(string members, LayerRules rules, params UserException[] users) =>
        new(new MemberSelector(null, members), rules, users);

    static Layered<decimal> HotAt(ScoringModel model, Owner? owner) => new SettingsBook(model).For("Lead", owner).HotAt;

    [Test]
    public void R3_The_company_has_one_model()
    {
        Assert.That(HotAt(Company, owner: null), Is.EqualTo(new Layered<decimal>(5, "company")));
        Assert.That(HotAt(Company, Jane), Is.EqualTo(new Layered<decimal>(5, "company")));
    }

    [TestCase("jane@example.com", 9)]
    [TestCase("JANE@Example.com", 9)]
    [TestCase("sam@example.com", 5)]
    public void R29_A_user_exception_applies_to_that_user_only(string email, int threshold)
    {
        var model = Company with { Users = [User("jane@example.com", 9)] };

        Assert.That(HotAt(model, Member(email)).Value, Is.EqualTo(threshold));
    }

    [Test]
    public void R29_A_user_may_be_named_by_user_name()
    {
        var model = Company with { Users = [User("jdoe", 9)] };

        Assert.That(HotAt(model, Jane with { UserName = "JDoe" }).Layer, Is.EqualTo("user jdoe"));
    }

    [Test]
    public void R29_An_exception_states_points_of_its_own_and_inherits_the_rest()
    {
        var layer = new LayerRules("user jane@example.com")
        {
            StatusPoints = new Dictionary<string, IReadOnlyDictionary<string, decimal>>
            {
                ["Lead"] = new Dictionary<string, decimal> { [Some.Contacted] = 1 },
            },
        };
        var model = Company with { Users = [new("jane@example.com", layer)] };

        var settings = new SettingsBook(model).For("Lead", Jane);

        Assert.That(settings.StatusPoints[Some.Contacted], Is.EqualTo(new Layered<decimal>(1, "user jane@example.com")));
        Assert.That(settings.StatusPoints[Some.Converted], Is.EqualTo(new Layered<decimal>(8, "company")));
        Assert.That(settings.HotAt.Layer, Is.EqualTo("company"));
    }

    [TestCase("EMEA", 8)]
    [TestCase("emea", 8)]
    [TestCase("APAC", 5)]
    public void R30_A_group_exception_applies_to_every_member(string group, int threshold)
    {
        var model = Company with { Groups = [Group("EMEA", 8)] };

        Assert.That(HotAt(model, Member("sam@example.com", group)).Value, Is.EqualTo(threshold));
    }

    [Test]
    public void R30_A_user_in_two_groups_takes_the_first_in_file_order()
    {
        var model = Company with { Groups = [Group("EMEA", 8), Group("SDR", 9)] };

        Assert.That(HotAt(model, Member("sam@example.com", "SDR", "EMEA")).Layer, Is.EqualTo("group EMEA"));
    }

    [TestCase(MembershipKind.Role, true)]
    [TestCase(MembershipKind.Team, true)]
    [TestCase(MembershipKind.Queue, false)]
    public void R30_A_bare_name_matches_a_role_group_or_team(MembershipKind kind, bool matches)
    {
        var owner = Jane with { Memberships = Set(new Membership(kind, "EMEA")) };

        Assert.That(new MemberSelector(null, "EMEA").Matches(owner), Is.EqualTo(matches));
        Assert.That(new MemberSelector(kind, "EMEA").Matches(owner), Is.True);
    }

    [Test]
    public void R30_A_group_may_list_its_users()
    {
        var selector = new MemberSelector(null, "") { Users = Some.Set("jane@example.com") };

        Assert.That(selector.Matches(Jane), Is.True);
        Assert.That(selector.Matches(Member("sam@example.com")), Is.False);
    }

    [Test]
    public void R31_A_sub_department_has_settings_and_user_exceptions_of_its_own()
    {
        var model = Company with
        {
            SubDepartments = [Department("Inside", HotAt(6, "Inside"), User("jane@example.com", 3))],
        };

        Assert.That(HotAt(model, Member("sam@example.com", "Inside")).Value, Is.EqualTo(6));
        Assert.That(HotAt(model, Member("jane@example.com", "Inside")).Value, Is.EqualTo(3));
        Assert.That(HotAt(model, Jane).Value, Is.EqualTo(5));
    }

    [Test]
    public void R31_The_sub_departments_user_exception_wins_over_the_companys()
    {
        var model = Company with
        {
            Users = [User("jane@example.com", 9)],
            SubDepartments = [Department("Inside", HotAt(6, "Inside"), User("jane@example.com", 3))],
        };

        Assert.That(HotAt(model, Member("jane@example.com", "Inside")).Value, Is.EqualTo(3));
    }

    [Test]
    public void R31_The_companys_user_exception_wins_over_the_sub_department()
    {
        var model = Company with
        {
            Users = [User("jane@example.com", 9)],
            SubDepartments = [Department("Inside", HotAt(6, "Inside"))],
        };

        Assert.That(HotAt(model, Member("jane@example.com", "Inside")).Value, Is.EqualTo(9));
    }

    [Test]
    public void R32_A_sub_department_without_settings_takes_the_companys_exception_for_that_group()
    {
        var model = Company with
        {
            Groups = [Group("Inside", 8)],
            SubDepartments = [Department("Inside", new("Inside"))],
        };

        Assert.That(HotAt(model, Member("sam@example.com", "Inside")), Is.EqualTo(new Layered<decimal>(8, "group Inside")));
    }

    [Test]
    public void R32_A_sub_department_with_settings_lies_over_the_companys_exception()
    {
        var period = new LayerRules("Inside") { Scoring = new() { ResetAfter = Some.Period(Some.Days(2)) } };
        var model = Company with { Groups = [Group("Inside", 8)], SubDepartments = [Department("Inside", period)] };

        var settings = new SettingsBook(model).For("Lead", Member("sam@example.com", "Inside"));

        Assert.That(settings.HotAt.Layer, Is.EqualTo("group Inside"));
        Assert.That(settings.ResetAfter, Is.EqualTo(new Layered<TimeSpan?>(Some.Days(2), "Inside")));
    }

    [Test]
    public void An_exception_may_switch_the_reset_off()
    {
        var never = new LayerRules("user jane@example.com") { Scoring = new() { ResetAfter = Some.Period(null) } };
        var model = Some.Model(Some.HotAtFive with { ResetAfter = Some.Period(Some.Days(10)) }) with
        {
            Users = [new("jane@example.com", never)],
        };

        var settings = new SettingsBook(model).For("Lead", Jane);

        Assert.That(settings.ResetAfter, Is.EqualTo(new Layered<TimeSpan?>(null, "user jane@example.com")));
    }

    [Test]
    public void A_queue_has_no_user_layer()
    {
        var model = Company with { Users = [User("jane@example.com", 9)] };

        Assert.That(HotAt(model, Jane with { IsQueue = true }).Layer, Is.EqualTo("company"));
    }

    [Test]
    public void Owners_with_the_same_layers_share_their_settings()
    {
        var book = new SettingsBook(Company with { Groups = [Group("EMEA", 8)] });

        var settings = book.For("Lead", Member("sam@example.com", "EMEA"));

        Assert.That(book.For("Lead", Member("kim@example.com", "EMEA")), Is.SameAs(settings));
        Assert.That(settings.Path, Is.EqualTo("company, group EMEA"));
    }

    static HashSet<T> Set<T>(params T[] values) => [.. values];
}
