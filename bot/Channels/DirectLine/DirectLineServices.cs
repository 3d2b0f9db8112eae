using BotAdvice.Bot.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BotAdvice.Bot.Channels.DirectLine;

internal static partial class DirectLineServices
{
    /// <summary>The address under which all of Direct Line lies.</summary>
    public const string Path = "/v3/directline";

    /// <summary>All that Direct Line needs.</summary>
    public static void AddDirectLine(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.Section).ValidateDataAnnotations()
            .Validate<IOptions<StorageOptions>>(
                (options, storage) => options.SigningKey.Length > 0 || storage.Value.Engine is not StorageEngine.Postgres,
                "DirectLine:SigningKey is needed with Storage:Engine Postgres, the same on every node: a token of one must open the others.")
            .ValidateOnStart();
        builder.Services.AddSingleton<DirectLineKey>();
        builder.Services.AddSingleton<DirectLineTokens>();
        builder.Services.AddSingleton<OriginCheck>();
        builder.Services.AddSingleton<PassingActivities>();
        builder.Services.AddSingleton<LocalNews>();
        if (builder.SharesStorage())
        {
            builder.Services.AddSingleton<SharedNews>();
            builder.Services.AddSingleton<IConversationNews>(services => services.GetRequiredService<SharedNews>());
            builder.Services.AddHostedService(services => services.GetRequiredService<SharedNews>());
        }
        else
        {
            builder.Services.AddSingleton<IConversationNews>(services => services.GetRequiredService<LocalNews>());
        }

        builder.Services.AddSingleton<Conversations>();
        builder.Services.AddSingleton<ConversationStream>();
    }

    /// <summary>Answers browsers' questions about other origins, and writes faults as Direct Line does.</summary>
    public static void UseDirectLine(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase),
        branch => branch.Use(HandleAsync));

    private static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var origins = context.RequestServices.GetRequiredService<OriginCheck>();
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (origins.AllowsPreflight(context.Request))
        {
            headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        if (HttpMethods.IsOptions(context.Request.Method))
        {
            headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
            headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";
            headers.AccessControlMaxAge = "3600";
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !context.Response.HasStarted)
        {
            LogFault(context.RequestServices.GetRequiredService<ILogger<Conversations>>(), fault, context.Request.Method);
            await (fault is BadHttpRequestException bad
                ? Fault.Of(bad.StatusCode, Fault.BadArgument, "The request cannot be read.")
                : Fault.Of(StatusCodes.Status500InternalServerError, "ServerError", "Something went wrong here. Please try again.")).ExecuteAsync(context);
        }
    }

    [LoggerMessage(2, LogLevel.Error, "A Direct Line {Method} failed")]
    private static partial void LogFault(ILogger logger, Exception fault, string method);
}
