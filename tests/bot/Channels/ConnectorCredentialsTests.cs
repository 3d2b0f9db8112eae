using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BotAdvice.Bot.Channels.Connector;
using BotAdvice.Bot.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>How the bot proves to Microsoft who it is, in each way and cloud.</summary>
public sealed class ConnectorCredentialsTests : IAsyncLifetime
{
    private const string Password = "of the file";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botadvice-certificates-");
    private AzureStandIn azure = null!;

    public async Task InitializeAsync() => azure = await AzureStandIn.StartAsync();

    public async Task DisposeAsync()
    {
        await azure.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Public", "our-tenant", "https://login.microsoftonline.com/our-tenant/oauth2/v2.0/token", "https://api.botframework.com/.default")]
    [InlineData("Public", "", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", "https://api.botframework.com/.default")]
    [InlineData("UsGovernment", "our-tenant", "https://login.microsoftonline.us/our-tenant/oauth2/v2.0/token", "https://api.botframework.us/.default")]
    [InlineData("UsGovernment", "", "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us/oauth2/v2.0/token", "https://api.botframework.us/.default")]
    [InlineData("China", "our-tenant", "https://login.partner.microsoftonline.cn/our-tenant/oauth2/v2.0/token", "https://api.botframework.azure.cn/.default")]
    public async Task A_secret_is_shown_to_the_sign_in_of_the_cloud_and_tenant(string cloud, string tenant, string address, string scope)
    {
        await using var bot = azure.Bot(("Connector:Cloud", cloud), ("Connector:TenantId", tenant));

        Assert.Equal("token-1", await TokenAsync(bot));

        var call = Assert.Single(azure.SignIn.Calls);
        Assert.Equal(address, call.Address, ignoreCase: true);
        Assert.Equal("client_credentials", call.Form["grant_type"]);
        Assert.Equal(AzureStandIn.AppId, call.Form["client_id"]);
        Assert.Equal("the app's secret", call.Form["client_secret"]);
        Assert.Contains(scope, call.Form["scope"].Split(' '));
    }

    [Theory]
    [InlineData("app.pem")]
    [InlineData("app.pfx")]
    public async Task A_certificate_signs_an_assertion_and_its_key_stays_here(string name)
    {
        using var certificate = Certificate();
        var path = Save(certificate, name);
        await using var bot = azure.Bot(("Connector:ClientSecret", ""), ("Connector:CertificatePath", path), ("Connector:CertificatePassword", Password));

        Assert.Equal("token-1", await TokenAsync(bot));

        var form = Assert.Single(azure.SignIn.Calls).Form;
        Assert.DoesNotContain("client_secret", form.Keys);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        var verdict = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            IssuerSigningKey = new X509SecurityKey(certificate),
            ValidIssuer = AzureStandIn.AppId,
            ValidAudience = "https://login.microsoftonline.com/our-tenant/oauth2/v2.0/token",
        });
        Assert.True(verdict.IsValid, verdict.Exception?.Message);
        Assert.Equal(AzureStandIn.AppId, verdict.Claims["sub"]);
    }

    [Fact]
    public async Task A_certificate_that_was_renewed_is_taken_up_without_a_start()
    {
        using var old = Certificate();
        using var renewed = Certificate();
        var path = Save(old, "app.pem");
        await using var bot = azure.Bot(("Connector:ClientSecret", ""), ("Connector:CertificatePath", path));
        await TokenAsync(bot);

        Save(renewed, "app.pem");
        bot.Clock.Move(TimeSpan.FromMinutes(56));
        await TokenAsync(bot);

        Assert.Equal(2, azure.SignIn.Calls.Count);
        var verdict = await new JsonWebTokenHandler().ValidateTokenAsync(azure.SignIn.Calls[1].Form["client_assertion"], new TokenValidationParameters
        {
            IssuerSigningKey = new X509SecurityKey(renewed),
            ValidateIssuer = false,
            ValidateAudience = false,
        });
        Assert.True(verdict.IsValid, verdict.Exception?.Message);
    }

    [Fact]
    public async Task A_managed_identity_asks_its_machine()
    {
        await using var bot = azure.Bot(("Connector:ClientSecret", ""), ("Connector:ManagedIdentity", "true"));

        Assert.StartsWith("token-", await TokenAsync(bot), StringComparison.Ordinal);

        var call = azure.SignIn.Calls[^1];
        Assert.Equal("http://169.254.169.254/metadata/identity/oauth2/token", call.Address);
        Assert.Equal(AzureStandIn.AppId, call.Form["client_id"]);
        Assert.Equal("https://api.botframework.com", call.Form["resource"]);
    }

    [Fact]
    public async Task A_token_is_fetched_once_for_all_and_again_before_it_ends()
    {
        await using var bot = azure.Bot();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TokenAsync(bot))), token => Assert.Equal("token-1", token));
        bot.Clock.Move(TimeSpan.FromMinutes(54));
        Assert.Equal("token-1", await TokenAsync(bot));
        bot.Clock.Move(TimeSpan.FromMinutes(2));
        Assert.Equal("token-2", await TokenAsync(bot));
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_is_one_that_can_be_tried_again()
    {
        await using var bot = azure.Bot();
        azure.SignIn.Status = HttpStatusCode.Unauthorized;

        await Assert.ThrowsAsync<HttpRequestException>(() => TokenAsync(bot));
        azure.SignIn.Status = HttpStatusCode.OK;

        Assert.NotNull(await TokenAsync(bot));
    }

    [Fact]
    public async Task In_the_government_cloud_its_issuer_is_believed_and_the_public_one_is_not()
    {
        await using var bot = azure.Bot(("Connector:Cloud", "UsGovernment"));
        using var caller = bot.CreateClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await caller.CallAsync(
            HttpMethod.Post, "/api/messages", azure.Token(ChannelHost.Start, claims => claims["iss"] = "https://api.botframework.us"), "{}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.CallAsync(HttpMethod.Post, "/api/messages", azure.Token(ChannelHost.Start), "{}")).Status);
    }

    [Theory]
    [InlineData("no proof", "ClientSecret")]
    [InlineData("two proofs", "2 are set", "--Connector:ClientSecret=x", "--Connector:ManagedIdentity=true")]
    [InlineData("no tenant", "Connector:TenantId", "--Connector:ClientSecret=x", "--Connector:Cloud=China")]
    [InlineData("no file", "Connector:CertificatePath", "--Connector:CertificatePath=/no/such/file.pem")]
    [InlineData("no key in it", "Connector:CertificatePath", "--Connector:CertificatePath=public.pem")]
    [InlineData("wrong password", "Connector:CertificatePath", "--Connector:CertificatePath=app.pfx", "--Connector:CertificatePassword=another")]
    [InlineData("not a certificate", "Connector:CertificatePath", "--Connector:CertificatePath=nonsense.pem")]
    public void What_cannot_prove_it_stops_the_start_and_is_named(string why, string named, params string[] settings)
    {
        using var certificate = Certificate();
        Save(certificate, "app.pfx");
        File.WriteAllText(Path.Combine(folder.FullName, "public.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder.FullName, "nonsense.pem"), "nonsense");

        var fault = Assert.Throws<OptionsValidationException>(() => BotHost.Create(
            ["--Connector:AppId=x", .. settings.Select(setting => setting.Replace("CertificatePath=", $"CertificatePath={folder.FullName}/", StringComparison.Ordinal))])
            .Services.GetRequiredService<IOptions<ConnectorOptions>>().Value);

        Assert.True(fault.Message.Contains(named, StringComparison.Ordinal), $"{why}: {fault.Message}");
    }

    private static Task<string?> TokenAsync(ChannelHost bot) => bot.Services.GetRequiredService<ConnectorCredentials>().TokenAsync(CancellationToken.None);

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=BotAdvice", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    private string Save(X509Certificate2 certificate, string name)
    {
        var path = Path.Combine(folder.FullName, name);
        if (name.EndsWith(".pem", StringComparison.Ordinal))
        {
            using var key = certificate.GetRSAPrivateKey()!;
            File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        }
        else
        {
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, Password));
        }

        return path;
    }
}
