using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>A channel's key.</summary>
/// <param name="Key">With which tokens are checked.</param>
/// <param name="Endorsements">The channels that may use it.</param>
internal sealed record ConnectorKey(SecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The channels' keys, fetched when they are first needed, once a day, and when a token names one that is not among them (keys are
/// changed without notice), though not oftener than settings say, so that nonsense tokens cannot make us call all the time. When
/// fetching fails the keys from before go on working.
/// </summary>
internal sealed partial class ConnectorKeys(
    IHttpClientFactory clients, IOptions<ConnectorOptions> options, TimeProvider time, ILogger<ConnectorKeys> logger) : IDisposable
{
    /// <summary>The name of the client that fetches.</summary>
    public const string Client = "connector-keys";

    private const string EndorsementsName = "endorsements";
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim one = new(1);
    private volatile Fetched? fetched;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>The key with an id, or null when the channels have none.</summary>
    public async Task<ConnectorKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var known = fetched;
        var found = known?.Keys.GetValueOrDefault(keyId);
        if (found is not null && time.GetUtcNow() - known!.At < Day)
        {
            return found;
        }

        await FetchAsync(known, cancellationToken);
        return fetched?.Keys.GetValueOrDefault(keyId);
    }

    public void Dispose() => one.Dispose();

    private async Task FetchAsync(Fetched? known, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (fetched != known || now < notBefore)
            {
                return;
            }

            // Sooner again after a failure: at the start the network may come up later than we do.
            notBefore = now + AfterFailure;
            using var client = clients.CreateClient(Client);
            var metadata = OpenIdConnectConfiguration.Create(await client.GetStringAsync(options.Value.OpenIdMetadata, cancellationToken));
            var address = new Uri(options.Value.OpenIdMetadata, metadata.JwksUri);
            if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            {
                throw new InvalidOperationException("The channels' keys are not offered over https.");
            }

            var keys = new JsonWebKeySet(await client.GetStringAsync(address, cancellationToken)).Keys
                .Where(key => key is { Kid.Length: > 0, Kty: JsonWebAlgorithmsKeyTypes.RSA })
                .DistinctBy(key => key.Kid)
                .ToDictionary(key => key.Kid, key => new ConnectorKey(key, Endorsements(key)), StringComparer.Ordinal);

            notBefore = now + TimeSpan.FromMinutes(options.Value.KeyRefreshMinutes);
            fetched = new(keys, now);
            LogFetched(logger, keys.Count);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogNotFetched(logger, fault);
        }
        finally
        {
            one.Release();
        }
    }

    private static string[] Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue(EndorsementsName, out var value) ? value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(Json.Text).OfType<string>()],
            IEnumerable<object> list => [.. list.Select(item => item?.ToString()).OfType<string>()],
            _ => [],
        } : [];

    private sealed record Fetched(IReadOnlyDictionary<string, ConnectorKey> Keys, DateTimeOffset At);

    [LoggerMessage(1, LogLevel.Information, "{Count} keys of the channels fetched")]
    private static partial void LogFetched(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "The channels' keys cannot be fetched; those from before go on working")]
    private static partial void LogNotFetched(ILogger logger, Exception fault);
}
