using System.Net;
using System.Text;
using AngleSharp.Dom;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Bot.Widget;
using Microsoft.Data.Sqlite;

namespace BotAdvice.Tests.Bot.Records;

/// <summary>The record's link and its pages, through the whole host.</summary>
public sealed class RecordPageTests : IDisposable
{
    private const string InvoiceStory =
        "we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed";

    private readonly ChannelHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Asking_for_a_copy_gives_a_link_to_the_record_in_four_forms()
    {
        var (client, address) = await AskAsync();

        var page = await client.OpenAsync(address);
        Assert.Equal("Record of what happened", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("£4,500", page.QuerySelector("#what")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing has been sent", page.QuerySelector(".record")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Report Fraud", page.QuerySelector("#who-to-tell")!.ParentElement!.TextContent, StringComparison.Ordinal);

        using var http = host.CreateClient();
        using var text = await GetAsync(http, address + ".txt");
        using var json = await GetAsync(http, address + ".json");
        using var calendar = await GetAsync(http, address + "/deadlines.ics");
        Assert.Equal("text/plain; charset=utf-8", text.Content.Headers.ContentType!.ToString());
        Assert.Contains("- How much: £4,500", await text.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", json.Content.Headers.ContentType!.ToString());
        Assert.Equal("text/calendar; charset=utf-8", calendar.Content.Headers.ContentType!.ToString());
        Assert.Equal("time-limits.ics", calendar.Content.Headers.ContentDisposition!.FileName);
        Assert.NotEmpty(Ical.Net.CalendarCollection.Load(await calendar.Content.ReadAsStringAsync()).Single().Events);
    }

    [Fact]
    public async Task A_plan_without_an_incident_has_a_page_to_print()
    {
        var client = new FormClient(host.CreateClient(new() { AllowAutoRedirect = false }));
        await client.OpenAsync();
        await client.SayAsync("give me a plan");
        await client.PressAsync("1 is done");
        await client.PressAsync("Print or save this");
        var address = client.Page.QuerySelectorAll(".ours a[href^='/records/']").First(link => link.TextContent == "Open my plan").GetAttribute("href")!;

        var page = await client.OpenAsync(address);
        Assert.Equal("Your security plan", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("#plan"));
        Assert.Null(page.QuerySelector("#who-to-tell"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".txt")]
    [InlineData(".json")]
    [InlineData("/deadlines.ics")]
    public async Task No_cache_no_search_engine_and_no_other_site_learns_of_it(string ending)
    {
        var (_, address) = await AskAsync();
        using var http = host.CreateClient();

        foreach (var asked in new[] { address + ending, $"/records/{new string('a', 32)}{ending}" })
        {
            using var response = await http.GetAsync(new Uri(asked, UriKind.Relative));

            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("noindex, nofollow", response.Headers.GetValues("X-Robots-Tag").Single());
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Theory]
    [InlineData("/records/short")]
    [InlineData("/records/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("/records/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json")]
    [InlineData("/records/..%2f..%2fetc%2fpasswd")]
    public async Task A_link_that_nobody_gave_opens_nothing(string address)
    {
        using var http = host.CreateClient();

        using var response = await http.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_link_is_not_guessable_and_is_stored_nowhere()
    {
        var (client, address) = await AskAsync();
        await client.SayAsync("resume code");
        var code = client.Page.QuerySelectorAll(".code strong")[^1].TextContent;
        var token = address[(address.LastIndexOf('/') + 1)..];
        Assert.Equal(32, token.Length);

        SqliteConnection.ClearAllPools();
        var stored = string.Concat(Directory.EnumerateFiles(Path.GetDirectoryName(host.Database)!, "conversations.db*")
            .Select(file => Encoding.Latin1.GetString(ReadShared(file))));

        Assert.Contains("false invoice", await client.OpenAsync(address) is { } page ? page.Body!.TextContent : "", StringComparison.Ordinal);
        Assert.Contains("4,500", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(token, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(code, stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_story_keeps_its_link_and_a_correction_shows_on_the_page()
    {
        var (client, address) = await AskAsync();
        await client.SayAsync("we are in Wales");

        await client.SayAsync("can I have a copy");

        Assert.Equal(address, RecordLink(client));
        Assert.Contains("Wales", (await client.OpenAsync(address)).QuerySelector("#what")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_of_the_chat_shows_the_link_again()
    {
        var (client, address) = await AskAsync();

        await client.OpenAsync();

        Assert.Equal(address, RecordLink(client));
    }

    [Fact]
    public async Task Starting_again_leaves_the_record_as_it_was_and_the_next_story_gets_its_own()
    {
        var (client, address) = await AskAsync();
        await client.SayAsync("start again");
        await client.SayAsync("our files are all locked and there is a ransom note");
        await client.SayAsync("print this");
        var second = RecordLink(client);

        Assert.NotEqual(address, second);
        Assert.Contains("£4,500", (await client.OpenAsync(address)).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("£4,500", (await client.OpenAsync(second)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_deleted_from_its_page_after_asking_once_more()
    {
        var (client, address) = await AskAsync();
        await client.OpenAsync(address);

        var sure = await client.PressAsync("Delete this record");
        Assert.Contains("Do you want to go ahead?", sure.Body!.TextContent, StringComparison.Ordinal);
        var gone = await client.PressAsync("Yes");

        Assert.Contains("deleted", gone.Body!.TextContent, StringComparison.Ordinal);
        await AssertGoneAsync(address);

        // What was deleted stays deleted; who asks again gets another link.
        await client.OpenAsync();
        await client.SayAsync("we are in Wales");
        await AssertGoneAsync(address);
        await client.SayAsync("record");
        Assert.NotEqual(address, RecordLink(client));
        await AssertGoneAsync(address);
    }

    [Fact]
    public async Task Another_site_cannot_delete_it()
    {
        var (_, address) = await AskAsync();
        using var http = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/delete") { Content = new FormUrlEncodedContent([new("sure", "yes")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        using var still = await GetAsync(http, address);
    }

    [Theory]
    [InlineData("delete it")]
    [InlineData(null)]
    public async Task Deleting_the_conversation_deletes_its_record(string? command)
    {
        var (client, address) = await AskAsync();

        if (command is not null)
        {
            await client.SayAsync(command);
        }
        else
        {
            await client.PressAsync("Start again");
            await client.PressAsync("Yes");
        }

        await AssertGoneAsync(address);
    }

    [Fact]
    public async Task It_works_for_as_long_as_the_setting_says()
    {
        var (_, address) = await AskAsync();
        using var http = host.CreateClient();

        host.Clock.Move(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        using (await GetAsync(http, address))
        {
        }

        host.Clock.Move(TimeSpan.FromMinutes(2));
        await AssertGoneAsync(address);
    }

    [Fact]
    public async Task Without_an_incident_there_is_nothing_to_put_into_a_record()
    {
        var client = new FormClient(host.CreateClient());
        await client.OpenAsync();

        var page = await client.SayAsync("can I have a copy");

        Assert.Contains("nothing to put into a record yet", page.QuerySelectorAll(".ours")[^1].TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".ours a[href^='/records/']"));
    }

    [Fact]
    public async Task On_another_channel_the_link_has_the_address_by_which_we_were_asked()
    {
        using var http = host.CreateClient();
        await SayAsync(http, InvoiceStory);

        var reply = await SayAsync(http, "print this");

        const string Link = "[Open my record](http://localhost";
        var begin = reply.IndexOf(Link, StringComparison.Ordinal) + Link.Length;
        var address = reply[begin..reply.IndexOf(')', begin)];
        Assert.StartsWith("/records/", address, StringComparison.Ordinal);
        using var page = await GetAsync(http, address);
    }

    private static async Task<string> SayAsync(HttpClient http, string text)
    {
        var (_, body) = await http.CallAsync(HttpMethod.Post, "/api/messages", body: new
        {
            type = "message",
            id = Guid.NewGuid().ToString("N"),
            channelId = "emulator",
            from = new { id = "reader" },
            recipient = new { id = "bot" },
            conversation = new { id = "records" },
            serviceUrl = "http://localhost:9",
            deliveryMode = "expectReplies",
            text,
        });
        return body.GetProperty("activities")[0].Text("text");
    }

    private async Task<(FormClient Client, string Address)> AskAsync()
    {
        var client = new FormClient(host.CreateClient(new() { AllowAutoRedirect = false }));
        await client.OpenAsync();
        await client.SayAsync(InvoiceStory);
        await client.SayAsync("can I have a copy");
        return (client, RecordLink(client));
    }

    private static string RecordLink(FormClient client) =>
        client.Page.QuerySelectorAll(".ours a[href^='/records/']").Last(link => link.TextContent == "Open my record").GetAttribute("href")!;

    private async Task AssertGoneAsync(string address)
    {
        using var http = host.CreateClient();
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("not here", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string address)
    {
        var response = await http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
