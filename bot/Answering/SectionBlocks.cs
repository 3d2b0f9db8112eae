using System.Collections.Concurrent;
using BotAdvice.Indexer.Knowledge;
using Markdig;
using Markdig.Syntax;

namespace BotAdvice.Bot.Answering;

/// <summary>Cuts a passage of the knowledge base into blocks: paragraphs, steps and points.</summary>
internal sealed class SectionBlocks(Links links)
{
    private readonly ConcurrentDictionary<Section, IReadOnlyList<Block>> cut = new(ReferenceEqualityComparer.Instance);

    /// <summary>The blocks of a passage, without its heading.</summary>
    public IReadOnlyList<Block> Of(Section section) => cut.GetOrAdd(section, Cut);

    private IReadOnlyList<Block> Cut(Section section)
    {
        var blocks = new List<Block>();
        foreach (var part in Markdown.Parse(section.Markdown))
        {
            switch (part)
            {
                case Markdig.Syntax.ListBlock list:
                    blocks.Add(new ListBlock(list.IsOrdered, [.. list.OfType<ListItemBlock>().Select(item => TextOf(section, item))]));
                    break;
                case LeafBlock or ContainerBlock:
                    blocks.Add(new TextBlock(TextOf(section, part)));
                    break;
            }
        }

        return blocks;
    }

    private string TextOf(Section section, MarkdownObject part)
    {
        var source = part is ListItemBlock { Count: > 0 } item ? item[0].Span : part.Span;
        var text = section.Markdown.AsSpan(source.Start, source.Length).ToString();
        return links.Resolve(string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
    }
}
