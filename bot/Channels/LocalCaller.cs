using System.Net;

namespace BotAdvice.Bot.Channels;

/// <summary>Tells a program on this machine from everybody else.</summary>
internal static class LocalCaller
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Real-IP"];

    /// <summary>
    /// Whether the request was sent on this machine, and not passed on by a proxy that runs on it; a proxy's own socket has no
    /// address and does not count.
    /// </summary>
    public static bool Is(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsLoopbackName(request.Host.Host)
        && !request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            || ProxyHeaders.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
