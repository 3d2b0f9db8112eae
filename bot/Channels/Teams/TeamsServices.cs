namespace BotAdvice.Bot.Channels.Teams;

internal static class TeamsServices
{
    /// <summary>What Teams has beside the Connector: reminders, off unless the operator allows them.</summary>
    public static void AddTeams(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TeamsOptions>().BindConfiguration(TeamsOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<TeamsReminders>();
        builder.Services.AddHostedService<ReminderSender>();
    }
}
