using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>What an answer must say stands in its text, or in a route that it links to; what it must not say does not.</summary>
internal sealed class MustSayRule : IRule
{
    public string Name => "must-say";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var (file, guidance) in load.Entries<Guidance>())
        {
            var said = Squeezed(string.Join(' ', Texts(load.Knowledge, guidance)));
            for (var i = 0; i < guidance.MustSay.Count; i++)
            {
                if (!said.Contains(Squeezed(guidance.MustSay[i]), StringComparison.OrdinalIgnoreCase))
                {
                    yield return new Problem(
                        file.Path, file.LineOf($"must-say[{i}]"), $"The text does not say \"{guidance.MustSay[i]}\".", "Write it into the text, or mend the line.");
                }
            }

            for (var i = 0; i < guidance.MustNotSay.Count; i++)
            {
                if (said.Contains(Squeezed(guidance.MustNotSay[i]), StringComparison.OrdinalIgnoreCase))
                {
                    yield return new Problem(
                        file.Path, file.LineOf($"must-not-say[{i}]"), $"The text says \"{guidance.MustNotSay[i]}\".", "Take it out of the text, or take the line out.");
                }
            }
        }
    }

    private static IEnumerable<string> Texts(KnowledgeBase knowledge, Guidance guidance)
    {
        yield return guidance.Title;
        foreach (var section in guidance.Sections)
        {
            yield return section.Heading;
            foreach (var block in MarkdownText.Blocks(section.Markdown))
            {
                yield return block.Text;
            }

            foreach (var link in MarkdownText.Links(section.Markdown))
            {
                foreach (var channel in ChannelsBehind(knowledge, link.Target))
                {
                    yield return channel.Value;
                }
            }
        }
    }

    private static IReadOnlyList<Channel> ChannelsBehind(KnowledgeBase knowledge, string target) => target.Split(':') switch
    {
        ["route", var id] when knowledge.Routes.TryGetValue(id, out var route) => route.Channels,
        ["adviser", var id] when knowledge.Advisers.TryGetValue(id, out var adviser) => adviser.Channels,
        _ => [],
    };

    private static string Squeezed(string text) =>
        string.Join(' ', text.Replace('\u2019', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
