using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Evaluation;

/// <summary>Asks for every guidance entry by its title and holds the reply against the entry's must-say and must-not-say.</summary>
internal static class MustSayRunner
{
    /// <returns>One sentence for each difference; empty when all hold.</returns>
    public static IEnumerable<string> Run(IResponder responder, KnowledgeBase knowledge, DateTimeOffset now)
    {
        foreach (var guidance in knowledge.Guidance.Values)
        {
            var response = responder.Respond(Situation.New, guidance.Title, now);
            if (response.Trace.Guidance.FirstOrDefault()?.Split('#')[0] != guidance.Id)
            {
                yield return $"guidance/{guidance.Id}.md: asked by its title, the bot shows {response.Trace.Guidance.FirstOrDefault() ?? response.Trace.Kind}.";
                continue;
            }

            var reply = PlainTextRenderer.Render(response.Answer);
            foreach (var words in guidance.MustSay.Where(words => !reply.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"guidance/{guidance.Id}.md: the reply does not say \"{words}\".";
            }

            foreach (var words in guidance.MustNotSay.Where(words => reply.Contains(words, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"guidance/{guidance.Id}.md: the reply says \"{words}\".";
            }
        }
    }
}
