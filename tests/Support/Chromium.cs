using Microsoft.Playwright;

namespace BotAdvice.Tests.Support;

/// <summary>A real browser, shared by the tests of a class. Where there is none, they are skipped and say why.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private string? missing;

    /// <summary>A new, empty browser profile.</summary>
    internal async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Skip.If(browser is null, missing);
        return await browser!.NewContextAsync(options);
    }

    public async Task InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists);
        if (program is null)
        {
            missing = "There is no Chromium here. Install the package chromium, or name the program in the environment variable CHROMIUM.";
            return;
        }

        try
        {
            playwright = await Playwright.CreateAsync();
        }
        catch (PlaywrightException fault)
        {
            missing = $"Playwright's driver does not start: {fault.Message}";
            return;
        }

        // Nothing of the browser's own goes to the network. A site that a test makes up may ask this machine, where the bot runs.
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--disable-quic", "--disable-features=LocalNetworkAccessChecks",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }
}
