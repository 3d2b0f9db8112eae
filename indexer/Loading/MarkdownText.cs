using System.Text;
using BotAdvice.Indexer.Knowledge;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BotAdvice.Indexer.Loading;

/// <summary>What the loader and the rules need of a Markdown text: its sections, its links and its plain words.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    /// <summary>A link or an image.</summary>
    /// <param name="Label">The words that are linked.</param>
    /// <param name="Target">Where it leads.</param>
    /// <param name="Line">Lines after the first, from 0.</param>
    internal sealed record Link(string Label, string Target, int Line);

    /// <summary>A paragraph, list item, table cell or heading without its marks.</summary>
    /// <param name="Text">Plain words; a link is its label.</param>
    /// <param name="Line">Lines after the first, from 0.</param>
    /// <param name="IsHeading">Whether it is a heading.</param>
    internal sealed record Block(string Text, int Line, bool IsHeading);

    /// <summary>Cuts a text at its headings.</summary>
    /// <returns>The sections, each with the line of its heading, or of its text, counted from 0.</returns>
    public static IReadOnlyList<(Section Section, int Line)> Sections(string markdown)
    {
        var sections = new List<(Section, int)>();
        var headings = Markdown.Parse(markdown, Pipeline).OfType<HeadingBlock>().ToList();

        var before = markdown[..(headings.Count > 0 ? headings[0].Span.Start : markdown.Length)];
        if (!string.IsNullOrWhiteSpace(before))
        {
            var line = before.AsSpan(0, before.Length - before.AsSpan().TrimStart().Length).Count('\n');
            sections.Add((new Section("", "", before.Trim()), line));
        }

        for (var i = 0; i < headings.Count; i++)
        {
            var end = i + 1 < headings.Count ? headings[i + 1].Span.Start : markdown.Length;
            var start = Math.Min(headings[i].Span.End + 1, end);
            var words = Plain(headings[i].Inline);
            sections.Add((new Section(Anchor(words), words, markdown[start..end].Trim()), headings[i].Line));
        }

        return sections;
    }

    /// <summary>The links of a text, in order.</summary>
    public static IEnumerable<Link> Links(string markdown)
    {
        if (!markdown.Contains("](", StringComparison.Ordinal) && !markdown.Contains('<', StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var inline in Markdown.Parse(markdown, Pipeline).Descendants<Inline>())
        {
            if (inline is LinkInline link)
            {
                yield return new Link(Plain(link), link.Url ?? "", link.Line);
            }
            else if (inline is AutolinkInline auto)
            {
                yield return new Link("", auto.Url, auto.Line);
            }
        }
    }

    /// <summary>The plain words of a text, block by block.</summary>
    public static IEnumerable<Block> Blocks(string markdown)
    {
        foreach (var block in Markdown.Parse(markdown, Pipeline).Descendants<LeafBlock>())
        {
            var text = block.Inline is null ? block.Lines.ToString() : Plain(block.Inline);
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return new Block(text.Trim(), block.Line, block is HeadingBlock);
            }
        }
    }

    /// <summary>Whether a text holds raw HTML, which not every channel can show.</summary>
    public static bool HasHtml(string markdown) =>
        markdown.Contains('<', StringComparison.Ordinal)
        && Markdown.Parse(markdown, Pipeline).Descendants().Any(part => part is HtmlBlock or HtmlInline);

    /// <summary>"If that is too much" becomes "if-that-is-too-much".</summary>
    public static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var letter in heading.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                anchor.Append(letter);
            }
            else if (letter is not ('\'' or '\u2019') && anchor.Length > 0 && anchor[^1] != '-')
            {
                anchor.Append('-');
            }
        }

        return anchor.ToString().TrimEnd('-');
    }

    private static string Plain(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                AutolinkInline auto => text.Append(auto.Url),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                LineBreakInline => text.Append(' '),
                ContainerInline container => text.Append(Plain(container)),
                _ => text,
            };
        }

        return text.ToString();
    }
}
