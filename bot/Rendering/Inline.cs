using System.Buffers;
using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Rendering;

/// <summary>
/// The Markdown that a block may hold: bold, links and line breaks. Everything else is words, and a link that leads anywhere but to
/// the web, a number or a mailbox is its words alone.
/// </summary>
internal abstract partial record Inline
{
    private static readonly string[] Schemes = ["https", "tel", "mailto", "sms"];
    private static readonly SearchValues<char> Unsafe = SearchValues.Create("\"<>\\`\u007f");

    private Inline()
    {
    }

    /// <summary>Words as they are; nothing in them is a mark.</summary>
    internal sealed record Words(string Text) : Inline;

    /// <summary>Words that stand out.</summary>
    internal sealed record Bold(IReadOnlyList<Inline> Inner) : Inline;

    /// <summary>A link that is safe to follow.</summary>
    internal sealed record Link(string Href, IReadOnlyList<Inline> Inner) : Inline;

    /// <summary>Words in square brackets that lead nowhere: a blank for the reader to fill in.</summary>
    internal sealed record Blank(string Text) : Inline;

    /// <summary>A new line.</summary>
    internal sealed record Break : Inline;

    /// <summary>Reads a text.</summary>
    public static IReadOnlyList<Inline> Parse(string markdown)
    {
        var parts = new List<Inline>();
        var read = 0;
        foreach (Match mark in Mark().Matches(markdown))
        {
            Add(markdown[read..mark.Index]);
            read = mark.Index + mark.Length;
            if (mark.Groups["bold"] is { Success: true } bold)
            {
                parts.Add(new Bold(Parse(bold.Value)));
            }
            else if (mark.Groups["blank"] is { Success: true } blank)
            {
                parts.Add(new Blank(blank.Value));
            }
            else if (mark.Groups["href"] is not { Success: true } href)
            {
                parts.Add(new Break());
            }
            else if (SafeHref(href.Value) is { } safe)
            {
                parts.Add(new Link(safe, Parse(mark.Groups["name"].Value)));
            }
            else
            {
                parts.AddRange(Parse(mark.Groups["name"].Value));
            }
        }

        Add(markdown[read..]);
        return parts;

        void Add(string words)
        {
            if (words.Length > 0)
            {
                parts.Add(new Words(words));
            }
        }
    }

    /// <summary>The link when it is one that we follow: https, tel, mailto or sms; otherwise null.</summary>
    public static string? SafeHref(string? href) =>
        Uri.TryCreate(href, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme) && !href.AsSpan().ContainsAny(Unsafe) && href!.All(letter => letter > ' ')
            ? href
            : null;

    [GeneratedRegex(@"\*\*(?<bold>[^*]+)\*\*|\[(?<name>[^\[\]]+)\]\((?<href>[^()\s]+(\([^()\s]*\)[^()\s]*)?)\)|(?<blank>\[[^\[\]\r\n]+\])(?!\()|\\?\r?\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mark();
}
