using System.Net;
using System.Net.Http.Headers;
using BotAdvice.Bot.Storage;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>Sends replies to a channel, to hosts on the list only, again when the channel asks for it.</summary>
internal sealed partial class ConnectorClient(
    IHttpClientFactory clients, ConnectorCredentials credentials, IOptions<ConnectorOptions> options, TimeProvider time, ILogger<ConnectorClient> logger)
{
    /// <summary>The name of the client that sends.</summary>
    public const string Client = "connector-send";

    private const int MostDoublings = 10;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

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

    /// <summary>Tries once to send a reply.</summary>
    /// <param name="reply">Addressed.</param>
    /// <param name="tries">How often it was tried, this time included; from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>After how long to try again; null when it was taken, or will never be.</returns>
    public async Task<TimeSpan?> SendAsync(Activity reply, int tries, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, Address(reply))
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
            if (response.IsSuccessStatusCode)
            {
                return null;
            }

            if (response.StatusCode is HttpStatusCode.Unauthorized && token is not null && tries == 1)
            {
                // Once: the key of the sign-in service may have changed under a token that looks good.
                credentials.Drop(token);
                return TimeSpan.Zero;
            }

            var wait = Wait(response.StatusCode, response.Headers.RetryAfter, tries);
            if (wait is null)
            {
                LogRefused(logger, reply.ChannelId, (int)response.StatusCode, tries);
            }

            return wait;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(logger, fault, reply.ChannelId);

            // It was perhaps delivered when it timed out, and saying a thing twice is better than not at all here; a refused
            // connection was not.
            return Backoff(tries);
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
            TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, Outbox.LongestWait.Ticks)),
        412 or 429 or 502 or 503 or 504 => Backoff(tries),
        _ => null,
    };

    private static TimeSpan Backoff(int tries)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(tries, MostDoublings) - 1) * (1 + (Random.Shared.NextDouble() / 2));
        return wait < Outbox.LongestWait ? wait : Outbox.LongestWait;
    }

    [LoggerMessage(1, LogLevel.Error, "A reply to {Channel} was refused: status {Status} at try {Tries}")]
    private static partial void LogRefused(ILogger logger, string? channel, int status, int tries);

    [LoggerMessage(2, LogLevel.Warning, "{Channel} cannot be reached")]
    private static partial void LogUnreachable(ILogger logger, Exception fault, string? channel);
}
