using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>A database that is down.</summary>
internal sealed class BrokenStore : IConversationStore, IGrantStore
{
    public Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken) => throw Down();

    public Task<Conversation> LoadAsync(string id, string channel, DateTimeOffset now, CancellationToken cancellationToken) => throw Down();

    public Task<IReadOnlyList<Message>> SaveTurnAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken) => throw Down();

    public Task<IReadOnlyList<Message>> FindTurnAsync(string conversationId, string activityId, CancellationToken cancellationToken) => throw Down();

    public Task<IReadOnlyList<Message>> MessagesAsync(string conversationId, long after, int most, CancellationToken cancellationToken) => throw Down();

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => throw Down();

    public Task<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw Down();

    public Task PingAsync(CancellationToken cancellationToken) => throw Down();

    public Task<Grant?> FindGrantAsync(string hash, GrantKind kind, DateTimeOffset now, CancellationToken cancellationToken) => throw Down();

    public Task DeleteGrantAsync(string hash, CancellationToken cancellationToken) => throw Down();

    public Task<int> DeleteExpiredGrantsAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw Down();

    private static IOException Down() => new("The database is down.");
}
