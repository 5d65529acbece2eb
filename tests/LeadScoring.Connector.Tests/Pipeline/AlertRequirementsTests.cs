using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class AlertRequirementsTests(Play play)
{
    const string Jane = "jane.doe@example.com";
    const string Luca = "luca.bianchi@example.com";

    [TestCase("en", "This lead is responding well to your outreach")]
    [TestCase("fr", "Ce lead réagit positivement à votre sensibilisation")]
    public async Task R36_The_owner_is_notified_in_the_language_of_the_file(string locale, string sentence)
    {
        await using var stage = await LiveAsync("notification: {}", locale);

        var id = await HotAsync(stage, Luca);

        var bell = stage.Notifications(id).Single();
        Assert.That(bell.Subject, Is.EqualTo(sentence));
        Assert.That(bell.Text, Does.StartWith($"{sentence}\n").And.Contain("Ada Number 0").And.Contain($"{Status.Working} +7"));
        Assert.That(bell.OwnerId, Is.EqualTo((await stage.LeadAsync(id)).OwnerId));
    }

    [Test]
    public async Task R37_The_label_is_on_the_record_whether_or_not_anybody_is_alerted()
    {
        await using var stage = await LiveAsync("{}");

        var id = await HotAsync(stage, Luca);

        Assert.That(stage.Hot(id), Is.True);
        Assert.That(stage.Activities(id), Is.Empty);
    }

    [Test]
    public async Task R38_An_activity_with_the_reasons_stands_on_the_timeline()
    {
        await using var stage = await LiveAsync("activity: {}");

        var id = await HotAsync(stage, Luca);

        var entry = stage.Activities(id).Single();
        Assert.That(entry.Text, Does.Contain("This lead is responding well to your outreach").And.Contain($"{Status.Working} +7"));
        Assert.That(entry.OwnerId, Is.EqualTo((await stage.LeadAsync(id)).OwnerId));
    }

    [Test]
    public async Task R39_One_crossing_is_alerted_once()
    {
        await using var stage = await LiveAsync("notification: {}, activity: {}");
        var id = await HotAsync(stage, Luca);

        stage.SetStatus(id, Status.Interested);
        await stage.PassAsync();
        stage.Touch(id);
        await stage.PassAsync();

        Assert.That((stage.Notifications(id).Count, stage.Activities(id).Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task R39_A_lead_that_turns_hot_again_is_alerted_again()
    {
        await using var stage = await LiveAsync("notification: {}, activity: {}");
        var id = await HotAsync(stage, Luca);

        stage.SetStatus(id, Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((stage.Notifications(id).Count, stage.Activities(id).Count, report.Alerts), Is.EqualTo((2, 2, 2)));
    }

    [Test]
    public async Task R39_A_crossing_that_ends_within_the_pass_is_not_alerted()
    {
        await using var stage = await LiveAsync("activity: {}");
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        stage.SetStatus(id, Status.Open);
        var report = await stage.PassAsync();

        Assert.That((report.BecameHot, stage.Activities(id).Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task R39_Nobody_is_alerted_of_what_happened_before_the_connection_went_live()
    {
        await using var stage = await Stage.OpenAsync(play, With("activity: {}"));
        var id = stage.Person(Status.Working, Luca);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));

        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Activities(id).Count), Is.EqualTo((true, 0)));
    }

    [TestCase(23, 1)]
    [TestCase(25, 0)]
    public async Task A_crossing_that_comes_to_light_late_is_alerted_while_it_is_news(int hours, int alerts)
    {
        await using var stage = await LiveAsync("activity: {}");
        var id = stage.Person(Status.Open, Luca);
        stage.SetStatus(id, Status.Working);
        stage.Clock.Advance(TimeSpan.FromHours(hours));

        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Activities(id).Count), Is.EqualTo((true, alerts)));
    }

    [Test]
    public async Task A_flag_that_a_rep_ticks_alerts_nobody()
    {
        await using var stage = await LiveAsync("notification: {}, activity: {}");
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetHot(id, hot: true);
        await stage.PassAsync();

        Assert.That((await stage.LeadAsync(id)).Hot, Is.True);
        Assert.That((stage.Notifications(id).Count, stage.Activities(id).Count), Is.EqualTo((0, 0)));
    }

    [TestCase("", 1)]
    [TestCase(", not_when: [qualified]", 0)]
    [TestCase(", not_when: [disqualified, later]", 1)]
    public async Task A_status_that_is_kept_back_alerts_nobody(string notWhen, int alerts)
    {
        await using var stage = await LiveAsync($"activity: {{}}{notWhen}");
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Converted);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Activities(id).Count), Is.EqualTo((true, alerts)));
    }

    [Test]
    public async Task The_status_that_stood_at_the_crossing_decides_and_not_a_later_one()
    {
        await using var stage = await LiveAsync("activity: {}, not_when: [qualified]");
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        stage.SetStatus(id, Status.Converted);
        await stage.PassAsync();

        Assert.That(stage.Activities(id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_crossing_by_a_new_owner_alerts_that_owner()
    {
        var exception = $"exceptions: {{ users: [ {{ user: {Jane}, scoring: {{ hot_at: 3 }} }} ] }}";
        await using var stage = await LiveAsync("notification: {}", more: exception);
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetOwner(id, Jane);
        await stage.PassAsync();

        Assert.That(stage.Hot(id), Is.True);
        Assert.That(stage.Notifications(id).Single().OwnerId, Is.EqualTo((await stage.LeadAsync(id)).OwnerId));
    }

    [Test]
    public async Task Without_an_owner_the_stand_in_is_notified()
    {
        await using var stage = await LiveAsync("notification: {}, activity: {}");
        stage.Alerts = new() { FallbackTo = Jane };
        var janes = stage.Person(Status.Open, Jane);
        var id = stage.Person(Status.Open);
        if (play.Crm == CrmKind.Salesforce)
            stage.GiveToQueue(id);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        var jane = (await stage.LeadAsync(janes)).OwnerId;
        Assert.That(stage.Notifications(id).Single().OwnerId, Is.EqualTo(jane));
        Assert.That(stage.Activities(id).Single().OwnerId, Is.EqualTo(jane));
    }

    [Test]
    public async Task Without_owner_and_stand_in_the_activity_is_written_all_the_same()
    {
        await using var stage = await LiveAsync("notification: {}, activity: {}");
        var id = stage.Person(Status.Open);
        if (play.Crm == CrmKind.Salesforce)
            stage.GiveToQueue(id);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        Assert.That((stage.Notifications(id).Count, stage.Activities(id).Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Leads_that_a_new_model_turns_hot_alert_nobody()
    {
        await using var stage = await LiveAsync("activity: {}");
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.Mapping(With("activity: {}") with { Scoring = "hot_at: 4" });
        await stage.PassAsync();
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Activities(id).Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Leads_that_a_new_model_turns_hot_are_alerted_when_a_person_said_so()
    {
        await using var stage = await LiveAsync("activity: {}");
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.Mapping(With("activity: {}") with { Scoring = "hot_at: 4" });
        await stage.PublishAsync(alerts: true);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Activities(id).Count), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task A_dry_run_tells_nobody()
    {
        await using var stage = await LiveAsync("activity: {}");
        var id = stage.Person(Status.Working, Luca);

        await stage.DryPassAsync();

        Assert.That(stage.Activities(id), Is.Empty);
    }

    [Test]
    public async Task Own_texts_replace_those_of_the_product()
    {
        await using var stage = await LiveAsync("notification: {}, texts: { en: { subject: 'Call {name}', body: '{owner}: {score} ({reasons})' } }");

        var id = await HotAsync(stage, Luca);

        var bell = stage.Notifications(id).Single();
        Assert.That(bell.Subject, Is.EqualTo("Call Ada Number 0"));
        Assert.That(bell.Text, Does.StartWith($"Luca Bianchi: 7 ({Status.Working} +7"));
    }

    [Test]
    public async Task A_name_cannot_bring_markup_to_the_timeline()
    {
        await using var stage = await LiveAsync("activity: {}");
        var id = stage.Person(Status.Open, Luca);
        stage.SetName(id, "<script>alert(1)</script>");
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        Assert.That(stage.Activities(id).Single().Text, Does.Contain("<script>"), "decoded once by the test");
        if (play.Crm == CrmKind.HubSpot)
            Assert.That(stage.Host.World.HubSpot.Timeline("notes", id).Single()["hs_note_body"], Does.Contain("&lt;script&gt;").And.Not.Contain("<script>"));
    }

    /// <summary>A connection that has gone live, with nobody in it.</summary>
    async Task<Stage> LiveAsync(string onHot, string locale = "en", string more = "")
    {
        var stage = await Stage.OpenAsync(play, With(onHot) with { Locale = locale, More = $"on_hot: {Braced(onHot)}\n{more}" });
        if (play.Crm == CrmKind.Salesforce)
            stage.AddNotificationType();
        await stage.PassAsync();
        return stage;
    }

    static async Task<string> HotAsync(Stage stage, string owner)
    {
        var id = stage.Person(Status.Open, owner);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();
        return id;
    }

    static Model With(string onHot) => new() { More = $"on_hot: {Braced(onHot)}" };

    static string Braced(string onHot) => onHot.StartsWith('{') ? onHot : $"{{ {onHot} }}";
}
