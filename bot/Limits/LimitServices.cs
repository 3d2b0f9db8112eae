using System.Globalization;
using System.Threading.RateLimiting;
using BotAdvice.Bot.Channels;
using BotAdvice.Bot.Channels.Connector;
using BotAdvice.Bot.Channels.DirectLine;
using BotAdvice.Bot.Widget;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Limits;

internal static class LimitServices
{
    // More than any channel or form may send; each has a narrower limit of its own.
    private const long LargestBody = 2_000_000;

    /// <summary>Limits by address, by conversation and in all.</summary>
    public static void AddLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        builder.Services.AddSingleton<TurnGate>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<LimitOptions>>((limiter, limits) =>
        {
            limiter.GlobalLimiter = RequestLimits.Of(limits.Value);
            limiter.OnRejected = async (rejected, _) => await RefuseAsync(
                rejected.HttpContext,
                new TooBusyException(everybody: false, rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(10)));
        });
    }

    /// <summary>Refuses what is too much. It stands after what writes headers and faults.</summary>
    public static void UseLimits(this IApplicationBuilder app)
    {
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (TooBusyException busy) when (!context.Response.HasStarted)
            {
                await RefuseAsync(context, busy);
            }
        });
        app.UseRateLimiter();
    }

    // A program gets an error that it understands; a person gets a sentence and the emergency doors.
    private static Task RefuseAsync(HttpContext context, TooBusyException busy)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(busy.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var isProgram = context.Request.Path.StartsWithSegments(DirectLineServices.Path, StringComparison.OrdinalIgnoreCase)
            || context.Request.Path == ConnectorEndpoints.Path;
        return isProgram
            ? Fault.Of(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many requests. Please wait for as long as Retry-After says.").ExecuteAsync(context)
            : context.RequestServices.GetRequiredService<BusyPage>().WriteAsync(context, busy.Everybody);
    }
}
