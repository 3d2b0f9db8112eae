using System.Text.Json.Serialization;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>Whose Azure the bot is registered in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AzureCloud>))]
internal enum AzureCloud
{
    /// <summary>The one of everybody else.</summary>
    Public,

    /// <summary>That of the government of the United States.</summary>
    UsGovernment,

    /// <summary>The one that 21Vianet runs in China.</summary>
    China,
}

/// <summary>Where the Bot Connector of a cloud is, from Microsoft's authentication constants for it.</summary>
/// <param name="Issuer">Who issues the tokens of the channels.</param>
/// <param name="OpenIdMetadata">Where the channels' keys are described.</param>
/// <param name="LoginAuthority">Where the bot signs in.</param>
/// <param name="Scope">What it asks for there.</param>
/// <param name="MultiTenant">The tenant of older, multi-tenant bots; null where we know of none.</param>
internal sealed record ConnectorCloud(string Issuer, Uri OpenIdMetadata, Uri LoginAuthority, string Scope, string? MultiTenant)
{
    private static readonly ConnectorCloud Public = new(
        "https://api.botframework.com",
        new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        new("https://login.microsoftonline.com"),
        "https://api.botframework.com/.default",
        "botframework.com");

    private static readonly ConnectorCloud UsGovernment = new(
        "https://api.botframework.us",
        new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        new("https://login.microsoftonline.us"),
        "https://api.botframework.us/.default",
        "MicrosoftServices.onmicrosoft.us");

    private static readonly ConnectorCloud China = new(
        "https://api.botframework.azure.cn",
        new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
        new("https://login.partner.microsoftonline.cn"),
        "https://api.botframework.azure.cn/.default",
        MultiTenant: null);

    /// <summary>The addresses of a cloud.</summary>
    public static ConnectorCloud Of(AzureCloud cloud) => cloud switch
    {
        AzureCloud.UsGovernment => UsGovernment,
        AzureCloud.China => China,
        _ => Public,
    };
}
