using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Widget;

/// <summary>What a browser may do with our pages: our own files only, no inline script or style, framed by allowed sites alone.</summary>
internal static class PageHeaders
{
    public static void UsePageHeaders(this IApplicationBuilder app)
    {
        var sites = app.ApplicationServices.GetRequiredService<IOptions<WidgetOptions>>().Value.AllowedSites;
        var policy = Policy(string.Join(' ', sites.Prepend("'self'")));
        app.Use((context, next) =>
        {
            // On starting: whoever clears a response to write an error page does not clear these.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                if (context.Request.IsHttps)
                {
                    // Also behind a proxy that says so. Browsers ignore it over http, and there it would be a lie.
                    headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
                }

                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
                if (headers.ContentSecurityPolicy.Count == 0)
                {
                    headers.ContentSecurityPolicy = policy;
                }

                if (headers["Referrer-Policy"].Count == 0)
                {
                    headers["Referrer-Policy"] = "same-origin";
                }

                if (headers.CacheControl.Count == 0)
                {
                    // What was said must not stay in a shared computer's cache.
                    headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>The content security policy, with the sites that may frame a page.</summary>
    public static string Policy(string framedBy) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; "
        + $"base-uri 'none'; frame-ancestors {framedBy}";
}
