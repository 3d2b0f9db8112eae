using BotAdvice.Bot.Limits;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>Direct Line 3.0: the calls that Microsoft's and others' clients make.</summary>
internal static class DirectLineEndpoints
{
    private const string UserPrefix = "dl_";
    private const int MostOrigins = 20;

    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        // The stream has its own ticket in its address; a browser cannot send a header with it.
        routes.MapGet(DirectLineServices.Path + "/conversations/{conversationId}/stream", OpenStreamAsync);

        var calls = routes.MapGroup(DirectLineServices.Path).AddEndpointFilter<DirectLineGate>();
        calls.MapPost("/tokens/generate", GenerateTokenAsync);
        calls.MapPost("/tokens/refresh", RefreshToken);
        calls.MapGet("/session/getsessionid", () => Results.Json(new SessionBody(Guid.NewGuid().ToString("N")), ActivityJson.Default.SessionBody));
        calls.MapPost("/conversations", StartAsync);
        calls.MapGet("/conversations/{conversationId}", ReconnectAsync);
        calls.MapPost("/conversations/{conversationId}/activities", PostAsync);
        calls.MapGet("/conversations/{conversationId}/activities", PollAsync);
        calls.MapPost("/conversations/{conversationId}/upload", RefuseUpload);

        routes.MapFallback(DirectLineServices.Path + "/{**rest}", () => Fault.NotFound("Direct Line has no such call."));
    }

    private static async Task<IResult> GenerateTokenAsync(
        HttpContext context, DirectLineTokens tokens, OriginCheck origins, CancellationToken cancellationToken)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context.Request, ActivityJson.Incoming.StartBody, 16384, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        switch (DirectLineCaller.Of(context))
        {
            case DirectLineCaller.WithSecret:
                if (body?.User?.Id is { } user && (!user.StartsWith(UserPrefix, StringComparison.Ordinal) || !ChannelId.IsUsable(user)))
                {
                    return Fault.BadRequest($"user.id must begin with \"{UserPrefix}\" and be hard to guess.");
                }

                var trusted = body?.TrustedOrigins ?? [];
                return trusted.Count <= MostOrigins && trusted.All(origin => Origin.TryRead(origin) is not null)
                    ? Token(tokens, DirectLineToken.ForNewConversation(body?.User?.Id, [.. trusted.OfType<string>()]))
                    : Fault.BadRequest($"trustedOrigins holds at most {MostOrigins} origins such as https://www.example.org.");

            // With a secret in use, the operator's own server decides who gets a token, and our page gets one from us directly.
            // Without one, whoever may see our page may have what every visitor of the page has: a new conversation, under an id
            // that we choose.
            case DirectLineCaller.Unknown when !tokens.HasSecret && origins.IsOurPageOrLocal(context.Request):
                return Token(tokens, DirectLineToken.ForNewConversation(DirectLineToken.NewUserId()));

            case DirectLineCaller.WithToken:
                return Fault.Forbidden("SecretNeeded", "A token cannot be used to get another conversation's token.");

            default:
                return Fault.Unauthorized("Send the secret, from your server.");
        }
    }

    private static IResult RefreshToken(HttpContext context, DirectLineTokens tokens) =>
        DirectLineCaller.Of(context) is DirectLineCaller.WithToken { Token: var token }
            ? Token(tokens, token)
            : Fault.BadRequest("A secret does not expire; only tokens are refreshed.");

    private static async Task<IResult> StartAsync(
        HttpContext context,
        DirectLineTokens tokens,
        Conversations conversations,
        PassingActivities passing,
        CancellationToken cancellationToken)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context.Request, ActivityJson.Incoming.StartBody, 16384, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var token = DirectLineCaller.Of(context) is DirectLineCaller.WithToken holder
            ? holder.Token
            : DirectLineToken.ForNewConversation(
                body?.User?.Id is { } user && user.StartsWith(UserPrefix, StringComparison.Ordinal) && ChannelId.IsUsable(user) ? user : null);
        var since = passing.Now();
        var isNew = await conversations.StartAsync(token.ConversationId, cancellationToken);

        // A client that starts what has begun has nothing of it yet, such as a page that was loaded again: it gets all.
        return Conversation(
            context, tokens, new(token, 0, since), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ReconnectAsync(
        string conversationId,
        HttpContext context,
        DirectLineTokens tokens,
        Conversations conversations,
        PassingActivities passing,
        CancellationToken cancellationToken)
    {
        if (!await conversations.ExistsAsync(conversationId, cancellationToken))
        {
            return Fault.NotFound("There is no such conversation.");
        }

        // Without a watermark only what comes from now on is told. An empty one is what Microsoft's client sends as long as it has
        // received nothing, so it gets all.
        var since = passing.Now();
        var after = context.Request.Query.TryGetValue("watermark", out var watermark)
            ? Conversations.Sequence(watermark)
            : await conversations.LastAsync(conversationId, cancellationToken);
        var token = DirectLineCaller.Of(context) is DirectLineCaller.WithToken holder ? holder.Token : new(conversationId, null, []);
        return Conversation(context, tokens, new(token, after, since), StatusCodes.Status200OK);
    }

    private static async Task<IResult> PostAsync(
        string conversationId,
        HttpContext context,
        Conversations conversations,
        TurnGate gate,
        Microsoft.Extensions.Options.IOptions<DirectLineOptions> options,
        CancellationToken cancellationToken)
    {
        var (activity, refusal) = await RequestBody.ReadAsync(
            context.Request, ActivityJson.Incoming.Activity, options.Value.MaxActivityBytes, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (string.IsNullOrEmpty(activity?.Type))
        {
            return Fault.BadRequest("An activity needs a type.");
        }

        var caller = DirectLineCaller.Of(context);
        var from = (caller as DirectLineCaller.WithToken)?.Token.UserId ?? activity.From?.Id;
        if (!ChannelId.IsUsable(from) || from == Turns.TurnPipeline.BotId)
        {
            return Fault.BadRequest("An activity needs from.id: the person's id.");
        }

        // A token outlives the conversation of someone who asked to be forgotten and goes on talking: it begins anew. A secret opens
        // what there is.
        if (caller is DirectLineCaller.WithSecret && !await conversations.ExistsAsync(conversationId, cancellationToken))
        {
            return Fault.NotFound("There is no such conversation.");
        }

        gate.Count(context.Request, conversationId);
        var id = await conversations.PostAsync(conversationId, activity, from!, cancellationToken);
        return Results.Json(new ResourceId(id), ActivityJson.Default.ResourceId);
    }

    private static async Task<IResult> PollAsync(
        string conversationId, string? watermark, HttpContext context, Conversations conversations, CancellationToken cancellationToken) =>
        DirectLineCaller.Of(context) is DirectLineCaller.WithSecret && !await conversations.ExistsAsync(conversationId, cancellationToken)
            ? Fault.NotFound("There is no such conversation.")
            : Results.Json(await conversations.PollAsync(conversationId, watermark, cancellationToken), ActivityJson.Default.ActivitySet);

    private static IResult RefuseUpload() => Fault.Of(
        StatusCodes.Status415UnsupportedMediaType, "AttachmentsNotAccepted", "This bot takes no files. Please describe in words what you see.");

    private static async Task OpenStreamAsync(
        string conversationId, string? t, HttpContext context, DirectLineTokens tokens, OriginCheck origins, ConversationStream stream)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Fault.BadRequest("The stream is a WebSocket.").ExecuteAsync(context);
            return;
        }

        // The origin first: a page that may not use the ticket must not use it up.
        var ticket = origins.AllowsPreflight(context.Request) || context.Request.Headers.Origin.Count == 0 ? await tokens.UseTicketAsync(t ?? "") : default;
        if (ticket.Ticket is not { } open || open.Token.ConversationId != conversationId || !origins.Allows(context.Request, open.Token.Origins))
        {
            await Fault.Forbidden("TokenExpired", "Token has expired").ExecuteAsync(context);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await stream.RunAsync(socket, open, context.RequestAborted);
    }

    private static IResult Token(DirectLineTokens tokens, DirectLineToken token) =>
        Results.Json(new TokenBody(token.ConversationId, tokens.Write(token), tokens.LifeSeconds), ActivityJson.Default.TokenBody);

    private static IResult Conversation(HttpContext context, DirectLineTokens tokens, StreamTicket ticket, int status)
    {
        var request = context.Request;
        var id = ticket.Token.ConversationId;
        var address = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{request.PathBase}{DirectLineServices.Path}/conversations/{id}/stream?t={tokens.Write(ticket)}";
        return Results.Json(
            new ConversationBody(id, tokens.Write(ticket.Token), tokens.LifeSeconds, address), ActivityJson.Default.ConversationBody, statusCode: status);
    }
}
