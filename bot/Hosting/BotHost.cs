using BotAdvice.Bot.Channels;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Hosting;

/// <summary>The web host, part by part.</summary>
internal static class BotHost
{
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);

        builder.AddKnowledge();   // the index: built, kept, swapped
        builder.AddStorage();     // conversations
        builder.AddTurns();       // understand, decide, answer
        builder.AddChannels();    // Direct Line and the Connector

        var app = builder.Build();

        app.MapChannels();

        return app;
    }
}
