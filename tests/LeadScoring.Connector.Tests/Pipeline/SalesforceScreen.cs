using System.Globalization;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class SalesforceScreen : IScreen
{
    /// <summary>A counter that a mailing tool keeps on the record.</summary>
    public const string LinkClicks = "Email_Link_Clicks__c";

    readonly Play play;
    readonly SalesforceOrg org;

    public SalesforceScreen(Play play, SalesforceOrg org)
    {
        (this.play, this.org) = (play, org);
        if (play == Play.Contact)
            org.AddField(play.Object, SObjectField.Picklist(play.StatusField, Status.All));
        AddFields();
        if (play.KeepsHistory)
            org.TrackHistory(play.Object, [play.StatusField, LinkClicks, .. play.Watched]);
        else
            org.UntrackHistory(play.Object, play.StatusField);
    }

    public IReadOnlyList<string> Create(int count, string? status, string? ownerId, DateTimeOffset? at) => org.CreateMany(
        play.Object, count, place => Values(place, status, ownerId), at is { } time ? _ => time : null);

    public string? Show(string id, string field) => org.Get(play.Object, id, field) switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    public void Set(string id, string field, string? value, DateTimeOffset? at) => org.SetField(play.Object, id, field, value, at);

    public void Touch(string id) => org.Touch(play.Object, id);

    public string OwnerOf(string email) => org.Ids($"SELECT Id FROM User WHERE Email = '{email}'")[0];

    public void Restrict(string field, params string[] values)
    {
        org.RemoveField(play.Object, field);
        org.AddField(play.Object, SObjectField.Picklist(field, values) with { IsRestricted = true });
    }

    /// <summary>What the org's admin made for these tests; a lead has some of it in every sandbox.</summary>
    void AddFields()
    {
        string[] numbers = [play.Visits, play.Budget, .. play.Object == "Lead" ? [] : (string[])[LinkClicks, play.TextClicks, play.Views, play.Seconds, play.Revenue]];
        foreach (var name in numbers)
            org.AddField(play.Object, SObjectField.Of(SObjectFieldType.Number, name));
        org.AddField(play.Object, SObjectField.Of(SObjectFieldType.Boolean, play.WantsProposal));
        if (play.Object != "Lead")
            org.AddField(play.Object, SObjectField.Text(play.Industry));
    }

    Dictionary<string, object?> Values(int place, string? status, string? ownerId)
    {
        var values = new Dictionary<string, object?>
        {
            ["FirstName"] = "Ada",
            ["LastName"] = $"Number {place}",
            ["Email"] = $"ada{place}@example.com",
            [play.StatusField] = status,
            ["OwnerId"] = ownerId,
        };
        if (play.Object == "Lead")
            values["Company"] = "Example";
        return values;
    }
}
