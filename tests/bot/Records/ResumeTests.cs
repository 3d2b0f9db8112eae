using AngleSharp.Dom;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Bot.Widget;
using Microsoft.Extensions.DependencyInjection;

namespace BotAdvice.Tests.Bot.Records;

/// <summary>Going on in another conversation, through the whole host.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string Story = "someone has hacked our email and is sending invoices to our customers";

    private readonly ChannelHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_code_brings_back_what_was_told_on_any_channel_and_the_open_question()
    {
        var (_, code) = await AskAsync();
        using var teams = host.CreateClient();

        var reply = await SayAsync(teams, "c2", code.ToLowerInvariant());

        Assert.Contains("Welcome back", reply, StringComparison.Ordinal);
        Assert.Contains("email account", reply, StringComparison.Ordinal);
        Assert.Contains("Where in the UK are you?", reply, StringComparison.Ordinal);
        Assert.Contains("Police Scotland", await SayAsync(teams, "c2", "Scotland"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_once()
    {
        var (_, code) = await AskAsync();
        using var teams = host.CreateClient();
        await SayAsync(teams, "c2", code);

        var reply = await SayAsync(teams, "c3", code);

        Assert.Contains("does not work", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("email account", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Used_twice_at_once_it_works_once()
    {
        var (_, code) = await AskAsync();
        using var teams = host.CreateClient();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => SayAsync(teams, $"at-once-{number}", code)));

        Assert.Single(replies, reply => reply.Contains("Welcome back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_code_ends_the_one_before()
    {
        var (first, code) = await AskAsync();
        await first.SayAsync("resume code");
        var second = Code(first);
        using var teams = host.CreateClient();

        Assert.NotEqual(code, second);
        Assert.Contains("does not work", await SayAsync(teams, "c2", code), StringComparison.Ordinal);
        Assert.Contains("Welcome back", await SayAsync(teams, "c2", second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_codes_a_conversation_may_not_try_another()
    {
        var (_, code) = await AskAsync();
        using var teams = host.CreateClient();
        for (var tried = 0; tried < 5; tried++)
        {
            Assert.Contains("does not work", await SayAsync(teams, "c2", "AAAA-BBBB-222" + tried), StringComparison.Ordinal);
        }

        await SayAsync(teams, "c2", "start again");
        Assert.Contains("too many wrong codes", await SayAsync(teams, "c2", code), StringComparison.Ordinal);
        Assert.Contains("Welcome back", await SayAsync(teams, "c3", code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_for_as_long_as_the_setting_says()
    {
        var (_, code) = await AskAsync();
        using var teams = host.CreateClient();

        host.Clock.Move(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));

        Assert.Contains("does not work", await SayAsync(teams, "c2", code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_grants_are_deleted()
    {
        var (client, _) = await AskAsync();
        await client.SayAsync("print this");
        var store = host.Services.GetRequiredService<IGrantStore>();

        Assert.Equal(0, await store.DeleteExpiredGrantsAsync(host.Clock.GetUtcNow(), default));
        Assert.Equal(1, await store.DeleteExpiredGrantsAsync(host.Clock.GetUtcNow().AddDays(4), default));
        Assert.Equal(1, await store.DeleteExpiredGrantsAsync(host.Clock.GetUtcNow().AddDays(31), default));
    }

    [Fact]
    public async Task The_code_is_in_no_stored_message()
    {
        var (_, code) = await AskAsync();
        using var teams = host.CreateClient();
        await SayAsync(teams, "c2", $"my code is {code}");

        var stored = await host.Services.GetRequiredService<IConversationStore>().MessagesAsync("emulator/c2", 0, 1000, default);

        Assert.Equal("my code is [code]", stored.First(message => !message.FromBot).Text);
        Assert.All(stored, message => Assert.DoesNotContain(code, message.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Delete_it_deletes_what_was_told_before_the_code_as_well_and_the_record()
    {
        var (first, _) = await AskAsync();
        await first.SayAsync("print this");
        var record = first.Page.QuerySelectorAll(".ours a[href^='/records/']")[0].GetAttribute("href")!;
        await first.SayAsync("resume code");
        using var teams = host.CreateClient();
        await SayAsync(teams, "c2", Code(first));

        Assert.Contains("deleted", await SayAsync(teams, "c2", "delete it"), StringComparison.OrdinalIgnoreCase);

        Assert.Single((await first.OpenAsync()).QuerySelectorAll(".message"));
        using var gone = await teams.GetAsync(new Uri(record, UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_record_follows_the_story_to_the_other_conversation()
    {
        var (first, _) = await AskAsync();
        await first.SayAsync("print this");
        var record = first.Page.QuerySelectorAll(".ours a[href^='/records/']")[0].GetAttribute("href")!;
        await first.SayAsync("resume code");
        using var teams = host.CreateClient();
        await SayAsync(teams, "c2", Code(first));
        await SayAsync(teams, "c2", "we are in Northern Ireland");

        await first.SayAsync("delete it");

        Assert.Contains("Northern Ireland", await teams.GetStringAsync(new Uri(record + ".txt", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_be_watched_is_offered_to_go_on_elsewhere_with_the_reason()
    {
        using var teams = host.CreateClient();
        await SayAsync(teams, "c2", Story);
        var reply = "";
        foreach (var answer in new[] { "England", "yes", "not sure", "not sure", "not sure" })
        {
            reply += await SayAsync(teams, "c2", answer);
        }

        Assert.Contains("may be reading your email", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_record_comes_the_offer_and_the_open_question_is_taken_up_again()
    {
        using var teams = host.CreateClient();
        await SayAsync(teams, "c2", Story);

        var reply = await SayAsync(teams, "c2", "print this");

        Assert.Contains("Open my record", reply, StringComparison.Ordinal);
        Assert.Contains("go on from another phone or computer", reply, StringComparison.Ordinal);
        Assert.EndsWith("**Where in the UK are you?**", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_told_there_is_nothing_to_take_along()
    {
        using var teams = host.CreateClient();

        Assert.Contains("Open this service on the other device", await SayAsync(teams, "c2", "can I carry on on another device"), StringComparison.Ordinal);
    }

    private async Task<(FormClient Client, string Code)> AskAsync()
    {
        var client = new FormClient(host.CreateClient(new() { AllowAutoRedirect = false }));
        await client.OpenAsync();
        await client.SayAsync(Story);
        await client.SayAsync("can I carry on on another device");
        return (client, Code(client));
    }

    private static string Code(FormClient client) => client.Page.QuerySelectorAll(".code strong")[^1].TextContent;

    private static async Task<string> SayAsync(HttpClient http, string conversation, string text)
    {
        var (_, body) = await http.CallAsync(HttpMethod.Post, "/api/messages", body: new
        {
            type = "message",
            id = Guid.NewGuid().ToString("N"),
            channelId = "emulator",
            from = new { id = "reader" },
            recipient = new { id = "bot" },
            conversation = new { id = conversation },
            serviceUrl = "http://localhost:9",
            deliveryMode = "expectReplies",
            text,
        });
        return body.GetProperty("activities")[0].Text("text");
    }
}
