using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>What Salesforce looks at in the statement of the JWT bearer flow (page "OAuth 2.0 JWT Bearer Flow").</summary>
static class Assertion
{
    /// <summary>Sources say three or five; the stricter one.</summary>
    static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(3);

    /// <returns>What is wrong with it; null when it is right.</returns>
    public static string? Complaint(string statement, SandboxOptions options, Uri host, DateTimeOffset now)
    {
        try
        {
            var parts = statement.Split('.');
            if (parts.Length != 3 || !IsSigned(parts, options.PublicKey)) return "invalid assertion";
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return Complaint(claims.RootElement, options, host, now);
        }
        catch (Exception invalid) when (invalid is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "invalid assertion";
        }
    }

    static string? Complaint(JsonElement claims, SandboxOptions options, Uri host, DateTimeOffset now)
    {
        string[] audiences = ["https://login.salesforce.com", "https://test.salesforce.com", host.GetLeftPart(UriPartial.Authority)];
        var life = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) - now;
        if (claims.GetProperty("iss").GetString() != options.ClientId) return "client identifier invalid";
        if (!audiences.Contains(claims.GetProperty("aud").GetString())) return "audience is invalid";
        if (life <= TimeSpan.Zero || life > LongestLife) return "assertion is not within allowed timeframe";
        return claims.GetProperty("sub").GetString() == options.Username ? null : "user hasn't approved this consumer";
    }

    static bool IsSigned(string[] parts, string publicKey)
    {
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        if (publicKey.Length == 0 || header.RootElement.GetProperty("alg").GetString() != "RS256") return false;

        using var key = RSA.Create();
        key.ImportFromPem(publicKey);
        return key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
