using System.Globalization;
using System.Text.Json;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Channels.Connector;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Teams;

/// <summary>Whom in Teams we may remind, and in which words.</summary>
internal sealed class TeamsReminders(
    CurrentKnowledge current, MessageActivity messages, ConnectorClient client, IOptions<TeamsOptions> options, IOptions<StorageOptions> storage, TimeProvider time)
{
    private const string Personal = "personal";

    /// <summary>After how many days: none where the operator does not allow it, and not when the conversation will have been deleted.</summary>
    public IReadOnlyList<int> Days { get; } =
        options.Value.Reminders ? [.. Reviews.Days.Where(days => days <= storage.Value.KeepDays)] : [];

    /// <summary>How to write first to whoever sent an activity; null where we never do, as in a group, where others would read it.</summary>
    /// <param name="received">The activity.</param>
    /// <param name="reply">A reply to it, addressed.</param>
    public Later? LaterTo(Activity received, Activity reply) =>
        Days.Count > 0 && received is { ChannelId: TeamsReplies.Channel, Conversation.ConversationType: Personal } && reply.Recipient is { } recipient
            ? new(
                JsonSerializer.Serialize(
                    new Activity
                    {
                        ChannelId = reply.ChannelId,
                        ServiceUrl = reply.ServiceUrl,
                        Conversation = reply.Conversation! with { Name = null },
                        From = reply.From,
                        Recipient = recipient with { Name = null, AadObjectId = null },
                    },
                    ActivityJson.Default.Activity),
                Days)
            : null;

    /// <summary>The messages of a reminder that is due, and when the next is.</summary>
    public (IReadOnlyList<string> Activities, DateTimeOffset? Next) Write(DueReminder due)
    {
        var now = time.GetUtcNow();
        var to = JsonSerializer.Deserialize(due.Reference, ActivityJson.Default.Activity)!;
        var addressed = TeamsReplies.Of(Words(due, now), messages).Select(reply => reply with
        {
            Timestamp = MessageActivity.Moment(now),
            ChannelId = to.ChannelId,
            ServiceUrl = to.ServiceUrl,
            Conversation = to.Conversation,
            From = to.From,
            Recipient = to.Recipient,
        });

        // The operator may have taken a host off the list since.
        return (
            client.IsAllowed(to.ServiceUrl) ? [.. addressed.Select(reply => JsonSerializer.Serialize(reply, ActivityJson.Default.Activity))] : [],
            Reviews.Next(due.AskedAt, now, Days));
    }

    // Titles of steps, and nothing of what happened: somebody else may be reading here.
    private Answer Words(DueReminder due, DateTimeOffset now)
    {
        var knowledge = current.Knowledge;
        var phrases = new Phrases(knowledge.Phrases);
        var about = due.Situation is { Left: { } left, Incidents.Count: 0 } ? left with { Steps = due.Situation.Steps } : due.Situation;
        var steps = new PlanTriage(knowledge).Current(about, UkTime.Day(now));
        var ago = UkTime.Day(now).DayNumber - UkTime.Day(due.AskedAt).DayNumber;
        return new(
            [
                new TextBlock(phrases["remind.due", ("days", ago.ToString(CultureInfo.InvariantCulture))]),
                .. steps.Count > 0 ? (Block[])[new TextBlock(phrases["remind.open"]), new ListBlock(false, [.. steps.Select(step => step.Title)])] : [],
                new TextBlock(phrases["remind.how-to-stop"]),
            ],
            [.. ((string[])["remind.plan-label", "remind.stop-label"]).Select(key => new QuickReply(phrases[key], phrases[key]))]);
    }
}
