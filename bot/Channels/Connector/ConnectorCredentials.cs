using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>The token with which replies are sent: fetched once for all who wait, kept until shortly before it ends.</summary>
internal sealed class ConnectorCredentials(IHttpClientFactory clients, IOptions<ConnectorOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>The name of the client that signs in.</summary>
    public const string Client = "connector-login";

    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim one = new(1);
    private volatile Kept? kept;

    /// <returns>A token; null when no app id is set.</returns>
    /// <exception cref="HttpRequestException">The bot cannot sign in.</exception>
    public async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AppId.Length == 0)
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

            var token = await FetchAsync(options.Value, cancellationToken);

            // Azure.Identity counts by the system's clock.
            var life = token.ExpiresOn - TimeProvider.System.GetUtcNow();
            kept = new(token.Token, time.GetUtcNow() + life - Early);
            return token.Token;
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

    // A credential for each sign-in: what it keeps would outlive a dropped token or a certificate that was renewed.
    private async Task<AccessToken> FetchAsync(ConnectorOptions settings, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        using var transport = new HttpClientTransport(client);
        var tenant = settings.TenantId.Length > 0 ? settings.TenantId : ConnectorCloud.Of(settings.Cloud).MultiTenant;
        try
        {
            using var certificate = settings.CertificatePath.Length > 0 ? ConnectorCertificate.Read(settings.CertificatePath, settings.CertificatePassword) : null;
            TokenCredential credential = (settings.ManagedIdentity, certificate) switch
            {
                (true, _) => new ManagedIdentityCredential(
                    new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(settings.AppId)) { Transport = transport }),
                (_, { } proof) => new ClientCertificateCredential(tenant, settings.AppId, proof, new ClientCertificateCredentialOptions
                {
                    AuthorityHost = settings.LoginAuthority,
                    DisableInstanceDiscovery = true,
                    SendCertificateChain = true,
                    Transport = transport,
                }),
                _ => new ClientSecretCredential(tenant, settings.AppId, settings.ClientSecret, new ClientSecretCredentialOptions
                {
                    AuthorityHost = settings.LoginAuthority,
                    DisableInstanceDiscovery = true,
                    Transport = transport,
                }),
            };
            return await credential.GetTokenAsync(new TokenRequestContext([settings.Scope]), cancellationToken);
        }
        catch (Exception fault) when (fault is AuthenticationFailedException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new HttpRequestException("The bot cannot sign in.", fault);
        }
    }

    private sealed record Kept(string Token, DateTimeOffset Until);
}
