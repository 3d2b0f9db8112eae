using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Turns;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotAdvice.Bot.Hosting;

/// <summary>For whoever watches the service: does it run, and can it answer?</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => TypedResults.Text("ok"));
        routes.MapGet("/readyz", Ready);
    }

    private static async Task<Results<Ok<Readiness>, JsonHttpResult<Readiness>>> Ready(
        CurrentKnowledge knowledge, IConversationStore store, CancellationToken cancellationToken)
    {
        var readiness = new Readiness(knowledge.Failure is null ? "ok" : "no index", await StoreAsync(store, cancellationToken));
        return readiness is ("ok", "ok")
            ? TypedResults.Ok(readiness)
            : TypedResults.Json(readiness, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    // Why it fails is in the log; here it would be open to everybody.
    private static async Task<string> StoreAsync(IConversationStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.PingAsync(cancellationToken);
            return "ok";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return "cannot be used";
        }
    }

    /// <summary>Each part, "ok" or what is wrong with it.</summary>
    private sealed record Readiness(string Index, string Store);
}
