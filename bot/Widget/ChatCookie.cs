using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Widget;

/// <summary>Where a browser keeps the id of its conversation. Scripts cannot read it; other sites cannot send it.</summary>
internal sealed class ChatCookie(IOptions<WidgetOptions> options)
{
    private const string Name = "botadvice-chat";

    // A frame on another site has a jar of its own, one for each site that frames us.
    private const string FramedName = "botadvice-framed-chat";

    /// <summary>The conversation of this browser, or null.</summary>
    public static ChatId? Read(HttpRequest request, bool framed) =>
        ChatId.TryParse(request.Cookies[framed ? FramedName : Name], out var id) ? id : null;

    public void Write(HttpResponse response, ChatId id, bool framed)
    {
        var cookie = Options(response, framed);
        cookie.MaxAge = options.Value.RememberDays is > 0 and var days ? TimeSpan.FromDays(days) : null;
        response.Cookies.Append(framed ? FramedName : Name, id.ToString(), cookie);
    }

    public static void Delete(HttpResponse response, bool framed) => response.Cookies.Delete(framed ? FramedName : Name, Options(response, framed));

    /// <summary>Whether a request is for a page inside another site's page: that page asked for it, or a page of ours that it had asked for.</summary>
    public static bool IsFramed(HttpRequest request) =>
        request.Headers["Sec-Fetch-Dest"] == "iframe" && (request.Headers["Sec-Fetch-Site"] == "cross-site" || request.Query["framed"] == "yes");

    private static CookieOptions Options(HttpResponse response, bool framed)
    {
        var cookie = new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = framed ? SameSiteMode.None : SameSiteMode.Lax,
            Secure = framed || response.HttpContext.Request.IsHttps,
        };
        if (framed)
        {
            cookie.Extensions.Add("Partitioned");
        }

        return cookie;
    }
}
