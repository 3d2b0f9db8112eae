namespace BotAdvice.Bot.Deciding;

/// <summary>Reminders in the chat itself, where the channel lets us write first: offered once, beside a plan or a record.</summary>
internal static class ReminderTriage
{
    /// <summary>The decision with the offer, when it is time for it.</summary>
    /// <param name="decision">What else is said.</param>
    /// <param name="before">What was known before the message.</param>
    public static Decision Offered(Decision decision, Situation before)
    {
        var next = decision.Next;
        var offers = before is { RemindAfter.Count: > 0, ReminderOffered: false } && next is { Pending: null, Checks.Count: 0, Practice: null }
            && decision.Reminders is ReminderWish.None
            && decision.Moves.Any(move => move is Move.PlanSteps or Move.GiveRecord)

            // Who else may be reading here need not hear from us again.
            && !IncidentTriage.OfferElsewhere(next).Any();
        return decision with
        {
            Moves = offers ? [.. decision.Moves, new Move.OfferReminders(Moments(before.RemindAfter, next))] : decision.Moves,
            Next = next with { ReminderOffered = before.ReminderOffered || offers || decision.Reminders is not ReminderWish.None },
        };
    }

    /// <summary>Whether we may write first here, and have something to write of.</summary>
    public static bool CanBegin(Situation situation) => situation.RemindAfter.Count > 0
        && (situation.Incidents.Count + situation.Steps.Count + situation.Shown.Count > 0 || situation.Left is not null);

    /// <summary>When the reader will be reminded who wants it now.</summary>
    public static Move Promise(Situation next) => new Move.PromiseReminders(Moments(next.RemindAfter, next));

    /// <summary>What stands before the record for somebody who wants to be reminded where we never write first: it has dates for a calendar.</summary>
    public static IEnumerable<Move> ByCalendar(string command) => command is "remind" ? [new Move.Say("remind.by-calendar")] : [];

    private static IReadOnlyList<DateTimeOffset> Moments(IReadOnlyList<int> days, Situation next) => [.. days.Select(count => Reviews.At(next.LastAt!.Value, count))];
}
