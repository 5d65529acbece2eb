using System.Security.Cryptography;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Configuration;

/// <summary>Reads how a connection signs in.</summary>
sealed class AuthReader(SettingValues values, string shownFile, ConfigurationProblems problems)
{
    /// <param name="connection">The path of the connection, such as Connections:salesforce.</param>
    /// <param name="used">Whether what the flow needs has to be there.</param>
    /// <returns>Null when the flow is unknown.</returns>
    public AuthOptions? Read(string connection, CrmKind crm, bool used)
    {
        var path = $"{connection}:Auth";
        var flow = values.Find($"{path}:Flow") is null ? ConnectionDefaults.Of(crm).Flow : values.Choice<AuthFlow>($"{path}:Flow");
        if (flow is null)
            return null;
        if (!Flows(crm).Contains(flow.Value))
        {
            var remedy = NearestKey.Remedy(flow.Value.ToString(), [.. Flows(crm).Select(known => known.ToString())]);
            problems.Add(values.Find($"{path}:Flow")!, $"is no way to sign in to {crm}. {remedy}");
        }
        else if (used)
        {
            ReportMissing(path, Needed(flow.Value, crm));
            if (flow == AuthFlow.JwtBearer)
                CheckKey(path);
        }

        return new AuthOptions
        {
            Flow = flow.Value,
            TokenUrl = values.Url($"{path}:TokenUrl"),
            ClientId = values.Text($"{path}:ClientId") ?? "",
            ClientSecret = values.Text($"{path}:ClientSecret") ?? "",
            AccessToken = values.Text($"{path}:AccessToken") ?? "",
            RefreshToken = values.Text($"{path}:RefreshToken") ?? "",
            Username = values.Text($"{path}:Username") ?? "",
            PrivateKey = values.Text($"{path}:PrivateKey") ?? "",
            Audience = values.Text($"{path}:Audience") ?? "",
        };
    }

    static AuthFlow[] Flows(CrmKind crm) => crm == CrmKind.Salesforce
        ? [AuthFlow.ClientCredentials, AuthFlow.JwtBearer, AuthFlow.RefreshToken]
        : [AuthFlow.AccessToken, AuthFlow.RefreshToken];

    static string[] Needed(AuthFlow flow, CrmKind crm) => flow switch
    {
        AuthFlow.ClientCredentials => ["ClientId", "ClientSecret"],
        AuthFlow.JwtBearer => ["ClientId", "Username", "PrivateKey"],
        AuthFlow.AccessToken => ["AccessToken"],
        _ when crm == CrmKind.Salesforce => ["ClientId", "RefreshToken"],
        _ => ["ClientId", "ClientSecret", "RefreshToken"],
    };

    void ReportMissing(string path, IEnumerable<string> needed)
    {
        foreach (var key in needed.Select(name => $"{KnownSettings.Root}:{path}:{name}"))
        {
            if (values.Find(key[(KnownSettings.Root.Length + 1)..]) is null)
            {
                var variable = key.Replace(":", "__", StringComparison.Ordinal);
                problems.Add(shownFile, key, value: null, $"is missing. Set it in the environment as {variable}, or write file:/run/secrets/NAME.");
            }
        }
    }

    void CheckKey(string path)
    {
        if (values.Find($"{path}:PrivateKey") is { NamesFile: false } setting && !Signs(setting.Value))
        {
            problems.Add(setting,
                "is no RSA key that can sign. Write it as PEM text without a passphrase, -----BEGIN PRIVATE KEY-----, or name its file with file:.");
        }
    }

    static bool Signs(string pem)
    {
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            key.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return true;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
