namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>Who calls: the holder of a secret, the holder of a token, or someone without either.</summary>
internal abstract record DirectLineCaller
{
    /// <summary>May open every conversation.</summary>
    internal sealed record WithSecret : DirectLineCaller;

    /// <summary>May open one.</summary>
    internal sealed record WithToken(DirectLineToken Token) : DirectLineCaller;

    /// <summary>May ask for a token, if it comes from one of our pages or from this machine.</summary>
    internal sealed record Unknown : DirectLineCaller;

    /// <summary>The caller of a request that <see cref="DirectLineGate"/> let through.</summary>
    public static DirectLineCaller Of(HttpContext context) =>
        context.Features.Get<DirectLineCaller>() ?? throw new InvalidOperationException("The gate stands before every route that asks.");
}

/// <summary>Lets through who holds a secret or a good token for the conversation in the address, from a page that may use it.</summary>
internal sealed class DirectLineGate(DirectLineTokens tokens, OriginCheck origins) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var (caller, refusal) = await IdentifyAsync(request);
        if (caller is null)
        {
            return refusal;
        }

        if (!origins.Allows(request, caller is DirectLineCaller.WithToken named ? named.Token.Origins : []))
        {
            return Fault.Forbidden("OriginNotAllowed", "Pages from there may not talk to this bot. The operator can allow them in DirectLine:AllowedOrigins.");
        }

        if (request.RouteValues["conversationId"] is string id && caller is DirectLineCaller.WithToken holder && holder.Token.ConversationId != id)
        {
            return Fault.Forbidden("TokenNotForConversation", "This token opens another conversation.");
        }

        context.HttpContext.Features.Set(caller);
        return await next(context);
    }

    private async Task<(DirectLineCaller? Caller, IResult? Refusal)> IdentifyAsync(HttpRequest request)
    {
        if (request.Headers.Authorization.Count == 0 && request.Path.Value?.EndsWith("/tokens/generate", StringComparison.OrdinalIgnoreCase) is true)
        {
            return (new DirectLineCaller.Unknown(), null);
        }

        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, Fault.Unauthorized("Send \"Authorization: Bearer\" with a token or a secret."));
        }

        var credential = header[Scheme.Length..].Trim();
        if (tokens.IsSecret(credential))
        {
            return (new DirectLineCaller.WithSecret(), null);
        }

        return await tokens.ReadAsync(credential) switch
        {
            (TokenState.Good, { } token) => (new DirectLineCaller.WithToken(token), null),
            (TokenState.Expired, _) => (null, Fault.Forbidden("TokenExpired", "Token has expired")),
            _ => (null, Fault.Unauthorized("This is neither a token nor a secret of this bot.")),
        };
    }
}
