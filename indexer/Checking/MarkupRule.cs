using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>Every channel can show the text.</summary>
internal sealed class MarkupRule : IRule
{
    public string Name => "markup";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var text in file.Texts.Where(text => text.Kind == TextKind.Prose && MarkdownText.HasHtml(text.Text)))
            {
                yield return new Problem(file.Path, text.Line, "The text holds HTML, which Teams and plain text cannot show.", "Write it in Markdown.");
            }
        }
    }
}
