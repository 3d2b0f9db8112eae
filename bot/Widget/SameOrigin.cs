namespace BotAdvice.Bot.Widget;

/// <summary>
/// Refuses a form that another site sends. Every browser of the last years says where a request comes from, and a page cannot
/// change what it says; a client that says nothing is not a browser and holds nobody's cookie.
/// </summary>
internal static class SameOrigin
{
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsOwn(context.HttpContext.Request) ? await next(context) : TypedResults.StatusCode(StatusCodes.Status403Forbidden);

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
        {
            return site is "same-origin" or "none";
        }

        return request.Headers.Origin is not [{ Length: > 0 } origin]
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
