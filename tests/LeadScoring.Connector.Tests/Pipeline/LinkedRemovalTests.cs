using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A flag that a person takes away in one CRM is taken away in both.</summary>
[TestFixture(CrmKind.Salesforce)]
[TestFixture(CrmKind.HubSpot)]
sealed class LinkedRemovalTests(CrmKind removedIn)
{
    [Test]
    public async Task A_flag_that_stands_by_the_link_alone_is_removed_where_it_comes_from()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (here, there) = Stages(crms);
        var (mine, other) = (here.Person(Status.Open), there.Person(Status.Working));
        await crms.PassAsync();
        await crms.PassAsync();

        here.SetHot(mine, hot: false);
        await here.PassAsync();
        var removed = await there.PassAsync();

        Assert.That((here.Hot(mine), there.Hot(other)), Is.EqualTo((false, false)));
        Assert.That((here.Score(mine), there.Score(other), removed.BecameCold), Is.EqualTo((4m, 0m, 1)));
    }

    [Test]
    public async Task Two_records_that_are_hot_both_cool()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (here, there) = Stages(crms);
        var (mine, other) = (here.Person(Status.Working), there.Person(Status.Working));
        await crms.PassAsync();
        await crms.PassAsync();

        here.SetHot(mine, hot: false);
        await crms.PassAsync();
        await crms.PassAsync();

        Assert.That((here.Hot(mine), there.Hot(other)), Is.EqualTo((false, false)));
        Assert.That(new[] { here.Reasons(mine), there.Reasons(other) }, Is.All.Null.Or.Empty);
    }

    [Test]
    public async Task The_flag_does_not_come_back_while_the_other_crm_is_out_of_reach()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (here, there) = Stages(crms);
        var (mine, other) = (here.Person(Status.Open), there.Person(Status.Working));
        await crms.PassAsync();
        await crms.PassAsync();

        here.SetHot(mine, hot: false);
        await here.PassAsync();
        await there.TryPassAsync(crm => new CutCrm(crm, pages: 0));
        here.Touch(mine);
        await here.PassAsync();
        var meanwhile = here.Hot(mine);
        await there.PassAsync();
        await here.PassAsync();

        Assert.That((meanwhile, here.Hot(mine), there.Hot(other)), Is.EqualTo((false, false, false)));
    }

    [Test]
    public async Task Asking_to_cool_does_the_same()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (here, there) = Stages(crms);
        var (mine, other) = (here.Person(Status.Open), there.Person(Status.Working));
        await crms.PassAsync();
        await crms.PassAsync();

        here.Clock.Advance(TimeSpan.FromMinutes(1));
        var lead = await here.LeadAsync(mine);
        await Requests.AskToCoolAsync(here.Database, here.Connection.Name, lead.LeadId, here.Now, CancellationToken.None);
        await here.PassAsync();
        await there.PassAsync();

        Assert.That((here.Hot(mine), there.Hot(other)), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_removal_counts_once_however_often_it_is_read()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (here, there) = Stages(crms);
        var (mine, other) = (here.Person(Status.Open), there.Person(Status.Working));
        await crms.PassAsync();
        await crms.PassAsync();
        here.SetHot(mine, hot: false);
        await crms.PassAsync();
        await crms.PassAsync();

        there.SetStatus(other, Status.Converted);
        await crms.PassAsync();
        await crms.PassAsync();
        await crms.PassAsync();

        Assert.That((here.Hot(mine), there.Hot(other), there.Score(other)), Is.EqualTo((true, true, 8m)));
    }

    (Stage Here, Stage There) Stages(BothCrms crms) =>
        removedIn == CrmKind.Salesforce ? (crms.Salesforce, crms.HubSpot) : (crms.HubSpot, crms.Salesforce);
}
