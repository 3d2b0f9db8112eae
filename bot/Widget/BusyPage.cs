using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Widget;

/// <summary>What a person sees when more is asked than is taken now: to wait a little, and the emergency doors, which do not wait.</summary>
internal sealed class BusyPage(ChatPage page, CurrentKnowledge current, SafeMode safeMode)
{
    /// <summary>Writes it: as a piece for the script, as a page for a browser, as plain text for all others.</summary>
    /// <param name="context">A request of which nothing was answered yet.</param>
    /// <param name="everybody">Whether the bot as a whole is busy, and not this one caller.</param>
    public Task WriteAsync(HttpContext context, bool everybody)
    {
        var phrases = new Phrases(current.Knowledge.Phrases);
        var answer = new Answer(
            [new TextBlock(phrases[everybody ? "busy" : "slow-down"]), new TextBlock(phrases["error-doors"]), .. safeMode.Answer.Blocks.OfType<ListBlock>()], []);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (context.Request.Headers.ContainsKey(WidgetEndpoints.FragmentHeader))
        {
            context.Response.Headers[WidgetEndpoints.FragmentHeader] = "busy";
            return WriteAsync(context, "text/html", page.Notice(answer).ToString());
        }

        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? WriteAsync(context, "text/html", page.Fault("", answer).ToString())
            : WriteAsync(context, "text/plain", PlainTextRenderer.Render(answer));
    }

    private static Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = $"{type}; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
