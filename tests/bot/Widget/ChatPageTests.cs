using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotAdvice.Tests.Bot.Widget;

/// <summary>The chat page as a browser without scripts uses it.</summary>
public sealed class ChatPageTests(RunningBot bot) : IClassFixture<RunningBot>
{
    private const string InvoiceStory =
        "we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed";

    [Fact]
    public async Task The_first_page_welcomes_and_keeps_nothing()
    {
        using var http = bot.Client();

        using var response = await http.GetAsync(new Uri("/", UriKind.Relative));
        var client = new FormClient(http);
        var page = await client.OpenAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Single(page.QuerySelectorAll(".message.ours"));
        Assert.NotNull(page.QuerySelector("label[for=text]"));
        Assert.Equal("log", page.QuerySelector("#log")!.GetAttribute("role"));
        Assert.Equal("tel:999", page.QuerySelector(".emergency a")!.GetAttribute("href"));
        Assert.NotEmpty(page.QuerySelectorAll(".choices button"));
        Assert.StartsWith("https://", page.QuerySelector("a.leave")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_gets_the_bank_159_and_Report_Fraud_with_its_number()
    {
        var client = await OpenAsync();

        var page = await client.SayAsync(InvoiceStory);

        Assert.Equal(InvoiceStory, page.QuerySelector(".yours .said")!.TextContent);
        Assert.NotNull(page.QuerySelector("ol a[href='tel:159']"));
        var doors = page.QuerySelectorAll("article.door").Select(door => door.QuerySelector("h4")!.TextContent).ToList();
        Assert.Contains("bank", doors[0], StringComparison.OrdinalIgnoreCase);
        var reportFraud = page.QuerySelectorAll("article.door").Single(door => door.QuerySelector("h4")!.TextContent == "Report Fraud");
        Assert.Contains("0300 123 2040", reportFraud.QuerySelector("a.call[href='tel:03001232040']")!.TextContent, StringComparison.Ordinal);
        Assert.Matches("(?i)open|closed", reportFraud.QuerySelector(".state")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll(".choices button"));
        Assert.EndsWith("#m2", client.Address, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#m2.yours"));
    }

    [Fact]
    public async Task A_quick_answer_is_a_button_of_the_same_form()
    {
        var client = await OpenAsync();
        await client.SayAsync(InvoiceStory);

        var page = await client.PressAsync("Scotland");

        Assert.Equal("Scotland", page.QuerySelectorAll(".yours .said")[^1].TextContent);
        Assert.Contains("Police Scotland", page.QuerySelectorAll(".ours")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal(5, page.QuerySelectorAll(".message").Length);
    }

    [Fact]
    public async Task A_form_sent_twice_is_answered_once()
    {
        using var http = bot.Client();
        var page = await new FormClient(http).OpenAsync();
        var fields = Fields(page, "my email has been hacked");

        await PostAsync(http, fields);
        await PostAsync(http, fields);

        page = await new FormClient(http).OpenAsync();
        Assert.Single(page.QuerySelectorAll(".yours"));
        Assert.Equal(2, page.QuerySelectorAll(".ours").Length);
    }

    [Fact]
    public async Task A_cookie_that_nobody_gave_shows_the_welcome()
    {
        using var http = bot.Client();
        foreach (var cookie in new[] { new string('a', 40), "<script>", "", "../../etc" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.TryAddWithoutValidation("Cookie", $"botadvice-chat={cookie}");
            using var response = await http.SendAsync(request);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("class=\"message yours\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script> we were hacked")]
    [InlineData("\"><img src=x onerror=alert(1)> someone rang from Microsoft")]
    [InlineData("[click](javascript:alert(1)) **bold** </p></div></body>")]
    public async Task What_is_typed_is_shown_as_words(string typed)
    {
        var client = await OpenAsync();

        var page = await client.SayAsync(typed);

        Assert.Equal(typed, page.QuerySelector(".yours .said")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".yours .said *"));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.DoesNotContain(page.QuerySelectorAll("a"), link => link.GetAttribute("href")!.StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_card_number_is_not_shown_again()
    {
        var client = await OpenAsync();

        var page = await client.SayAsync("I typed my card number 4111 1111 1111 1111 into a fake site");

        Assert.DoesNotContain("4111", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_keeps_the_conversation()
    {
        using var folder = new TemporaryFolder();
        var database = folder.File("kept.db");
        string cookie;
        using (var before = new RunningBot([], database))
        {
            using var http = before.Client();
            using var posted = await PostAsync(http, Fields(await new FormClient(http).OpenAsync(), InvoiceStory));
            cookie = posted.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }

        using var after = new RunningBot([], database);
        using var client = after.Client();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        var browser = new FormClient(client);
        var page = await browser.OpenAsync();

        Assert.Equal(InvoiceStory, page.QuerySelector(".yours .said")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll(".choices button"));
        page = await browser.PressAsync("Scotland");
        Assert.Contains("Police Scotland", page.QuerySelectorAll(".ours")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites()
    {
        using var http = bot.Client();

        using var response = await PostAsync(http, Fields(await new FormClient(http).OpenAsync(), "we were hacked"));

        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("^botadvice-chat=[0-9a-f]{40};", cookie);
    }

    [Fact]
    public async Task In_a_frame_of_another_site_the_cookie_is_that_frames_own()
    {
        using var http = bot.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Sec-Fetch-Dest", "iframe");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var shown = await http.SendAsync(request);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync());

        using var response = await PostAsync(http, Fields(page, "we were hacked"));

        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Matches("(?i)samesite=none", cookie);
        Assert.Matches("(?i)secure", cookie);
        Assert.Contains("Partitioned", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_from_another_site_is_refused(string header, string value)
    {
        using var http = bot.Client();
        var fields = Fields(await new FormClient(http).OpenAsync(), "hello");

        using var response = await PostAsync(http, fields, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_conversation_opens_by_its_address_only_in_its_own_browser()
    {
        using var mine = bot.Client();
        using var posted = await PostAsync(mine, Fields(await new FormClient(mine).OpenAsync(), InvoiceStory));
        var id = posted.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=')[1];
        using var others = bot.Client();

        var own = await new FormClient(mine).OpenAsync($"/chat/{id}");
        using var foreign = await others.GetAsync(new Uri($"/chat/{id}", UriKind.Relative));

        Assert.NotEmpty(own.QuerySelectorAll(".yours"));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_answered_kindly_and_given_back()
    {
        var client = await OpenAsync();
        var typed = new string('x', 20_001);

        var page = await client.SayAsync(typed);

        Assert.Contains("too big", page.QuerySelectorAll(".ours")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector<IHtmlTextAreaElement>("#text")!.Value);
        Assert.Empty(page.QuerySelectorAll(".yours"));
    }

    [Fact]
    public async Task An_empty_message_changes_nothing()
    {
        var client = await OpenAsync();

        var page = await client.SayAsync("   ");

        Assert.Single(page.QuerySelectorAll(".message"));
    }

    [Fact]
    public async Task Start_again_asks_first_then_deletes_everything()
    {
        var client = await OpenAsync();
        await client.SayAsync(InvoiceStory);

        var question = await client.PressAsync("Start again");
        Assert.Contains("Do you want to go ahead?", question.Body!.TextContent, StringComparison.Ordinal);
        var page = await client.PressAsync("Yes");

        Assert.Single(page.QuerySelectorAll(".message"));
        Assert.Empty((await client.OpenAsync()).QuerySelectorAll(".yours"));
    }

    [Fact]
    public async Task A_script_gets_the_new_messages_and_choices_alone()
    {
        using var http = bot.Client();
        var fields = Fields(await new FormClient(http).OpenAsync(), InvoiceStory);

        using var response = await PostAsync(http, fields, ("X-Chat-Fragment", "yes"));
        var html = await response.Content.ReadAsStringAsync();
        var fragment = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);

        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
        Assert.Equal(2, fragment.QuerySelectorAll(".message").Length);
        Assert.NotEmpty(fragment.QuerySelectorAll("#replies button"));
        Assert.NotEqual(fields["turn"], fragment.QuerySelector("input[name=turn]")!.GetAttribute("value"));
        Assert.Equal(fields["conversation"], fragment.QuerySelector("input[name=conversation]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_broken_store_gives_the_emergency_doors()
    {
        using var folder = new TemporaryFolder();
        var database = folder.File("broken.db");
        using var broken = new RunningBot([], database);
        var client = new FormClient(broken.Client());
        await client.OpenAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE messages RENAME TO messages_gone; ALTER TABLE conversations RENAME TO conversations_gone; DROP TABLE schema_version;";
            await command.ExecuteNonQueryAsync();
        }

        var page = await client.SayAsync(InvoiceStory);

        Assert.NotNull(page.QuerySelector(".ours a[href='tel:999']"));
        Assert.NotNull(page.QuerySelector(".ours a[href='tel:159']"));
        using var ready = await broken.Client().GetAsync(new Uri("/readyz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Fact]
    public async Task Without_an_index_the_page_gives_the_emergency_doors_and_is_not_ready()
    {
        using var broken = new RunningBot([("Knowledge:Path", "/nowhere/at/all")]);
        var client = new FormClient(broken.Client());
        await client.OpenAsync();

        var page = await client.SayAsync(InvoiceStory);

        Assert.NotNull(page.QuerySelector(".ours a[href='tel:999']"));
        using var ready = await broken.Client().GetAsync(new Uri("/readyz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var healthy = await broken.Client().GetAsync(new Uri("/healthz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
    }

    [Fact]
    public async Task A_page_that_is_not_here_says_so_and_leads_back()
    {
        using var http = bot.Client();
        http.DefaultRequestHeaders.Add("Accept", "text/html");

        using var response = await http.GetAsync(new Uri("/no/such/page", UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("not here", html, StringComparison.Ordinal);
        Assert.Contains("tel:999", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_ready_and_knows_its_store()
    {
        using var http = bot.Client();

        using var response = await http.GetAsync(new Uri("/readyz", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await bot.Services.GetRequiredService<IConversationStore>().PingAsync(CancellationToken.None);
    }

    private async Task<FormClient> OpenAsync()
    {
        var client = new FormClient(bot.Client());
        await client.OpenAsync();
        return client;
    }

    private static Dictionary<string, string> Fields(IHtmlDocument page, string text)
    {
        var fields = page.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(input => input.Name!, input => input.Value);
        fields["text"] = text;
        return fields;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, Dictionary<string, string> fields, params (string Name, string Value)[] headers)
    {
        using var body = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await http.SendAsync(request);
    }
}
