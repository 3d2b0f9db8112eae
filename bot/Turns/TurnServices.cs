using BotAdvice.Bot.Knowledge;

namespace BotAdvice.Bot.Turns;

internal static class TurnServices
{
    /// <summary>What a message goes through, whichever channel it came by.</summary>
    public static void AddTurns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SafeMode>();
        builder.Services.AddSingleton<IResponder>(services => services.GetRequiredService<CurrentKnowledge>());
        builder.Services.AddSingleton<TurnPipeline>();
    }
}
