using System.Text.Json.Nodes;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Rendering;

namespace BotAdvice.Tests.Bot.Rendering;

public sealed class AdaptiveCardRendererTests
{
    private readonly AdaptiveCardRenderer renderer = new(A.Phrases);

    [Fact]
    public void A_door_is_a_container_whose_buttons_ring_and_open()
    {
        var card = renderer.Render(A.OneOfEach);

        Assert.Equal("1.5", (string?)card["version"]);
        var buttons = Nodes(card).Where(node => (string?)node["type"] == "Action.OpenUrl").ToList();
        Assert.Equal(["Ring 0300 123 2040", "Go to reportfraud.police.uk"], buttons.Select(button => (string?)button["title"]));
        Assert.Equal(["tel:03001232040", "https://www.reportfraud.police.uk/form"], buttons.Select(button => (string?)button["url"]));
    }

    [Fact]
    public void A_client_without_cards_gets_the_same_words()
    {
        var card = renderer.Render(A.OneOfEach);

        Assert.Contains("0300 123 2040", (string?)card["fallbackText"], StringComparison.Ordinal);
        Assert.Contains("Do not reply.", (string?)card["fallbackText"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_out_has_the_numbers_and_no_addresses()
    {
        var speak = AdaptiveCardRenderer.Speak(A.OneOfEach);

        Assert.Contains("0300 123 2040", speak, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", speak, StringComparison.Ordinal);
    }

    [Fact]
    public void Quick_answers_are_the_channels_unless_the_card_is_to_hold_them()
    {
        Assert.DoesNotContain(Nodes(renderer.Render(A.OneOfEach)), node => (string?)node["type"] is "Action.Submit" or "Action.Execute");

        var buttons = Nodes(renderer.Render(A.OneOfEach, withChoices: true)).Where(node => (string?)node["type"] == "Action.Submit").ToList();
        Assert.Equal(A.OneOfEach.QuickReplies.Select(reply => reply.Label), buttons.Select(button => (string?)button["title"]));
        Assert.Equal(A.OneOfEach.QuickReplies.Select(reply => reply.Says), buttons.Select(button => (string?)button["data"]!["says"]));
        Assert.Equal(A.OneOfEach.QuickReplies.Select(reply => reply.Says), buttons.Select(button => (string?)button["data"]!["msteams"]!["value"]));
    }

    [Fact]
    public void No_button_and_no_text_leads_anywhere_harmful()
    {
        var nodes = Nodes(renderer.Render(A.Nasty)).ToList();

        Assert.All(nodes.Where(node => node["url"] is not null), node => Assert.Matches("^(https|tel):", (string)node["url"]!));
        Assert.All(nodes.Where(node => (string?)node["type"] == "TextBlock"), node =>
        {
            Assert.DoesNotMatch(@"(?<!\\)<script", (string)node["text"]!);
            Assert.DoesNotContain("](javascript:", (string)node["text"]!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_text_wraps() => Assert.All(
        Nodes(renderer.Render(A.OneOfEach)).Where(node => (string?)node["type"] == "TextBlock"), node => Assert.True((bool)node["wrap"]!));

    [Fact]
    public void A_welcome_is_a_card_of_text()
    {
        var card = renderer.Render(A.Of(new TextBlock("Hello.")));

        Assert.Single(card["body"]!.AsArray());
    }

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(pair => Nodes(pair.Value)).Prepend(value),
        JsonArray list => list.SelectMany(Nodes),
        _ => [],
    };
}
