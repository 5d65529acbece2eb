using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>The signed statement of the JWT bearer flow: this app acts for that user, for the next minutes.</summary>
static class SalesforceAssertion
{
    const string DefaultAudience = "https://login.salesforce.com";

    /// <summary>Salesforce takes three to five minutes at most; a clock may be a little ahead.</summary>
    static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    static readonly byte[] header = Encoding.UTF8.GetBytes("""{"alg":"RS256","typ":"JWT"}""");

    /// <param name="now">By the clock of Salesforce, where it is known.</param>
    /// <exception cref="CrmException">PrivateKey is no RSA key.</exception>
    public static string Create(AuthOptions auth, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = auth.ClientId,
            ["sub"] = auth.Username,
            ["aud"] = auth.Audience.Length > 0 ? auth.Audience : DefaultAudience,
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
        });
        var statement = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        using var key = Key(auth.PrivateKey);
        var signature = key.SignData(Encoding.ASCII.GetBytes(statement), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{statement}.{Base64Url.EncodeToString(signature)}";
    }

    static RSA Key(string pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new CrmException(CrmFailure.Unauthorized, "The sign-in to Salesforce failed: Auth:PrivateKey is no RSA key that can be read.")
            {
                Remedy = "Give the key as PEM text without a passphrase, -----BEGIN PRIVATE KEY-----, or name its file with file:.",
            };
        }
    }
}
