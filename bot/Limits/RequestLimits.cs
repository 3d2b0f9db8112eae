using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using BotAdvice.Bot.Channels.DirectLine;

namespace BotAdvice.Bot.Limits;

/// <summary>What one address may ask for, and how many streams there are in all.</summary>
internal static class RequestLimits
{
    private const int PrefixBytes = 8;
    private const string Nobody = "";

    /// <summary>The limits, the narrowest first.</summary>
    public static PartitionedRateLimiter<HttpContext> Of(LimitOptions limits) => PartitionedRateLimiter.CreateChained(
        Limit(context => Address(context) is { } address ? $"requests {address}" : Nobody, limits.RequestsFromAddress),
        Limit(context => HttpMethods.IsPost(context.Request.Method) && Address(context) is { } address ? $"messages {address}" : Nobody, limits.MessagesFromAddress),
        Hold(context => IsStream(context) && Address(context) is { } address ? $"streams {address}" : Nobody, limits.StreamsFromAddress),
        Hold(context => IsStream(context) ? "streams" : Nobody, limits.Streams));

    private static PartitionedRateLimiter<HttpContext> Limit(Func<HttpContext, string> partition, int inMinute) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => partition(context) is { Length: > 0 } key
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket.OfMinute(inMinute))
            : RateLimitPartition.GetNoLimiter(Nobody));

    private static PartitionedRateLimiter<HttpContext> Hold(Func<HttpContext, string> partition, int atOnce) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => partition(context) is { Length: > 0 } key
            ? RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = atOnce, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(Nobody));

    // This machine is the operator's own, or a proxy that does not say for whom it asks. A home has one prefix of IPv6 and any number of addresses.
    private static string? Address(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        {
            return null;
        }

        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrefixBytes))
            : address.MapToIPv4().ToString();
    }

    private static bool IsStream(HttpContext context) =>
        context.Request.Path.StartsWithSegments(DirectLineServices.Path, StringComparison.OrdinalIgnoreCase)
        && context.Request.Path.Value!.EndsWith("/stream", StringComparison.OrdinalIgnoreCase);
}
