using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Rendering;

namespace BotAdvice.Tests.Bot.Rendering;

public sealed class HtmlRendererTests
{
    [Fact]
    public void Steps_are_a_list_and_numbers_can_be_rung()
    {
        var page = Render(A.OneOfEach);

        Assert.Equal(["Do this now", "Who to tell", "Where in the UK are you?"], page.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        Assert.Equal(2, page.QuerySelectorAll("ol > li").Length);
        Assert.Equal("159", page.QuerySelector("ol a[href='tel:159']")!.TextContent);
        Assert.Equal("criminal", page.QuerySelector("p > strong")!.TextContent);
        Assert.Equal("£4,500", page.QuerySelector("dl dd")!.TextContent);
        Assert.Equal("Do not", page.QuerySelector(".notice .label")!.TextContent);
        Assert.Equal("Tell the ICO", page.QuerySelector(".deadline .label")!.TextContent);
    }

    [Fact]
    public void A_door_is_an_article_under_its_name_that_says_in_words_whether_it_is_open()
    {
        var door = Render(A.OneOfEach).QuerySelector("article.door")!;

        Assert.Equal("Report Fraud", door.FirstElementChild!.TextContent);
        Assert.Equal("H4", door.FirstElementChild.TagName);
        Assert.Equal("Ring 0300 123 2040", door.QuerySelector("a.call[href='tel:03001232040']")!.TextContent);
        Assert.Equal("reportfraud.police.uk", door.QuerySelector(".way a[href='https://www.reportfraud.police.uk/form']")!.TextContent);
        Assert.Equal("Closed now. Opens tomorrow at 8am.", door.QuerySelector(".state")!.TextContent);
        Assert.Equal("Source: Report Fraud, checked 22 November 2026", door.QuerySelector(".source")!.TextContent);
    }

    [Fact]
    public void A_door_without_a_heading_above_it_skips_no_level() =>
        Assert.Equal("H3", Render(A.Of(A.Door)).QuerySelector("article.door")!.FirstElementChild!.TagName);

    [Fact]
    public void Nothing_that_is_said_becomes_a_tag_or_a_harmful_link()
    {
        var page = Render(A.Nasty);

        Assert.Empty(page.QuerySelectorAll("script, b, img, iframe"));
        Assert.Contains(A.Script, page.QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll<IHtmlAnchorElement>("a"), link =>
        {
            Assert.Matches("^(https|tel|mailto|sms):", link.GetAttribute("href")!);
            Assert.DoesNotContain(link.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("a & b < c", "a &amp; b &lt; c")]
    [InlineData("**bold [159](tel:159)**", "<strong>bold <a href=\"tel:159\">159</a></strong>")]
    [InlineData("one\ntwo", "one<br>two")]
    [InlineData("[x](JavaScript:alert(1))", "x")]
    [InlineData("[x](https://a.example/b_(c))", "<a href=\"https://a.example/b_(c)\" target=\"_blank\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("[x](https://a.example/\"onclick=\"y)", "x")]
    [InlineData("[x](javascript:y)", "x")]
    [InlineData("[x](//other.example)", "x")]
    [InlineData("[x](/relative)", "x")]
    [InlineData("[x](http://plain.example)", "x")]
    [InlineData("![x](https://pic.example/a.png)", "!<a href=\"https://pic.example/a.png\" target=\"_blank\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("** not bold", "** not bold")]
    [InlineData("[open", "[open")]
    [InlineData("[text me](sms:7726) or [mail](mailto:a@b.example)", "<a href=\"sms:7726\">text me</a> or <a href=\"mailto:a@b.example\">mail</a>")]
    public void Bold_links_and_line_breaks_are_all_the_Markdown_there_is(string markdown, string html) =>
        Assert.Equal(html, HtmlRenderer.Inlines(markdown).ToString());

    private static IHtmlDocument Render(Answer answer) => new HtmlParser().ParseDocument(new HtmlRenderer(A.Phrases).Render(answer).ToString());
}
