using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Limits;
using BotAdvice.Bot.Rendering;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Widget;

/// <summary>The chat page's routes. What is posted is answered with the page's address, so that a reload repeats nothing.</summary>
internal static class WidgetEndpoints
{
    /// <summary>With it the script asks for a piece of a page instead of a whole one.</summary>
    public const string FragmentHeader = "X-Chat-Fragment";

    // Room for the longest message as a form encodes it; more is answered with a page that says so.
    private const long LargestForm = 2_000_000;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapWidget(this WebApplication app)
    {
        app.UsePageHeaders();
        app.UseFaultPages();

        app.MapMethods("/", Reading, Show);
        app.MapGet("/chat/{id}", ShowById);
        app.MapGet("/demo", (ChatPage page, HttpRequest request) => Page(page.Demo($"{request.Scheme}://{request.Host}")));
        var forms = app.MapGroup("").AddEndpointFilter(SameOrigin.Filter).AddEndpointFilter(FormsOnly).AddEndpointFilter(WholeForm.Filter).DisableAntiforgery();
        forms.MapPost("/", Say).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestForm));
        forms.MapPost("/start-again", StartAgain);
        foreach (var name in app.Services.GetRequiredService<Assets>().Names)
        {
            app.MapGet($"/{name}", (Assets assets, HttpContext context) => assets.Serve(name, context));
        }
    }

    private static async Task<IResult> Show(HttpContext context, Chats chats, ChatPage page, CancellationToken cancellationToken)
    {
        var framed = ChatCookie.IsFramed(context.Request);
        var id = ChatCookie.Read(context.Request, framed);
        return Page(page.Page(new(State(id, framed), await chats.MessagesAsync(id, cancellationToken))));
    }

    // An address can be sent to somebody: whoever opens another's must neither read that conversation nor write into it.
    private static async Task<IResult> ShowById(string id, HttpContext context, Chats chats, ChatPage page, CancellationToken cancellationToken) =>
        ChatId.TryParse(id, out var asked) && (asked == ChatCookie.Read(context.Request, framed: false) || asked == ChatCookie.Read(context.Request, framed: true))
            ? Page(page.Page(new(State(asked, ChatCookie.IsFramed(context.Request)), await chats.MessagesAsync(asked, cancellationToken))))
            : TypedResults.NotFound();

    private static async Task<IResult> Say(
        HttpContext context,
        Chats chats,
        ChatPage page,
        ChatCookie cookie,
        TurnGate gate,
        CurrentKnowledge knowledge,
        IOptions<WidgetOptions> options,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var state = Posted(context.Request, form);
        var chosen = form["say"].ToString().Trim();
        var text = chosen.Length > 0 ? chosen : form["text"].ToString().Trim();
        var wantsFragment = context.Request.Headers.ContainsKey(FragmentHeader);

        if (text.Length == 0)
        {
            return TypedResults.LocalRedirect(state.Address);
        }

        if (text.Length > options.Value.LongestMessage)
        {
            var kindly = chats.Own(new Answer([new TextBlock(new Phrases(knowledge.Knowledge.Phrases)["message-too-large"])], []));
            return Page(wantsFragment
                ? page.Fragment(new(state, [kindly], text))
                : page.Page(new(state, [.. await chats.MessagesAsync(state.Id, cancellationToken), kindly], text)));
        }

        gate.Count(context.Request, state.Id.ToString());
        var said = await chats.SayAsync(state.Id, state.Turn, text, cancellationToken);
        if (said.Kept)
        {
            cookie.Write(context.Response, state.Id, state.Framed);
            return wantsFragment
                ? Page(page.Fragment(new(state with { Turn = NewTurn() }, said.Messages)))
                : TypedResults.LocalRedirect($"{state.Address}#m{said.Messages[0].Sequence}");
        }

        // Deleted on request, or not saved: there is nothing to come back to, so it is shown here and now.
        var next = State(null, state.Framed);
        return Page(wantsFragment ? page.Fragment(new(next, said.Messages)) : page.Page(new(next, said.Messages)));
    }

    private static async Task<IResult> StartAgain(HttpContext context, Chats chats, ChatPage page, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var state = Posted(context.Request, form);
        if (form["sure"] != "yes")
        {
            return Page(page.StartAgain(state));
        }

        await chats.DeleteAsync(state.Id, cancellationToken);
        ChatCookie.Delete(context.Response, state.Framed);
        return TypedResults.LocalRedirect(state.Address);
    }

    private static async ValueTask<object?> FormsOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.HasFormContentType ? await next(context) : TypedResults.BadRequest();

    // The form says which conversation its page shows, which holds also where a browser keeps no cookies in frames.
    private static ChatState Posted(HttpRequest request, IFormCollection form)
    {
        var framed = form["framed"] == "yes";
        return new(
            ChatId.TryParse(form["conversation"], out var id) ? id : ChatCookie.Read(request, framed) ?? ChatId.New(),
            form["turn"].ToString() is { Length: 32 } turn && turn.All(char.IsAsciiHexDigitLower) ? turn : NewTurn(),
            framed);
    }

    private static ChatState State(ChatId? id, bool framed) => new(id ?? ChatId.New(), NewTurn(), framed);

    private static string NewTurn() => Guid.NewGuid().ToString("N");

    private static ContentHttpResult Page(Html html) => TypedResults.Content(html.ToString(), "text/html; charset=utf-8");
}
