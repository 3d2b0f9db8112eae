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
        if (next.Incidents.Count == 0)
        {
            return next with { Story = [], ToldAt = null };
        }

        var words = text.Trim();
        var left = Longest - before.Story.Sum(told => told.Length);
        var tells = kind is Kinds.Incident or Kinds.Emergency && left > 0
            && words.Split((char[]?)null, FewestWords, StringSplitOptions.RemoveEmptyEntries).Length == FewestWords;
        return next with
        {
            ToldAt = before.ToldAt ?? now,
            Story = tells ? [.. before.Story, words.Length <= left ? words : $"{words[..left]} ..."] : before.Story,
        };
    }
}
