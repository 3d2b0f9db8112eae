using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>Who may do what with which conversation.</summary>
/// <param name="ConversationId">The one conversation that it opens.</param>
/// <param name="UserId">The person whom everything sent with it comes from; null when the client may say.</param>
/// <param name="Origins">The pages that may use it; empty for no limit beyond the settings.</param>
internal sealed record DirectLineToken(string ConversationId, string? UserId, IReadOnlyList<string> Origins)
{
    /// <summary>A token for a new conversation.</summary>
    /// <param name="userId">Null when the client may say who speaks.</param>
    /// <param name="origins">The pages that may use it.</param>
    public static DirectLineToken ForNewConversation(string? userId, IReadOnlyList<string>? origins = null) =>
        new(NewId(), userId, origins ?? []);

    /// <summary>A person's id that cannot be guessed, in the form that clients keep only when a token carries it.</summary>
    public static string NewUserId() => $"dl_{NewId()}";

    private static string NewId() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(18));
}

/// <summary>The right to open a stream once, and where it begins.</summary>
/// <param name="Token">For which conversation and whom.</param>
/// <param name="After">The last message that the client has; 0 for none.</param>
/// <param name="Since">The last of what is told but not stored.</param>
internal sealed record StreamTicket(DirectLineToken Token, long After, long Since);

/// <summary>What a text in the place of a token turned out to be.</summary>
internal enum TokenState
{
    Good,
    Expired,
    NotOurs,
}

/// <summary>
/// Issues and reads tokens. They are signed JSON Web Tokens: Microsoft's clients look into them for the person's id and drop an id
/// that they do not find there.
/// </summary>
internal sealed class DirectLineTokens(DirectLineKey key, IOptions<DirectLineOptions> options, TimeProvider time)
{
    private const string Issuer = "botadvice";
    private const string ForCalls = "directline";
    private const string ForStreams = "directline-stream";

    private static readonly TimeSpan StreamLife = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly byte[][] secrets = [.. options.Value.Secrets.Select(Digest)];
    private readonly ConcurrentDictionary<string, DateTimeOffset> usedTickets = new(StringComparer.Ordinal);

    /// <summary>Seconds for which a token is good.</summary>
    public int LifeSeconds => options.Value.TokenMinutes * 60;

    /// <summary>Whether an operator holds a secret.</summary>
    public bool HasSecret => secrets.Length > 0;

    /// <summary>Whether a text is one of the secrets; takes as long for a near miss as for nonsense.</summary>
    public bool IsSecret(string text)
    {
        var digest = Digest(text);
        var found = false;
        foreach (var secret in secrets)
        {
            found |= CryptographicOperations.FixedTimeEquals(secret, digest);
        }

        return found;
    }

    /// <summary>A token as text.</summary>
    public string Write(DirectLineToken token) => Write(token, ForCalls, TimeSpan.FromSeconds(LifeSeconds), []);

    /// <summary>A ticket as text, good for a minute and for one use.</summary>
    public string Write(StreamTicket ticket) => Write(ticket.Token, ForStreams, StreamLife, new()
    {
        ["after"] = ticket.After.ToString(CultureInfo.InvariantCulture),
        ["since"] = ticket.Since.ToString(CultureInfo.InvariantCulture),
        ["jti"] = Guid.NewGuid().ToString("N"),
    });

    public async Task<(TokenState State, DirectLineToken? Token)> ReadAsync(string text)
    {
        var (state, read) = await ReadAsync(text, ForCalls);
        return (state, read is null ? null : Token(read));
    }

    /// <summary>Reads a ticket, which is used up by it.</summary>
    public async Task<(TokenState State, StreamTicket? Ticket)> UseTicketAsync(string text)
    {
        var (state, read) = await ReadAsync(text, ForStreams);
        if (read is null)
        {
            return (state, null);
        }

        var now = time.GetUtcNow();
        foreach (var old in usedTickets.Where(used => used.Value < now))
        {
            usedTickets.TryRemove(old);
        }

        return usedTickets.TryAdd(read.Id, now + StreamLife + StreamLife)
            ? (TokenState.Good, new(Token(read), Number(read, "after"), Number(read, "since")))
            : (TokenState.Expired, null);
    }

    private string Write(DirectLineToken token, string audience, TimeSpan life, Dictionary<string, object> claims)
    {
        var now = time.GetUtcNow().UtcDateTime;
        claims["bot"] = Turns.TurnPipeline.BotId;
        claims["conv"] = token.ConversationId;
        if (token.UserId is not null)
        {
            claims["user"] = token.UserId;
        }

        if (token.Origins.Count > 0)
        {
            claims["origins"] = token.Origins.ToArray();
        }

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Claims = claims,
            SigningCredentials = new(key.Key, SecurityAlgorithms.HmacSha256),
        });
    }

    private async Task<(TokenState State, JsonWebToken? Token)> ReadAsync(string text, string audience)
    {
        var result = await handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKey = key.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = Issuer,
            ValidAudience = audience,
            // Time is looked at below, since an expired token has an answer of its own.
            ValidateLifetime = false,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { } token || !token.TryGetClaim("conv", out _))
        {
            return (TokenState.NotOurs, null);
        }

        return token.ValidTo > time.GetUtcNow().UtcDateTime ? (TokenState.Good, token) : (TokenState.Expired, null);
    }

    private static DirectLineToken Token(JsonWebToken token) => new(
        token.GetClaim("conv").Value,
        token.TryGetClaim("user", out var user) ? user.Value : null,
        [.. token.Claims.Where(claim => claim.Type is "origins").Select(claim => claim.Value)]);

    private static long Number(JsonWebToken token, string claim) =>
        long.TryParse(token.GetClaim(claim).Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
