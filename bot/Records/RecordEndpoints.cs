using System.Text;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Widget;

namespace BotAdvice.Bot.Records;

/// <summary>The record's pages. Whoever has the link may read, so browsers are told to keep it from caches, search engines and other sites.</summary>
internal static class RecordEndpoints
{
    private const string Html = "text/html; charset=utf-8";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapRecords(this WebApplication app)
    {
        var records = app.MapGroup("/records").AddEndpointFilter(Private);
        records.MapMethods("/{token}", Reading, (string token, OpenRecords found, RecordPage page, HttpContext context) => found.ShowAsync(
            token, context, open => TypedResults.Content(page.Page(open.Record, token, open.Until, open.Phrases).ToString(), Html)));
        records.MapMethods("/{token}.txt", Reading, (string token, OpenRecords found, HttpContext context) => found.ShowAsync(
            token, context, open => TypedResults.Text(RecordText.Write(open.Record, open.Phrases) + "\n", "text/plain", Encoding.UTF8)));
        records.MapMethods("/{token}.json", Reading, (string token, OpenRecords found, HttpContext context) => found.ShowAsync(
            token, context, open => TypedResults.Text(RecordJson.Write(open.Record) + "\n", "application/json", Encoding.UTF8)));
        records.MapMethods("/{token}/deadlines.ics", Reading, (string token, OpenRecords found, HttpContext context) => found.ShowAsync(
            token,
            context,
            open => TypedResults.File(
                Encoding.UTF8.GetBytes(new RecordCalendar(open.Phrases).Write(open.Record, open.Key, open.Revision)), "text/calendar; charset=utf-8", "time-limits.ics")));
        records.MapPost("/{token}/delete", DeleteAsync).AddEndpointFilter(SameOrigin.Filter).AddEndpointFilter(WholeForm.Filter).DisableAntiforgery();
    }

    private static async Task<IResult> DeleteAsync(
        string token, HttpContext context, OpenRecords records, RecordPage page, CurrentKnowledge knowledge, CancellationToken cancellationToken)
    {
        var sure = context.Request.HasFormContentType && (await context.Request.ReadFormAsync(cancellationToken))["sure"] == "yes";
        if (!sure)
        {
            return await records.ShowAsync(token, context, open => TypedResults.Content(page.Delete(token, open.Phrases).ToString(), Html));
        }

        await records.DeleteAsync(token, cancellationToken);
        return TypedResults.Content(page.Gone("record.deleted", new Phrases(knowledge.Knowledge.Phrases)).ToString(), Html);
    }

    private static ValueTask<object?> Private(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // On starting, as for all our pages: an error page must not lose them.
        context.HttpContext.Response.OnStarting(() =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers["X-Robots-Tag"] = "noindex, nofollow";
            headers.ContentSecurityPolicy = PageHeaders.Policy("'none'");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
