namespace BotAdvice.Bot.Knowledge;

internal static class KnowledgeServices
{
    /// <summary>The index, opened while the host starts.</summary>
    public static void AddKnowledge(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<CurrentKnowledge>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CurrentKnowledge>());
    }
}
