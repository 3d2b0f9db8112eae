using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>
/// A conversation that was left alone for a while. After some hours it goes on, with a line that says where it was. After a day it
/// begins afresh, since another person or another matter may sit there now, and what was left is offered.
/// </summary>
internal static class Absence
{
    private static readonly TimeSpan Reminded = TimeSpan.FromHours(3);
    private static readonly TimeSpan Afresh = TimeSpan.FromDays(1);

    /// <summary>What a message that comes now starts from.</summary>
    public static Situation Return(Situation situation, DateTimeOffset now) => situation.Incidents.Count > 0 && Away(situation, now) >= Afresh
        ? Situation.New with
        {
            Turns = situation.Turns,
            LastAt = situation.LastAt,
            Steps = situation.Steps,
            RemindAfter = situation.RemindAfter,
            ReminderOffered = situation.ReminderOffered,
            Left = situation with { Before = [], Left = null },
        }
        : situation;

    /// <summary>What to say first to somebody who comes back now; null to everybody else.</summary>
    /// <param name="situation">What <see cref="Return"/> gave.</param>
    /// <param name="now">The moment of the message.</param>
    /// <param name="knowledge">Names the incidents.</param>
    public static Move.WelcomeBack? Greeting(Situation situation, DateTimeOffset now, KnowledgeBase knowledge)
    {
        var away = Away(situation, now);
        return (away >= Afresh ? situation.Left : situation) is { Incidents: [var first, ..] } && away >= Reminded && knowledge.Incidents.TryGetValue(first, out var incident)
            ? new Move.WelcomeBack(incident, AsksToGoOn: away >= Afresh)
            : null;
    }

    private static TimeSpan Away(Situation situation, DateTimeOffset now) => situation.LastAt is { } last ? now - last : TimeSpan.Zero;
}
