using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Rendering;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Widget;

/// <summary>What all our pages have in common: head, title, the way out, the emergency line.</summary>
internal sealed class PageFrame(CurrentKnowledge current, Assets assets, IOptions<WidgetOptions> options)
{
    private const string EmergencyLine = "chat.emergency-line";

    /// <summary>A page.</summary>
    /// <param name="phrases">Our words.</param>
    /// <param name="framed">Whether it is inside another site's page.</param>
    /// <param name="body">What stands under the header.</param>
    /// <param name="skip">The link for keyboards to what the page is for; null for none.</param>
    /// <param name="title">The page's own title, before the service's; null for none.</param>
    public Html Document(Phrases phrases, bool framed, Html body, Html? skip = null, string? title = null)
    {
        var service = options.Value.Title is { Length: > 0 } own ? own : phrases["chat.cyber-security-help"];
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en-GB"{(framed ? Html.Of($" class=\"framed\"") : Html.Empty)}>
            <head>
            <meta charset="utf-8">
            <title>{(title is null ? service : $"{title} - {service}")}</title>
            {(title is null ? Html.Empty : Html.Of($"""<meta name="robots" content="noindex, nofollow">"""))}
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="format-detection" content="telephone=no">
            <link rel="icon" href="{assets.Address("icon.svg")}" type="image/svg+xml">
            <link rel="stylesheet" href="{assets.Address("chat.css")}">
            <script src="{assets.Address("chat.js")}" defer></script>
            </head>
            <body>
            {skip}<header><div>{(title is null ? Html.Of($"<h1>{service}</h1>") : Html.Of($"<p class=\"service\">{service}</p>"))}{Leave(phrases)}</div>{Emergency(phrases)}</header>
            {body}
            </body>
            </html>
            """);
    }

    // The number stands in its route, and nowhere else.
    private Html Emergency(Phrases phrases) => current.Knowledge.Phrases.ContainsKey(EmergencyLine)
        ? Html.Of($"""<p class="emergency">{HtmlRenderer.Inlines(new Links(current.Knowledge).Resolve(phrases[EmergencyLine]))}</p>""")
        : Html.Empty;

    private Html Leave(Phrases phrases)
    {
        var address = options.Value.LeaveTo is { Length: > 0 } own ? own
            : current.Knowledge.Publishers.TryGetValue(phrases["chat.leave-to"], out var publisher) ? $"https://{publisher.Domains[0]}" : "";
        return address.Length > 0
            ? Html.Of($"""<a class="leave" id="leave" href="{address}" target="_top" rel="noopener noreferrer">{phrases["chat.leave-this-page-quickly"]}</a>""")
            : Html.Empty;
    }
}
