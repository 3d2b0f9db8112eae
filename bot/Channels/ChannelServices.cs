using BotAdvice.Bot.Channels.Connector;
using BotAdvice.Bot.Channels.DirectLine;

namespace BotAdvice.Bot.Channels;

internal static class ChannelServices
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    /// <summary>Direct Line for websites, and the Connector for Teams and Azure Bot Service.</summary>
    public static void AddChannels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MessageActivity>();
        builder.AddDirectLine();
        builder.AddConnector();
    }

    /// <summary>Their addresses.</summary>
    public static void MapChannels(this WebApplication app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = PingEvery, KeepAliveTimeout = PingEvery });
        app.UseDirectLine();
        app.MapDirectLine();
        app.MapConnector();
    }
}
