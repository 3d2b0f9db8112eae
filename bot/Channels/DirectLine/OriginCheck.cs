using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>
/// Decides which pages may talk to the bot. Browsers say where a page comes from and pages cannot change it; programs outside
/// browsers can claim anything, so an origin never replaces a token, it only narrows where one can be used.
/// </summary>
internal sealed class OriginCheck(IOptions<DirectLineOptions> options)
{
    private readonly HashSet<Origin> allowed = [.. options.Value.AllowedOrigins.Select(Origin.TryRead).OfType<Origin>()];

    /// <summary>Whether a request with these rights may come from where it comes from; always when no page sent it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="trusted">The origins that the holder of a secret named for this token; they count only when settings name none.</param>
    public bool Allows(HttpRequest request, IReadOnlyList<string> trusted)
    {
        if (request.Headers.Origin.Count == 0)
        {
            return true;
        }

        return Of(request) is { } origin
            && (IsKnown(request, origin) || (allowed.Count == 0 && trusted.Any(text => origin.Equals(Origin.TryRead(text)))));
    }

    /// <summary>Whether a browser may be told to go on and send the real request, which is then checked with its token.</summary>
    public bool AllowsPreflight(HttpRequest request) => Of(request) is { } origin && (allowed.Count == 0 || IsKnown(request, origin));

    /// <summary>
    /// Whether a request without any credentials comes from our own or an allowed page, or from a program on this machine. Such a
    /// caller may begin a conversation of its own, which is what every visitor of the page may do; it opens nobody else's.
    /// </summary>
    public bool IsOurPageOrLocal(HttpRequest request) =>
        request.Headers.Origin.Count > 0 ? Of(request) is { } origin && IsKnown(request, origin) : LocalCaller.Is(request);

    private static Origin? Of(HttpRequest request) => request.Headers.Origin is [{ } text] ? Origin.TryRead(text) : null;

    // The scheme is left out: behind a proxy that ends TLS it differs from the browser's.
    private bool IsKnown(HttpRequest request, Origin origin) =>
        allowed.Contains(origin)
        || origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
        || (origin.IsLoopback && LocalCaller.Is(request));
}
