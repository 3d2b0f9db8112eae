namespace BotAdvice.Bot.Channels.Connector;

internal static class ConnectorServices
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(15);

    /// <summary>All that the Connector needs.</summary>
    public static void AddConnector(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ConnectorOptions>().BindConfiguration(ConnectorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<WithoutSignIn>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WithoutSignIn>());
        builder.Services.AddSingleton<ConnectorKeys>();
        builder.Services.AddSingleton<ConnectorSignIn>();
        builder.Services.AddSingleton<ConnectorCredentials>();
        builder.Services.AddSingleton<ConnectorClient>();
        builder.Services.AddSingleton<ConnectorTurns>();
        builder.Services.AddSingleton<ReplySender>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ReplySender>());
        foreach (var name in new[] { ConnectorKeys.Client, ConnectorCredentials.Client, ConnectorClient.Client })
        {
            // A host on the list must not be able to send us on to one that is not.
            builder.Services.AddHttpClient(name, client => client.Timeout = LongestCall)
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        }
    }
}
