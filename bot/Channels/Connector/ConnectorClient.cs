using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>Sends replies to a channel, to hosts on the list only, again when the channel asks for it.</summary>
internal sealed partial class ConnectorClient(
    IHttpClientFactory clients, ConnectorCredentials credentials, IOptions<ConnectorOptions> options, TimeProvider time, ILogger<ConnectorClient> logger)
{
    /// <summary>The name of the client that sends.</summary>
    public const string Client = "connector-send";

    private const int MostTries = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Whether replies may go there.</summary>
    public bool IsAllowed(string? serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
        {
            return false;
        }

        if (address.IsLoopback && options.Value.AppId.Length == 0)
        {
            return address.Scheme is "http" or "https";
        }

        return address.Scheme is "https" && options.Value.ServiceHosts.Any(host =>
            address.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Sends a reply.</summary>
    /// <returns>Whether the channel took it.</returns>
    public async Task<bool> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        var address = Address(reply);
        for (var tries = 1; ; tries++)
        {
            var (status, wait) = await TryAsync(address, reply, tries, cancellationToken);
            if (status is >= 200 and < 300)
            {
                return true;
            }

            if (tries == MostTries || wait is not { } pause)
            {
                LogNotSent(logger, reply.ChannelId, status, tries);
                return false;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<(int Status, TimeSpan? Wait)> TryAsync(Uri address, Activity reply, int tries, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = JsonContent.Create(reply, ActivityJson.Default.Activity),
            };
            request.Headers.UserAgent.ParseAdd("Microsoft-BotFramework/3.1 BotAdvice/1.0");
            var token = await credentials.TokenAsync(cancellationToken);
            if (token is not null)
            {
                request.Headers.Authorization = new("Bearer", token);
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is HttpStatusCode.Unauthorized && token is not null && tries == 1)
            {
                // Once: the key of the sign-in service may have changed under a token that looks good.
                credentials.Drop(token);
                return ((int)response.StatusCode, TimeSpan.Zero);
            }

            return ((int)response.StatusCode, Wait(response.StatusCode, response.Headers.RetryAfter, tries));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(logger, fault, reply.ChannelId);

            // It was perhaps delivered when it timed out, and saying a thing twice is better than not at all here; a refused
            // connection was not.
            return (0, Backoff(tries));
        }
    }

    private static Uri Address(Activity reply)
    {
        var path = $"v3/conversations/{Uri.EscapeDataString(reply.Conversation!.Id!)}/activities";
        return new($"{reply.ServiceUrl!.TrimEnd('/')}/{path}{(reply.ReplyToId is { } id ? $"/{Uri.EscapeDataString(id)}" : "")}");
    }

    // What the channels document: nothing else is sent twice.
    private TimeSpan? Wait(HttpStatusCode status, RetryConditionHeaderValue? retryAfter, int tries) => (int)status switch
    {
        429 when (retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow())) is { } asked =>
            TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestWait.Ticks)),
        412 or 429 or 502 or 503 or 504 => Backoff(tries),
        _ => null,
    };

    private static TimeSpan Backoff(int tries) => FirstWait * Math.Pow(2, tries - 1) * (1 + (Random.Shared.NextDouble() / 2));

    [LoggerMessage(1, LogLevel.Error, "A reply to {Channel} was not taken: status {Status} after {Tries} tries")]
    private static partial void LogNotSent(ILogger logger, string? channel, int status, int tries);

    [LoggerMessage(2, LogLevel.Warning, "{Channel} cannot be reached")]
    private static partial void LogUnreachable(ILogger logger, Exception fault, string? channel);
}
