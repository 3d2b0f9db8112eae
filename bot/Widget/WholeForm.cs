namespace BotAdvice.Bot.Widget;

/// <summary>Refuses a form that was cut off, or is not what it says it is: the sender's fault, not ours.</summary>
internal static class WholeForm
{
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidDataException)
        {
            return TypedResults.BadRequest();
        }
    }
}
