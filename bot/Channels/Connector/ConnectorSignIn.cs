using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>A caller who was let in.</summary>
/// <param name="ServiceUrl">Where the token says that replies go; null for a program on this machine, which needs no token.</param>
/// <param name="Endorsements">The channels that the token's key may speak for.</param>
internal sealed record ConnectorCaller(string? ServiceUrl, IReadOnlyList<string> Endorsements)
{
    /// <summary>Whether it signed in.</summary>
    public bool IsSignedIn => ServiceUrl is not null;
}

/// <summary>
/// Checks that a message comes from Azure Bot Service: signature, issuer, audience and time first, before anything of the body is
/// read; then that the token was made for this channel and this service address.
/// </summary>
internal sealed partial class ConnectorSignIn(
    ConnectorKeys keys, WithoutSignIn withoutSignIn, IOptions<ConnectorOptions> options, TimeProvider time, ILogger<ConnectorSignIn> logger)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>Checks the token; null when there is none that is good.</summary>
    public async Task<ConnectorCaller?> CheckAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.AppId.Length == 0)
        {
            return withoutSignIn.Allows(request) ? new(null, []) : null;
        }

        if (request.Headers.Authorization is not [{ } header] || header.Split(' ') is not ["Bearer", { Length: > 0 } text] || !handler.CanReadToken(text))
        {
            return null;
        }

        try
        {
            var unverified = handler.ReadJsonWebToken(text);
            if (!Algorithms.Contains(unverified.Alg) || string.IsNullOrEmpty(unverified.Kid)
                || await keys.FindAsync(unverified.Kid, cancellationToken) is not { } key)
            {
                return null;
            }

            var result = await handler.ValidateTokenAsync(text, new TokenValidationParameters
            {
                ValidAlgorithms = Algorithms,
                IssuerSigningKey = key.Key,
                TryAllIssuerSigningKeys = false,
                ValidIssuer = settings.Issuer,
                AudienceValidator = (audiences, _, _) => audiences.Any(audience => audience.Equals(settings.AppId, StringComparison.OrdinalIgnoreCase)),
                LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
            });
            if (!result.IsValid)
            {
                LogRefused(logger, result.Exception?.GetType().Name ?? "unknown");
                return null;
            }

            // Both Microsoft SDKs skip the service address when the message has none; ours must match, so it must be there.
            return ((JsonWebToken)result.SecurityToken).TryGetClaim("serviceurl", out var service)
                ? new(service.Value, key.Endorsements)
                : null;
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            LogRefused(logger, fault.GetType().Name);
            return null;
        }
    }

    /// <summary>Checks that the token was made for this message; null when it was.</summary>
    public static IResult? Mismatch(ConnectorCaller caller, Activity activity)
    {
        if (!caller.IsSignedIn)
        {
            return null;
        }

        if (caller.ServiceUrl != activity.ServiceUrl)
        {
            return Fault.Unauthorized("The token was made for another service address.");
        }

        return caller.Endorsements.Contains(activity.ChannelId)
            ? null
            : Fault.Forbidden("NotEndorsed", "The token's key may not speak for this channel.");
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } until && now <= until + Skew && (notBefore is null || notBefore - Skew <= now);
    }

    [LoggerMessage(1, LogLevel.Warning, "A message was refused: {Why}")]
    private static partial void LogRefused(ILogger logger, string why);
}
