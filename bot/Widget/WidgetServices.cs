namespace BotAdvice.Bot.Widget;

internal static class WidgetServices
{
    /// <summary>The chat page.</summary>
    public static void AddWidget(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WidgetOptions>().BindConfiguration(WidgetOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Assets>();
        builder.Services.AddSingleton<ChatCookie>();
        builder.Services.AddSingleton<PageFrame>();
        builder.Services.AddSingleton<ChatPage>();
        builder.Services.AddSingleton<BusyPage>();
        builder.Services.AddSingleton<Chats>();
    }
}
