using System.Security.Cryptography;
using System.Text;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;

namespace BotAdvice.Bot.Turns;

/// <summary>A stored conversation.</summary>
/// <param name="Id">Unguessable where we make it; as given by the channel otherwise.</param>
/// <param name="Channel">directline, web, msteams, emulator, ...</param>
/// <param name="Version">Grows by one a turn, and is 0 before the first; a save against an older version is refused.</param>
/// <param name="LastSequence">The place of its last message; 0 before the first. It goes on where a deleted conversation of the same id ended.</param>
/// <param name="Situation">What it knows.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record Conversation(string Id, string Channel, long Version, long LastSequence, Situation Situation, DateTimeOffset StartedAt)
{
    /// <summary>A conversation's id for the log. Whoever holds the whole id of a web conversation can read it; this is enough of its hash to follow one.</summary>
    public static string Shortened(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 6));
}

/// <summary>One message of a conversation, from either side, as it is stored.</summary>
/// <param name="Sequence">Its place in the conversation, without gaps; from 1, or after the last place of what was deleted. 0: it is not stored.</param>
/// <param name="Id">The activity id, unique in the conversation.</param>
/// <param name="ReplyToId">The id of the message that it answers; null for the reader's own.</param>
/// <param name="FromBot">Whether we said it.</param>
/// <param name="FromId">The sender's id on its channel.</param>
/// <param name="Text">The words, with personal data masked; for ours, the reply as plain text.</param>
/// <param name="Answer">Our reply's blocks; null for the reader's messages.</param>
/// <param name="At">When it was received or said.</param>
/// <param name="ChannelData">The channel's own data as JSON, carried unchanged; null when there is none.</param>
internal sealed record Message(
    long Sequence,
    string Id,
    string? ReplyToId,
    bool FromBot,
    string FromId,
    string Text,
    Answer? Answer,
    DateTimeOffset At,
    string? ChannelData);

/// <summary>A message as a channel hands it over.</summary>
/// <param name="ConversationId">The conversation; it is begun when it is new.</param>
/// <param name="Channel">The channel's id.</param>
/// <param name="ActivityId">The id by which a repeated delivery is known; null to have one made.</param>
/// <param name="FromId">The sender's id.</param>
/// <param name="Text">The words as typed.</param>
/// <param name="ChannelData">The channel's own data as JSON; null when there is none.</param>
/// <param name="ToPost">
/// Makes of a reply the activities that are posted to the channel, as JSON, in order; null when the reply goes back another way.
/// </param>
internal sealed record Incoming(
    string ConversationId,
    string Channel,
    string? ActivityId,
    string FromId,
    string Text,
    string? ChannelData,
    Func<Answer, IReadOnlyList<string>>? ToPost = null)
{
    /// <summary>How to write to the reader later, unasked; null where we never do.</summary>
    public Later? Later { get; init; }
}

/// <summary>A way to write to a reader who has not just written to us.</summary>
/// <param name="Reference">The addresses of such an activity, as JSON.</param>
/// <param name="AfterDays">After how many days they may choose to be reminded, rising; at least one.</param>
internal sealed record Later(string Reference, IReadOnlyList<int> AfterDays);

/// <summary>A reader is to be reminded.</summary>
/// <param name="Reference">As in <see cref="Later.Reference"/>.</param>
/// <param name="AskedAt">When they wanted it.</param>
/// <param name="DueAt">When they are reminded next.</param>
internal sealed record Reminder(string Reference, DateTimeOffset AskedAt, DateTimeOffset DueAt);

/// <summary>What a turn changes about reminders, saved in the same transaction.</summary>
/// <param name="Begun">The reminder that takes the place of any other; null for none any more, here and in the conversations that this one was taken up from.</param>
internal sealed record ReminderChange(Reminder? Begun);

/// <summary>What a turn leaves behind: kept together or not at all.</summary>
/// <param name="Received">The reader's message, or null when we speak first.</param>
/// <param name="Next">What the conversation knows now.</param>
/// <param name="Replies">Our replies, at least one.</param>
internal sealed record Turn(Message? Received, Situation Next, IReadOnlyList<Message> Replies)
{
    /// <summary>The links and codes that it gives and takes.</summary>
    public GrantChanges Grants { get; init; } = GrantChanges.None;

    /// <summary>What it changes about reminders; null for nothing.</summary>
    public ReminderChange? Reminders { get; init; }

    /// <summary>Activities to post to the channel, as JSON, in order.</summary>
    public IReadOnlyList<string> ToPost { get; init; } = [];

    /// <summary>Whether the conversation is deleted with all that was said in it, this turn included, and those that it was taken up from.</summary>
    public bool Forget { get; init; }
}

/// <summary>What became of a turn.</summary>
internal enum TurnOutcome
{
    /// <summary>It is stored.</summary>
    Saved,

    /// <summary>The reader asked to be forgotten: nothing is stored any more.</summary>
    Forgotten,

    /// <summary>It could not be answered or stored, and the emergency doors were given.</summary>
    Failed,
}

/// <summary>A turn as it went.</summary>
/// <param name="Messages">The message as stored, then the replies to it.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record TurnResult(IReadOnlyList<Message> Messages, TurnOutcome Outcome);
