namespace LeadScoring.Connector.Configuration;

/// <summary>Checks the Web section: nobody from outside sees the page without a token, or over plain http.</summary>
static class WebChecker
{
    public static void Check(SettingValues values, ConfigurationProblems problems)
    {
        var behindProxy = values.Flag("Web:BehindProxy") ?? false;
        foreach (var key in new[] { "Web:Url", "Web:WebhookUrl" })
        {
            if (!behindProxy && values.Url(key) is { } url && UrlRules.IsPlain(url))
                problems.Add(values.Find(key)!, "is plain http. Write https, or set Web:BehindProxy when a proxy adds TLS.");
        }

        if (values.Url("Web:Url") is { IsLoopback: false } && values.Names("Web:Tokens").Count == 0)
            problems.Add(values.Find("Web:Url")!, "can be reached from outside. Add Web:Tokens, or listen on http://127.0.0.1:8080.");
    }
}
