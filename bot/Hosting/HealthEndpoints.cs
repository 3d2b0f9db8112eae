using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Turns;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotAdvice.Bot.Hosting;

/// <summary>For whoever watches the service: does it run, and can it answer?</summary>
internal static class HealthEndpoints
{
    private const string Ok = "ok";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/healthz", Reading, () => TypedResults.Text("ok"));
        routes.MapMethods("/readyz", Reading, Ready);
    }

    private static async Task<Results<Ok<Readiness>, JsonHttpResult<Readiness>>> Ready(
        CurrentKnowledge knowledge, IConversationStore store, CancellationToken cancellationToken)
    {
        var readiness = new Readiness(knowledge.Failure is null ? Ok : "no index", knowledge.IsOld ? "a newer index was refused" : Ok, await StoreAsync(store, cancellationToken));

        // An old index still answers: a bad one that is published to all nodes must not take them all out of service.
        return readiness is { Index: Ok, Store: Ok }
            ? TypedResults.Ok(readiness)
            : TypedResults.Json(readiness, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    // Why it fails is in the log; here it would be open to everybody.
    private static async Task<string> StoreAsync(IConversationStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.PingAsync(cancellationToken);
            return Ok;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return "cannot be used";
        }
    }

    /// <summary>Each part, "ok" or what is wrong with it.</summary>
    private sealed record Readiness(string Index, string Fresh, string Store);
}
