using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BotAdvice.Bot.Channels.DirectLine;

namespace BotAdvice.Bot.Records;

/// <summary>
/// The secrets of grants. They are worked out from the grant's id and the service's key whenever they are shown, so that neither the
/// store nor a stored reply holds one, and a page shown again shows the same link.
/// </summary>
internal sealed class GrantSecrets(DirectLineKey key)
{
    // 192 bits: 32 letters, digits, hyphens and underscores.
    private const int TokenBytes = 24;
    private const int IdBytes = 16;

    /// <summary>Letters in a token.</summary>
    public const int TokenLength = TokenBytes / 3 * 4;

    /// <summary>An id for a new grant. It is no secret.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);

    /// <summary>The part of a record's address that nobody can guess.</summary>
    public string Token(string grantId) => Base64Url.EncodeToString(Derive($"record/{grantId}").AsSpan(0, TokenBytes));

    /// <summary>The code that a reader types elsewhere, such as "7K3M-Q9TX-2VHB".</summary>
    public string Code(string grantId)
    {
        // Nearly every derived code has letters and digits; one that does not might be a number, and the next is taken.
        for (var tried = 0; ; tried++)
        {
            if (ResumeCode.From(Derive($"resume/{grantId}/{tried}")) is { } code)
            {
                return code;
            }
        }
    }

    /// <summary>What the store holds of a secret.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether two hashes are the same, in the same time whether or not.</summary>
    public static bool Same(string hash, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));

    private byte[] Derive(string purpose) => HMACSHA256.HashData(key.Key.Key, Encoding.UTF8.GetBytes(purpose));
}
