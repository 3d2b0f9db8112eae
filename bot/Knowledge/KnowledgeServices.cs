using BotAdvice.Bot.Storage;

namespace BotAdvice.Bot.Knowledge;

internal static class KnowledgeServices
{
    /// <summary>The index, opened while the host starts.</summary>
    public static void AddKnowledge(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section).ValidateOnStart();
        if (!builder.SharesStorage())
        {
            // Where nodes share a database, it may hold the index.
            var early = new EarlyResponder(builder.Configuration.GetSection(KnowledgeOptions.Section).Get<KnowledgeOptions>() ?? new());
            builder.Services.AddSingleton(early);
        }

        builder.Services.AddSingleton<CurrentKnowledge>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CurrentKnowledge>());
    }
}
