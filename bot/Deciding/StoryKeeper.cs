using BotAdvice.Bot.Understanding;

namespace BotAdvice.Bot.Deciding;

/// <summary>Keeps what happened in the reader's own words, so that nobody has to tell it twice.</summary>
internal static class StoryKeeper
{
    // Room for a long story; short answers to our questions are facts and no part of it.
    private const int Longest = 4000;
    private const int FewestWords = 5;

    /// <param name="before">The situation before the message.</param>
    /// <param name="next">The situation after it.</param>
    /// <param name="kind">What the message was.</param>
    /// <param name="text">Its words, with personal data masked.</param>
    /// <param name="now">Its moment.</param>
    public static Situation Keep(Situation before, Situation next, string kind, string text, DateTimeOffset now)
    {
        // "Back" and "start again" undo what was told, not who tried codes or where this was taken up from.
        next = next with { WrongCodes = Math.Max(next.WrongCodes, before.WrongCodes), Continues = next.Continues ?? before.Continues };
        if (next.Incidents.Count == 0)
        {
            // A plan without a story has a record of its own.
            var isPlan = before.Incidents.Count == 0 && next.Steps.Count + next.Shown.Count > 0;
            return next with { Story = [], ToldAt = null, Record = isPlan ? next.Record ?? before.Record : null };
        }

        // A rehearsal is a story of its own.
        var goesOn = next.Practice == before.Practice && before.Incidents.Count > 0;
        IReadOnlyList<string> story = goesOn ? before.Story : [];
        var words = text.Trim();
        var left = Longest - story.Sum(told => told.Length);
        var tells = kind is Kinds.Incident or Kinds.Emergency && left > 0
            && words.Split((char[]?)null, FewestWords, StringSplitOptions.RemoveEmptyEntries).Length == FewestWords;
        return next with
        {
            ToldAt = goesOn ? before.ToldAt ?? now : now,
            Record = goesOn ? next.Record ?? before.Record : null,
            Story = tells ? [.. story, words.Length <= left ? words : $"{words[..left]} ..."] : story,
        };
    }
}
