namespace BotAdvice.Bot.Records;

internal static class RecordServices
{
    /// <summary>The incident record, its links, and resume codes.</summary>
    public static void AddRecords(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RecordOptions>().BindConfiguration(RecordOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<GrantSecrets>();
        builder.Services.AddSingleton<Grants>();
        builder.Services.AddSingleton<GrantLinks>();
        builder.Services.AddSingleton<OpenRecords>();
        builder.Services.AddSingleton<RecordPage>();
    }
}
