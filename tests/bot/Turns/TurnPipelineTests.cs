using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Channels.DirectLine;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Observing;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotAdvice.Tests.Bot.Turns;

public sealed class TurnPipelineTests : IAsyncDisposable
{
    private readonly SqliteDatabase database = new(null);
    private readonly ServiceProvider metrics = new ServiceCollection().AddMetrics().AddSingleton<BotMetrics>().BuildServiceProvider();
    private readonly ConversationStore store;

    public TurnPipelineTests() => store = new(database, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await metrics.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_message_delivered_twice_is_answered_once_with_the_same_reply()
    {
        var pipeline = Pipeline(Shared.Responder);
        var incoming = new Incoming("c1", "web", "a1", "user", "we paid a fake invoice", null);

        var first = await pipeline.RunAsync(incoming, default);
        var second = await pipeline.RunAsync(incoming, default);

        Assert.Equal(first.Messages.Select(message => message.Id), second.Messages.Select(message => message.Id));
        Assert.Equal(2, (await store.MessagesAsync("c1", 0, 10, default)).Count);
    }

    [Fact]
    public async Task The_same_message_delivered_eight_times_at_once_is_answered_once()
    {
        var pipeline = Pipeline(Shared.Responder);
        var incoming = new Incoming("c1", "web", "a1", "user", "we paid a fake invoice", null);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pipeline.RunAsync(incoming, default)));

        Assert.Single(replies.Select(turn => turn.Messages[^1].Id).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, (await store.MessagesAsync("c1", 0, 10, default)).Count);
    }

    [Fact]
    public async Task A_reader_is_welcomed_once()
    {
        var pipeline = Pipeline(Shared.Responder);

        Assert.Single(await pipeline.WelcomeAsync("c1", "web", null, default));
        Assert.Empty(await pipeline.WelcomeAsync("c1", "web", null, default));
    }

    [Fact]
    public async Task Whatever_breaks_the_reader_gets_the_emergency_doors()
    {
        var (messages, outcome) = await Pipeline(new Broken()).RunAsync(new("c1", "web", "a1", "user", "help", null), default);

        Assert.Equal(TurnOutcome.Failed, outcome);
        Assert.Contains("999", PlainTextRenderer.Render(messages[^1].Answer!), StringComparison.Ordinal);
        Assert.Contains("0300 123 2040", PlainTextRenderer.Render(messages[^1].Answer!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_it_deletes_the_conversation_and_says_so()
    {
        var pipeline = Pipeline(Shared.Responder);
        await pipeline.RunAsync(new("c1", "web", "a1", "user", "we paid a fake invoice", null), default);

        var (messages, outcome) = await pipeline.RunAsync(new("c1", "web", "a2", "user", "delete it", null), default);

        Assert.Equal(TurnOutcome.Forgotten, outcome);
        Assert.Contains("deleted", messages[^1].Text, StringComparison.OrdinalIgnoreCase);
        Assert.Null(await store.FindAsync("c1", default));
    }

    private TurnPipeline Pipeline(IResponder responder) =>
        new(store, responder, Grants(responder), new SafeMode(), metrics.GetRequiredService<BotMetrics>(), TimeProvider.System, NullLogger<TurnPipeline>.Instance);

    private Grants Grants(IResponder responder) => new(
        responder,
        store,
        new GrantStore(database),
        new(new(Options.Create(new DirectLineOptions { SigningKey = "a key for tests, long enough to be one" }), Options.Create(new StorageOptions()), NullLogger<DirectLineKey>.Instance)),
        Options.Create(new RecordOptions()));

    private sealed class Broken : IResponder
    {
        public Answer Welcome(DateTimeOffset now) => throw new InvalidOperationException("broken");

        public Response Respond(Situation situation, string text, DateTimeOffset now) => throw new InvalidOperationException("broken");

        public Response Resume(Situation? brought, Situation situation, string maskedText, DateTimeOffset now) => throw new InvalidOperationException("broken");
    }
}
