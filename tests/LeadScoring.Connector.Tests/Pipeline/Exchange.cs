using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>
/// What passes between the reps and the people on stage, as the CRM comes to know of it. Like everything that people do
/// there, each act takes a minute.
/// </summary>
abstract class Exchange(Stage stage)
{
    public const string Demo = "Demo";

    protected Stage Stage => stage;

    public static Exchange On(Stage stage) =>
        stage.Play.Crm == CrmKind.Salesforce ? new SalesforceExchange(stage) : new HubSpotExchange(stage);

    /// <summary>The person calls; <paramref name="ended"/> is now, or earlier for a call entered late.</summary>
    public string Receive(string person, int seconds = 60, DateTimeOffset? ended = null) =>
        AMinuteLater(() => LogCall(person, isInbound: true, TimeSpan.FromSeconds(seconds), ended ?? stage.Now));

    /// <summary>A rep calls.</summary>
    public string Call(string person, int seconds = 60) =>
        AMinuteLater(() => LogCall(person, isInbound: false, TimeSpan.FromSeconds(seconds), stage.Now));

    public void Delete(string call) => AMinuteLater(() => Remove(call));

    public void Correct(string call, int seconds) => AMinuteLater(() => SetLength(call, TimeSpan.FromSeconds(seconds)));

    /// <summary>A rep writes.</summary>
    public string Mail(string person) => AMinuteLater(() => LogMail(person, isIncoming: false));

    /// <summary>The person writes.</summary>
    public string Reply(string person) => AMinuteLater(() => LogMail(person, isIncoming: true));

    public void Open(string mail) => AMinuteLater(() => OpenMail(mail));

    public void Click(string person, string mail) => AMinuteLater(() => ClickLink(person, mail));

    public void Bounce(string mail) => AMinuteLater(() => BounceMail(mail));

    public string Book(string person, string type = Demo) => AMinuteLater(() => LogMeeting(person, type));

    public void CallOff(string meeting) => AMinuteLater(() => Cancel(meeting));

    /// <summary>A meeting that was called off takes place after all.</summary>
    public void Reinstate(string meeting) => AMinuteLater(() => Uncancel(meeting));

    public void Retype(string meeting, string type) => AMinuteLater(() => SetType(meeting, type));

    /// <summary>The person takes up an offer, such as a white paper.</summary>
    public void TakeUp(string person, string offer) => AMinuteLater(() => Respond(person, offer));

    protected abstract string LogCall(string person, bool isInbound, TimeSpan lasted, DateTimeOffset ended);

    protected abstract void Remove(string call);

    protected abstract void SetLength(string call, TimeSpan lasted);

    protected abstract string LogMail(string person, bool isIncoming);

    protected abstract void OpenMail(string mail);

    protected abstract void ClickLink(string person, string mail);

    protected abstract void BounceMail(string mail);

    protected abstract string LogMeeting(string person, string type);

    protected abstract void Cancel(string meeting);

    protected abstract void Uncancel(string meeting);

    protected abstract void SetType(string meeting, string type);

    protected abstract void Respond(string person, string offer);

    T AMinuteLater<T>(Func<T> act)
    {
        stage.AMinuteLater();
        return act();
    }

    void AMinuteLater(Action act)
    {
        stage.AMinuteLater();
        act();
    }
}
