using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>The token with which replies are sent: fetched once for all who wait, kept until shortly before it ends.</summary>
internal sealed class ConnectorCredentials(IHttpClientFactory clients, IOptions<ConnectorOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>The name of the client that signs in.</summary>
    public const string Client = "connector-login";

    private const string MultiTenant = "botframework.com";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim one = new(1);
    private volatile Kept? kept;

    /// <returns>A token; null when no app id is set.</returns>
    /// <exception cref="HttpRequestException">The bot cannot sign in.</exception>
    public async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.AppId.Length == 0)
        {
            return null;
        }

        if (kept is { } known && known.Until > time.GetUtcNow())
        {
            return known.Token;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            if (kept is { } fetched && fetched.Until > time.GetUtcNow())
            {
                return fetched.Token;
            }

            using var client = clients.CreateClient(Client);
            var tenant = settings.TenantId.Length > 0 ? settings.TenantId : MultiTenant;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = settings.AppId,
                ["client_secret"] = settings.ClientSecret,
                ["scope"] = settings.Scope,
            });
            using var response = await client.PostAsync(
                new Uri(settings.LoginAuthority, $"/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token"), form, cancellationToken);
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadFromJsonAsync(ActivityJson.Default.AccessTokenBody, cancellationToken);
            if (body is not { AccessToken.Length: > 0 })
            {
                throw new HttpRequestException("The sign-in service gave no token.");
            }

            kept = new(body.AccessToken, time.GetUtcNow() + TimeSpan.FromSeconds(body.ExpiresIn) - Early);
            return body.AccessToken;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Forgets a token that a channel refused.</summary>
    public void Drop(string token)
    {
        if (kept is { } known && known.Token == token)
        {
            kept = null;
        }
    }

    public void Dispose() => one.Dispose();

    private sealed record Kept(string Token, DateTimeOffset Until);
}
