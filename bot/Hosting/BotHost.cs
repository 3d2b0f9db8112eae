using BotAdvice.Bot.Channels;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Limits;
using BotAdvice.Bot.Observing;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Widget;

namespace BotAdvice.Bot.Hosting;

/// <summary>The web host, part by part.</summary>
internal static class BotHost
{
    private const string DefaultAddress = "http://localhost:3978";

    public static WebApplication Create(string[] args)
    {
        // Settings are read once. To watch for their change would look through all folders below the one that the bot is started in.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.UseOwnAddress();
        SettingNames.Check(builder.Configuration);

        // The framework logs each request with its address; ours may hold a conversation's id or a ticket.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Its lines are all among those; off, it need not make a span and a scope for each request either.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // What stops the start is said once, by whoever called; see StartFault.
        var hasStarted = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => hasStarted && level >= LogLevel.Warning);

        builder.AddObserving();   // metrics and traces, off unless an endpoint is set
        builder.AddKnowledge();   // the index: built, kept, swapped
        builder.AddStorage();     // conversations
        builder.AddTurns();       // understand, decide, answer
        builder.AddLimits();      // how much is taken at once
        builder.AddRecords();     // the incident record, its links, and resume codes
        builder.AddChannels();    // Direct Line and the Connector
        builder.AddWidget();      // the chat page

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        app.MapHealth();
        app.MapChannels();
        app.MapWidget();
        app.MapRecords();
        app.UseLimits();
        return app;
    }

    // An address given by --urls, ASPNETCORE_URLS, a port or a Kestrel section wins.
    private static void UseOwnAddress(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (settings["urls"] is null && settings["http_ports"] is null && settings["https_ports"] is null && !settings.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }
}
