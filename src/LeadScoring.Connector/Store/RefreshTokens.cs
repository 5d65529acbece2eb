using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace LeadScoring.Connector.Store;

/// <summary>
/// The refresh token that a connection's CRM gave last, encrypted. It takes the place of the configured one for as long
/// as that stays what it was. Kept beside any lease: a dry run's rotation counts too.
/// </summary>
sealed class RefreshTokens(Database database, string connection, IDataProtectionProvider keys, ILogger logger)
{
    readonly IDataProtector protector = keys.CreateProtector("refresh token", connection);

    /// <summary>Null when none was given, or the configured one was changed since.</summary>
    public async Task<string?> ReadAsync(string configured, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            db => db.QuerySingleOrDefault<(string Token, string ConfiguredHash)?>(
                "select token, configured_hash from refresh_token where connection = @connection", new { connection }),
            cancellationToken);
        return row is { } kept && Open(kept.Token) is { } token && Hash(configured, token) == kept.ConfiguredHash ? token : null;
    }

    public ValueTask<int> KeepAsync(string configured, string token, CancellationToken cancellationToken) => database.WriteAsync(
        (db, transaction) => db.Execute(
            """
            insert into refresh_token (connection, token, configured_hash) values (@connection, @Sealed, @Hash)
            on conflict (connection) do update set token = excluded.token, configured_hash = excluded.configured_hash
            """,
            new { connection, Sealed = protector.Protect(token), Hash = Hash(configured, token) },
            transaction),
        cancellationToken);

    /// <summary>Without its key a token is lost, and the configured one is all there is.</summary>
    string? Open(string kept)
    {
        try
        {
            return protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            logger.TokenUnreadable(connection);
            return null;
        }
    }

    /// <summary>Keyed by the rotated token, which nobody can read without the key ring.</summary>
    static string Hash(string configured, string token) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(configured)));
}

static partial class TokenLog
{
    [LoggerMessage(LogLevel.Warning, "The stored refresh token of {Connection} cannot be read with the keys in Keys:Directory; the configured one is used")]
    public static partial void TokenUnreadable(this ILogger logger, string connection);
}
