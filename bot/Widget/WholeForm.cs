namespace BotAdvice.Bot.Widget;

/// <summary>Refuses a form that was cut off, or is not what it says it is: the sender's fault, not ours.</summary>
internal static class WholeForm
{
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        try
        {
            if (request.HasFormContentType)
            {
                // It is kept for whoever reads it next.
                await request.ReadFormAsync(context.HttpContext.RequestAborted);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return TypedResults.BadRequest();
        }

        return await next(context);
    }
}
