using BotAdvice.Bot.Turns;
using Microsoft.AspNetCore.Diagnostics;

namespace BotAdvice.Bot.Widget;

/// <summary>What a reader sees when a page is not there or we have failed: plain words and a way on, never what went wrong inside.</summary>
internal static class FaultPages
{
    public static void UseFaultPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => WriteAsync(context, context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException fault
                ? fault.StatusCode
                : StatusCodes.Status500InternalServerError),
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static Task WriteAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return Task.CompletedTask;
        }

        var page = context.RequestServices.GetRequiredService<ChatPage>();
        var html = status switch
        {
            StatusCodes.Status404NotFound => page.Fault("chat.this-page-is-not-here", null),
            StatusCodes.Status413PayloadTooLarge => page.Fault("message-too-large", null),
            < 500 => page.Fault("chat.that-did-not-work", null),
            _ => page.Fault("", context.RequestServices.GetRequiredService<SafeMode>().Answer),
        };
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html.ToString(), context.RequestAborted);
    }
}
