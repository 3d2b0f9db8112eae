using BotAdvice.Bot.Rendering;
using Markdig;

namespace BotAdvice.Tests.Bot.Rendering;

public sealed class MarkdownRendererTests
{
    private readonly MarkdownRenderer renderer = new(A.Phrases);

    [Fact]
    public void An_answer_reads_well_as_Markdown()
    {
        var text = renderer.Render(A.OneOfEach);

        Assert.Contains("**Do this now**\n\n1. Ring your bank ([159](tel:159)).\n2. Keep the email.", text, StringComparison.Ordinal);
        Assert.Contains("Ring [0300 123 2040](tel:03001232040) - Press 9.", text, StringComparison.Ordinal);
        Assert.Contains("**Do not:** Do not reply.", text, StringComparison.Ordinal);
        Assert.EndsWith("**Where in the UK are you?**", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_look_like_marks_stay_words()
    {
        Assert.Equal(@"\*a\* \_b\_ \[c\] \<d\>", MarkdownRenderer.Escape("*a* _b_ [c] <d>"));
        Assert.Contains(@"- The \*amount\*.", renderer.Render(A.OneOfEach), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_allows_HTML_finds_none_and_no_harmful_link()
    {
        var html = Markdown.ToHtml(renderer.Render(A.Nasty));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"data", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"vbscript", html, StringComparison.OrdinalIgnoreCase);
    }
}
