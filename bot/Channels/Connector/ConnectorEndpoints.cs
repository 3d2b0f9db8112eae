using BotAdvice.Bot.Limits;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>Where Teams and the other channels of Azure Bot Service deliver messages.</summary>
internal static partial class ConnectorEndpoints
{
    /// <summary>The address.</summary>
    public const string Path = "/api/messages";

    private const string ExpectReplies = "expectReplies";

    // All of Azure speaks from a few addresses, and signs what it sends, so it is not limited by address.
    public static void MapConnector(this IEndpointRouteBuilder routes) => routes.MapPost(Path, ReceiveSafelyAsync).DisableRateLimiting();

    private static async Task<IResult> ReceiveSafelyAsync(
        HttpRequest request,
        ConnectorSignIn signIn,
        ConnectorTurns turns,
        ConnectorClient client,
        TurnGate gate,
        ReplySender sender,
        IOptions<ConnectorOptions> options,
        ILogger<ConnectorTurns> logger,
        CancellationToken cancellationToken)
    {
        try
        {
            return await ReceiveAsync(request, signIn, turns, client, gate, sender, options.Value, cancellationToken);
        }
        catch (BadHttpRequestException bad)
        {
            return Fault.Of(bad.StatusCode, Fault.BadArgument, "The request cannot be read.");
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or TooBusyException))
        {
            LogFault(logger, fault);
            return Fault.Of(StatusCodes.Status500InternalServerError, "ServerError", "Something went wrong here. Please try again.");
        }
    }

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request,
        ConnectorSignIn signIn,
        ConnectorTurns turns,
        ConnectorClient client,
        TurnGate gate,
        ReplySender sender,
        ConnectorOptions options,
        CancellationToken cancellationToken)
    {
        if (await signIn.CheckAsync(request, cancellationToken) is not { } caller)
        {
            return Fault.Unauthorized("A good token of the Bot Connector is needed.");
        }

        // A page in a browser can send other types to this machine unasked, but not this one.
        if (!request.HasJsonContentType())
        {
            return Fault.Of(StatusCodes.Status415UnsupportedMediaType, Fault.BadArgument, "Send application/json.");
        }

        var (activity, refusal) = await RequestBody.ReadAsync(request, ActivityJson.Incoming.Activity, options.MaxActivityBytes, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var waits = activity?.DeliveryMode is ExpectReplies;
        if (Lacks(activity, caller.IsSignedIn || !waits) is { } missing)
        {
            return Fault.BadRequest($"The activity needs {missing}.");
        }

        if (ConnectorSignIn.Mismatch(caller, activity!) is { } mismatch)
        {
            return mismatch;
        }

        gate.Count(request, ConnectorTurns.StoreId(activity!));
        if (activity!.Type is ActivityTypes.Invoke)
        {
            return await InvokeAsync(activity, turns, cancellationToken);
        }

        if (!waits && !client.IsAllowed(activity.ServiceUrl))
        {
            return Fault.Forbidden("InvalidServiceUrl", "Replies may not be sent there. The operator can add the host to Connector:ServiceHosts.");
        }

        var replies = await turns.RunAsync(activity, isPosted: !waits, cancellationToken);
        if (waits)
        {
            return Results.Json(new ExpectedReplies(replies.Activities), ActivityJson.Default.ExpectedReplies);
        }

        return sender.TrySend(replies)
            ? Results.StatusCode(StatusCodes.Status202Accepted)
            : Fault.Of(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "Too many replies wait. Please try again later.");
    }

    private static async Task<IResult> InvokeAsync(Activity activity, ConnectorTurns turns, CancellationToken cancellationToken)
    {
        if (activity.Name is not CardInvoke.Name)
        {
            return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }

        return CardInvoke.IsGood(activity)
            ? Results.Json(CardInvoke.Answer((await turns.RunAsync(activity, isPosted: false, cancellationToken)).Activities), ActivityJson.Default.InvokeBody)
            : Fault.BadRequest("The button's action must be an Action.Execute that says something.");
    }

    private static string? Lacks(Activity? activity, bool needsService) => activity switch
    {
        null or { Type: null or "" } => "a type",
        _ when !ChannelId.IsUsable(activity.ChannelId) || activity.ChannelId!.Contains('/', StringComparison.Ordinal) => "a channelId",
        _ when !ChannelId.IsUsable(activity.Conversation?.Id) => "conversation.id",
        _ when needsService && string.IsNullOrEmpty(activity.ServiceUrl) => "a serviceUrl",
        { Type: ActivityTypes.Message or ActivityTypes.Invoke } when !ChannelId.IsUsable(activity.From?.Id) => "from.id",
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "A message from a channel could not be handled")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
