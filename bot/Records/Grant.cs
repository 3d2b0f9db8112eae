using BotAdvice.Bot.Deciding;

namespace BotAdvice.Bot.Records;

/// <summary>What a grant opens.</summary>
internal enum GrantKind
{
    /// <summary>The record, by its link.</summary>
    Record,

    /// <summary>The situation, in another conversation, once.</summary>
    Resume,
}

/// <summary>A secret that was given to a reader, as it is stored: who reads the store learns no secret.</summary>
/// <param name="Hash">SHA-256 of the secret, in small hexadecimal letters.</param>
/// <param name="Kind">What it opens.</param>
/// <param name="ConversationId">The conversation that it was given in; it goes with that.</param>
/// <param name="Situation">What was known when it was given; a record's follows its story.</param>
/// <param name="ExpiresAt">The moment from which it opens nothing.</param>
internal sealed record Grant(string Hash, GrantKind Kind, string ConversationId, Situation Situation, DateTimeOffset ExpiresAt);

/// <summary>What a turn gives and takes, saved in the same transaction.</summary>
/// <param name="Given">New grants, and ones that are given again. A conversation has one resume code: a new one ends the one before.</param>
/// <param name="Followed">The hash of the record that takes up the new situation, unless it was deleted meanwhile; null for none.</param>
/// <param name="Spent">The hash of a resume code that is used up; null for none.</param>
/// <param name="TakenFrom">The conversation whose records now belong to this one; null for none.</param>
internal sealed record GrantChanges(IReadOnlyList<Grant> Given, string? Followed = null, string? Spent = null, string? TakenFrom = null)
{
    /// <summary>Most turns change nothing.</summary>
    public static GrantChanges None { get; } = new([]);
}

/// <summary>Where grants are kept, beside the conversations. They are given in <see cref="Turns.IConversationStore.SaveTurnAsync"/>.</summary>
internal interface IGrantStore
{
    /// <summary>The grant with this hash, while it opens something; otherwise null.</summary>
    Task<Grant?> FindGrantAsync(string hash, GrantKind kind, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes a grant.</summary>
    Task DeleteGrantAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Deletes grants whose time was over before <paramref name="now"/>; returns how many went.</summary>
    Task<int> DeleteExpiredGrantsAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
