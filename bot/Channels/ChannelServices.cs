using BotAdvice.Bot.Channels.Connector;
using BotAdvice.Bot.Channels.DirectLine;
using BotAdvice.Bot.Channels.Teams;

namespace BotAdvice.Bot.Channels;

internal static class ChannelServices
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    /// <summary>Direct Line for websites, the Connector for Teams and Azure Bot Service, and what Teams alone has.</summary>
    public static void AddChannels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MessageActivity>();
        builder.AddDirectLine();
        builder.AddConnector();
        builder.AddTeams();
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
