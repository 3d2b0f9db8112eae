using System.Net;
using AngleSharp.Html.Dom;
using BotAdvice.Bot.Storage;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Bot.Widget;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Faults;

/// <summary>The table of faults in docs/operating.md, row by row; kills are in <see cref="CrashTests"/>, networks in <see cref="NodesTests"/>.</summary>
public sealed class FaultsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task While_the_database_server_is_away_readers_get_the_doors_and_when_it_is_back_all_goes_on()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        using var bot = new RunningBot(
        [
            ("Storage:Engine", "Postgres"), ("Storage:ConnectionString", await postgres.CreateDatabaseAsync()), ("DirectLine:SigningKey", new string('k', 32)),
        ]);
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();
        await client.SayAsync("we paid a fake invoice yesterday");

        await postgres.StopAsync();
        var during = await client.SayAsync("what now?");
        var ready = await StatusAsync(http, "/readyz");
        await postgres.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await client.OpenAsync();
        var after = await client.SayAsync("we are in England");

        Assert.True(IsDown(during));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/readyz"));
        Assert.Equal(["we paid a fake invoice yesterday", "we are in England"], after.QuerySelectorAll(".said").Select(said => said.TextContent));
    }

    [SkippableFact]
    public async Task A_bot_that_is_started_while_the_database_server_is_away_answers_as_soon_as_it_is_there()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        var database = await postgres.CreateDatabaseAsync();
        await postgres.StopAsync();
        using var bot = new RunningBot(
            [("Storage:Engine", "Postgres"), ("Storage:ConnectionString", database), ("DirectLine:SigningKey", new string('k', 32))]);
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();

        var before = await client.SayAsync("all our files are locked");
        await postgres.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await client.OpenAsync();
        var after = await client.SayAsync("we paid a fake invoice");

        Assert.True(IsDown(before));
        Assert.Equal("we paid a fake invoice", Assert.Single(after.QuerySelectorAll(".said")).TextContent);
    }

    [Fact]
    public async Task On_a_full_disk_readers_get_the_doors_and_when_there_is_room_all_goes_on()
    {
        using var bot = new RunningBot([("Storage:MaxMegabytes", "1"), ("Limits:MessagesInConversation", "100000")]);
        using var first = bot.Client();
        var big = new FormClient(first);
        await big.OpenAsync();

        // With long messages until one has no room, and then with short ones into what is left.
        foreach (var text in new[] { string.Concat(Enumerable.Repeat("and then another thing happened here ", 500)), "we paid a fake invoice yesterday" })
        {
            for (var message = 0; message < 200 && !IsDown(big.Page); message++)
            {
                await big.SayAsync(text);
            }

            Assert.True(IsDown(big.Page));
            await big.OpenAsync();
        }

        using var second = bot.Client();
        var client = new FormClient(second);
        await client.OpenAsync();
        var kept = new List<string>();
        while (kept.Count < 100 && !IsDown(await client.SayAsync("all our files are locked")))
        {
            kept.Add("all our files are locked");
        }

        var during = client.Page;
        await big.PressAsync("Start again");
        await big.PressAsync("Yes");
        await client.OpenAsync();
        var after = await client.SayAsync("we paid a fake invoice");

        Assert.True(IsDown(during));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second, "/readyz"));
        Assert.Equal([.. kept, "we paid a fake invoice"], after.QuerySelectorAll(".said").Select(said => said.TextContent));
    }

    [SkippableTheory]
    [InlineData("Sqlite", -26)]
    [InlineData("Sqlite", 26)]
    [InlineData("Postgres", -26)]
    [InlineData("Postgres", 26)]
    public async Task When_the_clock_jumps_by_a_day_the_conversation_goes_on_in_its_order(string engine, int hours)
    {
        using var place = await TestDatabase.CreateAsync(Enum.Parse<StorageEngine>(engine));
        await using var catcher = await ReplyCatcher.StartAsync();
        using var bot = new ChannelHost([.. place.Settings, ("DirectLine:TokenMinutes", "1440")]);
        var at = bot.Listen();
        using var client = await DirectLineClient.StartAsync(at);
        using var http = new HttpClient { BaseAddress = at };
        var ids = new List<string> { await client.SayAsync(at, "we paid a fake invoice") };
        await PostAsync("m1");

        bot.Clock.Move(TimeSpan.FromHours(hours));
        await PostAsync("m2");
        if (hours < 0)
        {
            // A jump forward ends the token, as a day without any does.
            ids.Add(await client.SayAsync(at, "we are in England"));
        }

        var told = await client.TakeAsync(1 + (2 * ids.Count));
        Assert.Equal(ids, told.Where(activity => activity.GetProperty("from").Text("role") == "user").Select(activity => activity.Text("id")));
        for (var tries = 0; tries < 200 && catcher.Of("c1").Count < 2; tries++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(["m1", "m2"], catcher.Of("c1"));

        async Task PostAsync(string id)
        {
            var (status, _) = await http.CallAsync(HttpMethod.Post, "/api/messages", body: new
            {
                type = "message",
                id,
                channelId = "emulator",
                serviceUrl = catcher.Address,
                from = new { id = "me" },
                recipient = new { id = "bot" },
                conversation = new { id = "c1" },
                text = "we paid a fake invoice",
            });
            Assert.Equal(HttpStatusCode.Accepted, status);
        }
    }

    [Fact]
    public async Task An_index_that_is_half_written_while_the_bot_runs_is_refused_and_the_one_before_it_goes_on_serving()
    {
        var path = folder.File("served.index");
        File.Copy(Shared.IndexPath, path);
        using var bot = new RunningBot([("Knowledge:Path", path)]);
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();

        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..500_000]);
        while (!(await http.GetStringAsync(new Uri("/readyz", UriKind.Relative))).Contains("a newer index was refused", StringComparison.Ordinal))
        {
            await Task.Delay(100);
        }

        var page = await client.SayAsync("we paid a fake invoice yesterday");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/readyz"));
        Assert.False(IsDown(page));
        Assert.Contains("fake invoice", page.Body!.TextContent, StringComparison.Ordinal);
    }

    // The apology with the emergency doors, whose numbers are also in many an answer.
    private static bool IsDown(IHtmlDocument page) =>
        page.Body!.TextContent.Contains("gone wrong on our side", StringComparison.Ordinal) && page.QuerySelector("a[href='tel:03001232040']") is not null;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
