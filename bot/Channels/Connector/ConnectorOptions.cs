using System.ComponentModel.DataAnnotations;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>
/// The Bot Connector: Teams and every other channel of Azure Bot Service. The bot proves who it is by one of a secret, a certificate
/// and a managed identity.
/// </summary>
internal sealed class ConnectorOptions : IValidatableObject
{
    public const string Section = "Connector";

    /// <summary>The bot's app id in Microsoft Entra. Empty: nobody can sign in, see <see cref="AllowWithoutSignIn"/>.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The app's client secret.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>
    /// Instead of a secret: a certificate of the app with its private key, as PEM or PKCS#12 (.pfx). Read at each sign-in, about once an
    /// hour, so that a renewed one is taken up.
    /// </summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>The password of that PKCS#12 file. Empty: it has none.</summary>
    public string CertificatePassword { get; init; } = "";

    /// <summary>Instead of a secret: the bot runs in Azure, as the user-assigned managed identity whose client id is <see cref="AppId"/>.</summary>
    public bool ManagedIdentity { get; init; }

    /// <summary>The tenant that the app belongs to. Empty: the one of older, multi-tenant bots. A managed identity knows its own.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The cloud whose addresses hold where none is set here.</summary>
    public AzureCloud Cloud { get; init; }

    /// <summary>
    /// Whether programs on the same machine may talk to the bot without signing in, for trying it out; only without an app id. Not
    /// set: yes while the bot listens on this machine only or in Development, otherwise no. Yes elsewhere stops the start.
    /// </summary>
    public bool? AllowWithoutSignIn { get; init; }

    /// <summary>Who issues the tokens of the channels.</summary>
    [Required]
    public string Issuer { get => field ?? ConnectorCloud.Of(Cloud).Issuer; init; }

    /// <summary>Where the channels' keys are described. https, but for this machine.</summary>
    [Required]
    public Uri OpenIdMetadata { get => field ?? ConnectorCloud.Of(Cloud).OpenIdMetadata; init; }

    /// <summary>Where the bot signs in to send replies. https, but for this machine.</summary>
    [Required]
    public Uri LoginAuthority { get => field ?? ConnectorCloud.Of(Cloud).LoginAuthority; init; }

    /// <summary>What it asks for there.</summary>
    [Required]
    public string Scope { get => field ?? ConnectorCloud.Of(Cloud).Scope; init; }

    /// <summary>
    /// Hosts that replies may be sent to, with all below them, beside this machine when no one signs in. Whoever else a message
    /// names gets nothing, least of all our token.
    /// </summary>
    public IReadOnlyList<string> ServiceHosts { get; init; } =
        ["botframework.com", "smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "teams.microsoft.com", "teams.microsoft.us", "botframework.azure.us", "botframework.azure.cn"];

    /// <summary>Bytes that one activity may have. From 1024 to 1048576.</summary>
    [Range(1024, 1048576)]
    public int MaxActivityBytes { get; init; } = 524288;

    /// <summary>
    /// Whether channels beside Teams get answers as Adaptive Cards instead of text. Not every channel shows them.
    /// </summary>
    public bool Cards { get; init; }

    /// <summary>Minutes between two looks for new keys when a token names one that we do not know. From 1 to 1440.</summary>
    [Range(1, 1440)]
    public int KeyRefreshMinutes { get; init; } = 5;

    /// <summary>Minutes for which a reply that a channel does not take for now is tried again. From 1 to 1440.</summary>
    [Range(1, 1440)]
    public int RetryMinutes { get; init; } = 240;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var proofs = (ClientSecret.Length > 0 ? 1 : 0) + (CertificatePath.Length > 0 ? 1 : 0) + (ManagedIdentity ? 1 : 0);
        if (AppId.Length > 0 && proofs != 1)
        {
            yield return new($"With {Section}:AppId the bot needs one of {Section}:ClientSecret, CertificatePath and ManagedIdentity, to send replies; {proofs} are set.");
        }

        if (AppId.Length > 0 && TenantId.Length == 0 && !ManagedIdentity && ConnectorCloud.Of(Cloud).MultiTenant is null)
        {
            yield return new($"{Section}:TenantId is missing. In this cloud the bot needs it to sign in.");
        }

        if (AppId.Length > 0 && CertificatePath.Length > 0 && ConnectorCertificate.Fault(CertificatePath, CertificatePassword) is { } fault)
        {
            yield return new($"{Section}:CertificatePath: {fault}");
        }

        if (AppId.Length > 0 && AllowWithoutSignIn is true)
        {
            yield return new($"{Section}:AllowWithoutSignIn and {Section}:AppId exclude each other. Remove one.");
        }

        foreach (var (name, address) in new[] { (nameof(OpenIdMetadata), OpenIdMetadata), (nameof(LoginAuthority), LoginAuthority) })
        {
            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            {
                yield return new($"{Section}:{name} must be an https address.");
            }
        }
    }
}
