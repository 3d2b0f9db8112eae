using BotAdvice.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotAdvice.Tests.Bot.Widget;

/// <summary>The chat page in a real browser.</summary>
public sealed class BrowserTests(Chromium chromium, BrowserTests.ListeningBot bot) : IClassFixture<Chromium>, IClassFixture<BrowserTests.ListeningBot>
{
    private const string InvoiceStory =
        "we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed";

    private static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true, DeviceScaleFactor = 2 };

    [SkippableFact]
    public async Task A_story_typed_gets_the_doors_number_without_a_fault_in_the_console()
    {
        await using var context = await chromium.OpenAsync();
        var (page, faults) = await ShowAsync(context);

        await page.GetByLabel("Type what happened").FillAsync(InvoiceStory);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ring 0300 123 2040" })).ToBeVisibleAsync();
        await Expect(page.Locator("article.door h4").First).ToContainTextAsync("bank");
        await Expect(page.GetByLabel("Type what happened")).ToHaveValueAsync("");
        await Expect(page.GetByLabel("Type what happened")).ToBeFocusedAsync();
        await Expect(page.Locator("#status")).ToBeEmptyAsync();
        await Expect(page.Locator(".pending")).ToHaveCountAsync(0);
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task Everything_can_be_done_by_keyboard()
    {
        await using var context = await chromium.OpenAsync();
        var (page, faults) = await ShowAsync(context);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(InvoiceStory);
        await page.Keyboard.PressAsync("Enter");
        var scotland = page.GetByRole(AriaRole.Button, new() { Name = "Scotland" });
        await Expect(scotland).ToBeVisibleAsync();

        for (var steps = 0; steps < 20 && await page.EvaluateAsync<string>("document.activeElement.textContent") != "Scotland"; steps++)
        {
            await page.Keyboard.PressAsync("Shift+Tab");
        }

        await Expect(scotland).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".ours").Last).ToContainTextAsync("Police Scotland");
        await Expect(page.Locator(".ours").Last).ToBeFocusedAsync();
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task It_fits_a_phone()
    {
        await using var context = await chromium.OpenAsync(Phone);
        var (page, _) = await ShowAsync(context);
        await SayAsync(page, InvoiceStory);

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the phone.");
        var small = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('button, .call, .button, .leave')].filter(e => e.offsetHeight < 40).map(e => e.textContent)");
        Assert.Empty(small);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeInViewportAsync();
    }

    [SkippableFact]
    public async Task It_fits_a_page_enlarged_four_times()
    {
        await using var context = await chromium.OpenAsync(new() { ViewportSize = new() { Width = 320, Height = 256 } });
        var (page, _) = await ShowAsync(context);
        await SayAsync(page, InvoiceStory);

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page must be scrolled sideways.");
        Assert.Equal("static", await page.EvaluateAsync<string>("getComputedStyle(document.getElementById('chat')).position"));
    }

    [SkippableFact]
    public async Task It_works_with_scripts_switched_off()
    {
        await using var context = await chromium.OpenAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(bot.Address.AbsoluteUri);

        await page.GetByLabel("Type what happened").FillAsync(InvoiceStory);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ring 0300 123 2040" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Scotland" }).ClickAsync();

        await Expect(page.Locator(".ours").Last).ToContainTextAsync("Police Scotland");
        await Expect(page.Locator(".yours").Last).ToBeInViewportAsync();
    }

    [SkippableFact]
    public async Task A_reload_shows_the_conversation_again()
    {
        await using var context = await chromium.OpenAsync();
        var (page, faults) = await ShowAsync(context);
        await SayAsync(page, InvoiceStory);

        await page.ReloadAsync();

        await Expect(page.Locator(".yours .said")).ToHaveTextAsync(InvoiceStory);
        await Expect(page.Locator(".message")).ToHaveCountAsync(3);
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task Offline_it_says_so_keeps_the_words_and_sends_them_when_back()
    {
        await using var context = await chromium.OpenAsync();
        var (page, _) = await ShowAsync(context);
        await context.SetOfflineAsync(true);

        await page.GetByLabel("Type what happened").FillAsync(InvoiceStory);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#status.offline")).ToContainTextAsync("not lost");
        await Expect(page.Locator(".pending")).ToHaveTextAsync(InvoiceStory);
        await context.SetOfflineAsync(false);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ring 0300 123 2040" })).ToBeVisibleAsync();
        await Expect(page.Locator("#status")).ToBeEmptyAsync();
        await Expect(page.Locator(".yours")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task A_refusal_gives_the_words_back()
    {
        await using var context = await chromium.OpenAsync();
        var (page, _) = await ShowAsync(context);
        await page.RouteAsync("**/", route => route.Request.Method == "POST" ? route.FulfillAsync(new() { Status = 403 }) : route.ContinueAsync());

        await page.GetByLabel("Type what happened").FillAsync(InvoiceStory);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#status.offline")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Type what happened")).ToHaveValueAsync(InvoiceStory);
        await Expect(page.Locator(".pending")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Start_again_asks_and_deletes()
    {
        await using var context = await chromium.OpenAsync();
        var (page, faults) = await ShowAsync(context);
        await SayAsync(page, InvoiceStory);

        await page.GetByRole(AriaRole.Button, new() { Name = "Start again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();

        await Expect(page.Locator(".message")).ToHaveCountAsync(1);
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task Leaving_quickly_shows_another_page_to_which_back_does_not_lead_here()
    {
        await using var context = await chromium.OpenAsync();
        await context.RouteAsync("https://**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Elsewhere</title>" }));
        var (page, _) = await ShowAsync(context);
        await SayAsync(page, InvoiceStory);

        await page.GetByRole(AriaRole.Link, new() { Name = "Leave this page quickly" }).ClickAsync();

        await Expect(page).ToHaveTitleAsync("Elsewhere");
        Assert.Equal(2, await page.EvaluateAsync<int>("history.length"));
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light, ForcedColors.None)]
    [InlineData(ColorScheme.Dark, ForcedColors.None)]
    [InlineData(ColorScheme.Light, ForcedColors.Active)]
    public async Task Axe_finds_no_barrier_in_a_conversation(ColorScheme colours, ForcedColors forced)
    {
        var axe = await AxeAsync();
        await using var context = await chromium.OpenAsync(new() { ColorScheme = colours, ForcedColors = forced });
        var (page, _) = await ShowAsync(context);
        await AssertNoBarrierAsync(page, axe);

        await SayAsync(page, InvoiceStory);
        await AssertNoBarrierAsync(page, axe);

        await SayAsync(page, "what have you stored about me");
        await AssertNoBarrierAsync(page, axe);

        await page.GetByRole(AriaRole.Button, new() { Name = "Start again" }).ClickAsync();
        await AssertNoBarrierAsync(page, axe);
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light, ForcedColors.None)]
    [InlineData(ColorScheme.Dark, ForcedColors.None)]
    [InlineData(ColorScheme.Light, ForcedColors.Active)]
    public async Task Axe_finds_no_barrier_on_the_record(ColorScheme colours, ForcedColors forced)
    {
        var axe = await AxeAsync();
        await using var context = await chromium.OpenAsync(new() { ColorScheme = colours, ForcedColors = forced });
        var (page, faults) = await ShowAsync(context);
        await SayAsync(page, InvoiceStory);
        await SayAsync(page, "can I carry on on another device");
        await AssertNoBarrierAsync(page, axe);
        var record = await OpenRecordAsync(context, page);
        await AssertNoBarrierAsync(record, axe);

        await record.GetByRole(AriaRole.Button, new() { Name = "Delete this record" }).ClickAsync();
        await AssertNoBarrierAsync(record, axe);
        await record.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await AssertNoBarrierAsync(record, axe);
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task The_record_opens_beside_the_chat_and_prints_without_buttons()
    {
        await using var context = await chromium.OpenAsync(Phone);
        var (page, faults) = await ShowAsync(context);
        await SayAsync(page, InvoiceStory);
        var record = await OpenRecordAsync(context, page);

        Assert.True(await record.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The record is wider than the phone.");
        await record.Keyboard.PressAsync("Tab");
        await Expect(record.Locator(".skip")).ToBeFocusedAsync();
        await record.EvaluateAsync("window.print = () => document.title = 'printed'");
        await record.GetByRole(AriaRole.Button, new() { Name = "Print or save this page" }).ClickAsync();
        await Expect(record).ToHaveTitleAsync("printed");

        var address = record.Url;
        Assert.EndsWith("/records", await record.EvaluateAsync<string>("dispatchEvent(new Event('beforeprint')), location.href"), StringComparison.Ordinal);
        Assert.Equal(address, await record.EvaluateAsync<string>("dispatchEvent(new Event('afterprint')), location.href"));

        await record.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(record.GetByRole(AriaRole.Button, new() { Name = "Print or save this page" })).ToBeHiddenAsync();
        await Expect(record.GetByRole(AriaRole.Heading, new() { Name = "Who to tell, and what they will ask" })).ToBeVisibleAsync();
        Assert.Empty(faults);
        if (Environment.GetEnvironmentVariable("PICTURE_RECORD") is { Length: > 0 } picture)
        {
            await record.ScreenshotAsync(new() { Path = $"{picture}-print.png", FullPage = true });
            await record.EmulateMediaAsync(new() { Media = Media.Screen });
            await record.ScreenshotAsync(new() { Path = $"{picture}.png", FullPage = true });
            await page.ScreenshotAsync(new() { Path = $"{picture}-chat.png" });
        }
    }

    private static async Task<IPage> OpenRecordAsync(IBrowserContext context, IPage chat)
    {
        await SayAsync(chat, "print this");
        var record = await context.RunAndWaitForPageAsync(() => chat.GetByRole(AriaRole.Link, new() { Name = "Open my record" }).ClickAsync());
        await Expect(record.GetByRole(AriaRole.Heading, new() { Name = "Record of what happened" })).ToBeVisibleAsync();
        return record;
    }

    [SkippableTheory]
    [InlineData("/demo")]
    [InlineData("/not/here")]
    public async Task Axe_finds_no_barrier_on_the_other_pages(string address)
    {
        var axe = await AxeAsync();
        await using var context = await chromium.OpenAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync(new Uri(bot.Address, address).AbsoluteUri);

        await AssertNoBarrierAsync(page, axe);
    }

    private static async Task<string> AxeAsync()
    {
        var axe = Path.Combine(Repository.Root, "tests", "clients", "node_modules", "axe-core", "axe.min.js");
        Skip.IfNot(File.Exists(axe), "axe-core is not installed. Run npm install in tests/clients.");
        return await File.ReadAllTextAsync(axe);
    }

    private static async Task AssertNoBarrierAsync(IPage page, string axe)
    {
        // A button half under the box to write in is waiting to be scrolled to, not too small to press.
        await page.EvaluateAsync("() => new Promise(done => { window.scrollTo(0, document.documentElement.scrollHeight); requestAnimationFrame(() => requestAnimationFrame(done)); })");
        var barriers = await BarriersAsync(page, axe);
        Assert.True(barriers.Length == 0, string.Join('\n', barriers));
    }

    private static async Task<string[]> BarriersAsync(IPage page, string axe)
    {
        await page.EvaluateAsync(axe);
        Assert.True(await page.EvaluateAsync<int>("axe.run().then(found => found.passes.length)") > 10, "axe-core looked at nothing.");
        return await page.EvaluateAsync<string[]>(
            "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
            + ".then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120) + ' ' + n.failureSummary).join(' | ')))");
    }

    [SkippableFact]
    public async Task On_another_site_with_a_strict_policy_the_launcher_opens_the_chat_and_remembers_it()
    {
        // The frame is of another site than the page: one is 127.0.0.1, the other localhost.
        using var allowing = new RunningBot([("Widget:AllowedSites:0", "http://localhost:8123")]);
        var home = allowing.Listen().GetLeftPart(UriPartial.Authority).Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        await using var context = await chromium.OpenAsync();
        await context.RouteAsync("http://localhost:8123/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Headers = [new("Content-Security-Policy", $"default-src 'none'; script-src {home}; frame-src {home}")],
            Body = $"<!DOCTYPE html><html lang=en><title>A chamber</title><h1>A chamber</h1><script src='{home}/widget.js' data-label='Cyber help' defer></script>",
        }));
        var page = await context.NewPageAsync();
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            // The made-up site has no icon.
            if (message.Type is "error" && !message.Text.Contains("favicon", StringComparison.Ordinal))
            {
                faults.Add(message.Text);
            }
        };
        page.RequestFailed += (_, request) => faults.Add($"{request.Url}: {request.Failure}");
        await page.GotoAsync("http://localhost:8123/");
        Assert.Empty(faults);
        var launcher = page.GetByRole(AriaRole.Button, new() { Name = "Cyber help" });
        await Expect(launcher).ToBeVisibleAsync();
        Assert.Single(requests, url => url.StartsWith(home, StringComparison.Ordinal));

        await launcher.ClickAsync();
        var chat = page.FrameLocator("iframe");
        await chat.Locator("#text").FillAsync(InvoiceStory);
        await chat.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(chat.GetByRole(AriaRole.Link, new() { Name = "Ring 0300 123 2040" })).ToBeVisibleAsync();
        await chat.Locator("#text").PressAsync("Escape");
        await Expect(launcher).ToBeFocusedAsync();

        await page.ReloadAsync();
        await launcher.ClickAsync();
        await Expect(chat.Locator(".yours .said")).ToHaveTextAsync(InvoiceStory);
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task A_site_that_is_not_allowed_cannot_frame_the_chat()
    {
        await using var context = await chromium.OpenAsync();
        var home = bot.Address.GetLeftPart(UriPartial.Authority).Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        await context.RouteAsync("http://localhost:8123/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<iframe src='{home}/'></iframe>" }));
        var page = await context.NewPageAsync();

        await page.GotoAsync("http://localhost:8123/");

        await Expect(page.FrameLocator("iframe").Locator("#chat")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task In_a_frame_without_scripts_the_conversation_goes_on()
    {
        using var allowing = new RunningBot([("Widget:AllowedSites:0", "http://localhost:8123")]);
        var home = allowing.Listen().GetLeftPart(UriPartial.Authority).Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        await using var context = await chromium.OpenAsync(new() { JavaScriptEnabled = false });
        await context.RouteAsync("http://localhost:8123/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<iframe src='{home}/' width=600 height=700></iframe>" }));
        var page = await context.NewPageAsync();
        await page.GotoAsync("http://localhost:8123/");
        var chat = page.FrameLocator("iframe");

        await chat.Locator("#text").FillAsync(InvoiceStory);
        await chat.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await chat.GetByRole(AriaRole.Button, new() { Name = "Scotland" }).ClickAsync();

        await Expect(chat.Locator(".ours").Last).ToContainTextAsync("Police Scotland");
        await Expect(chat.Locator(".message")).ToHaveCountAsync(5);
    }

    [SkippableFact]
    public async Task The_demo_page_shows_the_launcher()
    {
        await using var context = await chromium.OpenAsync(Phone);
        var page = await context.NewPageAsync();

        await page.GotoAsync(new Uri(bot.Address, "/demo").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cyber security help" }).ClickAsync();

        await Expect(page.FrameLocator("iframe").Locator("#text")).ToBeVisibleAsync();
    }

    private static async Task SayAsync(IPage page, string text)
    {
        var before = await page.Locator(".ours").CountAsync();
        await page.Locator("#text").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".ours")).ToHaveCountAsync(before + 1);
    }

    private async Task<(IPage Page, List<string> Faults)> ShowAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                faults.Add(message.Text);
            }
        };
        page.PageError += (_, fault) => faults.Add(fault);
        await page.GotoAsync(bot.Address.AbsoluteUri);
        return (page, faults);
    }

    /// <summary>The host on a port of its own, for all tests of the class.</summary>
    public sealed class ListeningBot : IDisposable
    {
        private readonly RunningBot bot = new();

        public ListeningBot() => Address = bot.Listen();

        /// <summary>Where it listens.</summary>
        public Uri Address { get; }

        public void Dispose() => bot.Dispose();
    }
}
