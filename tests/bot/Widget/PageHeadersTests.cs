using System.Net;
using System.Text.RegularExpressions;
using BotAdvice.Bot.Hosting;
using BotAdvice.Tests.Support;
using Microsoft.Extensions.Options;

namespace BotAdvice.Tests.Bot.Widget;

public sealed class PageHeadersTests(RunningBot bot) : IClassFixture<RunningBot>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/no/such/page")]
    [InlineData("/chat.css")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string address)
    {
        using var http = bot.Client();

        using var response = await http.GetAsync(new Uri(address, UriKind.Relative));

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
    }

    [Theory]
    [InlineData("https", "max-age=31536000; includeSubDomains")]
    [InlineData("http", null)]
    public async Task Behind_a_proxy_with_a_certificate_browsers_are_told_to_stay_with_https(string outside, string? expected)
    {
        using var proxied = new RunningBot([("ForwardedHeaders_Enabled", "true")]);
        using var http = proxied.Client();
        foreach (var address in new[] { "/", "/no/such/page", "/healthz", "/widget.js", "/records/x", "/v3/directline/x", "/api/messages" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("X-Forwarded-Proto", outside);
            using var response = await http.SendAsync(request);

            Assert.Equal(expected, response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
        }
    }

    [Fact]
    public async Task A_page_has_no_inline_script_or_style()
    {
        using var http = bot.Client();

        var html = await http.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.DoesNotMatch("(?i)<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*src=)", html);
    }

    [Fact]
    public async Task What_was_said_is_not_cached_and_files_are_kept_by_their_hash()
    {
        using var http = bot.Client();
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative));
        var address = Regex.Match(await page.Content.ReadAsStringAsync(), "/chat\\.css\\?v=[0-9a-f]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

        using var css = await http.GetAsync(new Uri(address, UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(css.Headers.ETag!);
        using var unchanged = await http.SendAsync(again);

        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Equal("text/css", css.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", css.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Allowed_sites_may_frame_the_page()
    {
        using var allowed = new RunningBot([("Widget:AllowedSites:0", "https://chamber.example")]);

        using var response = await allowed.Client().GetAsync(new Uri("/", UriKind.Relative));

        Assert.EndsWith("frame-ancestors 'self' https://chamber.example", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Widget:AllowedSites:0", "https://chamber.example; script-src *")]
    [InlineData("Widget:AllowedSites:0", "http://chamber.example")]
    [InlineData("Widget:AllowedSites:0", "https://chamber.example/page")]
    [InlineData("Widget:LeaveTo", "javascript:alert(1)")]
    [InlineData("Widget:LongestMessage", "5")]
    [InlineData("Widget:RememberDays", "400")]
    public void A_wrong_setting_stops_the_host_and_names_itself(string key, string value)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => BotHost.Create([$"--{key}={value}"]));

        Assert.Contains(key.Split(':')[1], fault.Message, StringComparison.Ordinal);
    }
}
