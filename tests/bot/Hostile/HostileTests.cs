using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BotAdvice.Tests.Bot.Widget;
using BotAdvice.Tests.Support;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Hostile;

/// <summary>
/// Five hundred hostile messages through the real host, and all of it shown in a real browser: nothing in them runs, nothing of another's conversation
/// comes out, and every word, number and link of the replies is curated.
/// </summary>
public sealed class HostileTests(Chromium chromium, ITestOutputHelper output) : IClassFixture<Chromium>
{
    private const int Messages = 500;
    private const int InOneConversation = 25;

    // How many of a conversation are typed into the page, where the script shows the reply; the others come with the next load of the page.
    private const int Typed = 2;

    private const string Secret = "we paid a fake invoice of £73,519 to Brackenthwaite Joinery in CA13 9RS yesterday";

    private static readonly string[] Secrets = ["73,519", "73519", "Brackenthwaite", "CA13"];

    // What a message may hold besides words; anything else came out of what was said.
    private const string Plain = "p, h2, h3, h4, ol, ul, li, dl, dt, dd, div, span, strong, a, br, article, q, button, form, input, details, summary, cite, time, svg, path, abbr";

    [SkippableFact]
    public async Task Nothing_hostile_runs_leaks_or_is_said()
    {
        using var bot = new RunningBot([("Limits:MessagesInConversation", "1000000")]);
        var home = bot.Listen();
        using var victim = new HttpClient { BaseAddress = home };
        var other = new FormClient(victim);
        await other.OpenAsync();
        await other.SayAsync(Secret);
        await other.SayAsync("can I carry on on another device");
        var code = other.Page.QuerySelector(".code strong")!.TextContent;
        await using var context = await chromium.OpenAsync();
        var browser = await Browser.OpenAsync(context, home);

        var faults = new List<string>();
        foreach (var conversation in new HostileMessages(seed: 7).Take(Messages).Chunk(InOneConversation))
        {
            faults.AddRange(await TalkAsync(home, browser, conversation, code));
        }

        var kept = await other.OpenAsync();
        faults = [.. faults.Concat(browser.Faults).Distinct()];
        faults.Take(100).ToList().ForEach(output.WriteLine);
        Assert.Empty(faults);
        Assert.Contains(Secret, kept.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("£73,519", kept.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<List<string>> TalkAsync(Uri home, Browser browser, IReadOnlyList<HostileMessage> messages, string code)
    {
        var faults = new List<string>();
        var cookies = new CookieContainer();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = home };
        var id = (await new FormClient(http).OpenAsync()).QuerySelector("input[name=conversation]")!.GetAttribute("value")!;
        var replies = new List<(HostileMessage To, string Text, IReadOnlyList<string> Links)>();
        foreach (var message in messages.Skip(Typed))
        {
            using var form = new FormUrlEncodedContent([new("conversation", id), new("turn", Guid.NewGuid().ToString("N")), new("text", message.Text.Replace("\0", "", StringComparison.Ordinal))]);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative)) { Content = form };
            request.Headers.Add("X-Chat-Fragment", "yes");
            using var response = await http.SendAsync(request);
            var html = await response.Content.ReadAsStringAsync();
            if (response.StatusCode is not HttpStatusCode.OK)
            {
                faults.Add($"{(int)response.StatusCode} to {message.Text}");
            }

            var shown = new HtmlParser().ParseDocument(html);
            var ours = shown.QuerySelectorAll(".ours").ToList();
            replies.Add((message, string.Join('\n', ours.SelectMany(reply => reply.Descendants<IText>()).Select(text => text.Data)), [.. ours.SelectMany(reply => reply.QuerySelectorAll("a")).Select(a => a.GetAttribute("href") ?? "")]));
            if (shown.Body!.TextContent.Contains("gone wrong on our side", StringComparison.Ordinal))
            {
                faults.Add($"No answer to {message.Text}");
            }

            if (ours.Count == 0 || ours.Any(reply => reply.QuerySelectorAll("*").Any(element => !element.Matches(Plain) || element.Attributes.Any(one => one.Name.StartsWith("on", StringComparison.Ordinal)))))
            {
                faults.Add($"Markup in the reply to {message.Text}: {html}");
            }
        }

        // A message that asked for everything to be deleted began a new conversation.
        replies.AddRange(await browser.ShowAsync(id, [.. messages.Take(Typed)]));
        foreach (var (to, text, links) in replies)
        {
            string[] forbidden = [to.Mark, code, .. Secrets, "evil", "0909"];
            faults.AddRange(forbidden.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"\"{word}\" in the reply to {to.Text}"));
            faults.AddRange(CuratedText.Strange(text).Select(strange => $"\"{strange}\" is not curated, in the reply to {to.Text}: {text}"));
            faults.AddRange(links.Where(link => !CuratedText.LeadsSomewhereCurated(link)).Select(link => $"{link} is not curated, in the reply to {to.Text}"));
        }

        return faults;
    }

    /// <summary>A page that notes whatever runs, is asked for or is complained of.</summary>
    private sealed class Browser(IBrowserContext context, IPage page, Uri home)
    {
        public List<string> Faults { get; } = [];

        public static async Task<Browser> OpenAsync(IBrowserContext context, Uri home)
        {
            await context.AddInitScriptAsync("window.ran = mark => console.error('RAN ' + mark)");
            var browser = new Browser(context, await context.NewPageAsync(), home);
            browser.Listen();
            return browser;
        }

        /// <summary>Shows a conversation and says more in it.</summary>
        public async Task<IEnumerable<(HostileMessage To, string Text, IReadOnlyList<string> Links)>> ShowAsync(string id, IReadOnlyList<HostileMessage> typed)
        {
            await context.ClearCookiesAsync();
            await context.AddCookiesAsync([new() { Name = "botadvice-chat", Value = id, Url = home.AbsoluteUri }]);
            await page.GotoAsync(home.AbsoluteUri);
            var replies = new List<(HostileMessage, string, IReadOnlyList<string>)>();
            foreach (var message in typed)
            {
                var before = await page.Locator(".ours").CountAsync();
                await page.Locator("#text").FillAsync(message.Text);
                await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

                // On a busy machine the page gives up and tries again.
                await page.WaitForFunctionAsync("before => document.querySelectorAll('.ours').length > before", before, new() { Timeout = 240_000 });
                var reply = page.Locator(".ours").Last;
                replies.Add((message, await reply.InnerTextAsync(), await reply.Locator("a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))")));
            }

            var strange = await page.EvaluateAsync<string[]>(
                $"[...document.querySelectorAll('.message *')].filter(e => !e.matches('{Plain}') || [...e.attributes].some(a => a.name.startsWith('on') || a.name == 'style')).map(e => e.outerHTML)");
            Faults.AddRange(strange.Select(html => $"Markup in the browser: {html}"));
            return replies;
        }

        private void Listen()
        {
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                {
                    Faults.Add(message.Text);
                }
            };
            page.PageError += (_, fault) => Faults.Add(fault);
            page.Dialog += (_, dialog) => Faults.Add($"A dialog: {dialog.Message}");
            page.Popup += (_, popup) => Faults.Add($"A window: {popup.Url}");
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(home.AbsoluteUri, StringComparison.Ordinal))
                {
                    Faults.Add($"A request for {request.Url}");
                }
            };
        }
    }
}
