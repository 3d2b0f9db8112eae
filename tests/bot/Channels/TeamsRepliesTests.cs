using System.Text.Json;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Channels;
using BotAdvice.Bot.Channels.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace BotAdvice.Tests.Bot.Channels;

public sealed class TeamsRepliesTests(SharedChannelHost shared) : IClassFixture<SharedChannelHost>
{
    private static readonly QuickReply[] Choices = [.. Enumerable.Range(1, 5).Select(number => new QuickReply($"Choice {number}", $"says {number}"))];

    private readonly MessageActivity messages = shared.Host.Services.GetRequiredService<MessageActivity>();

    [Fact]
    public void An_answer_is_one_card_with_its_choices()
    {
        var reply = Assert.Single(TeamsReplies.Of(new([new TextBlock("Ring your bank.")], Choices), messages));

        Assert.Null(reply.Text);
        Assert.Equal("Ring your bank.", reply.Summary);
        Assert.All(Choices, choice => Assert.Contains(choice.Says, Assert.Single(reply.Attachments!).Content.ToString()!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_card_that_Teams_would_refuse_is_text_instead_and_no_choice_is_lost(int choices)
    {
        var words = string.Concat(Enumerable.Repeat("Ring your bank. ", 1000)).TrimEnd();

        var replies = TeamsReplies.Of(new([new TextBlock(words)], Choices[..choices]), messages);

        Assert.Equal(words, replies[0].Text);
        Assert.All(replies, reply => Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(reply, ActivityJson.Default.Activity).Length, 1, 100_000));
        var offered = choices <= 3
            ? replies[0].SuggestedActions!.Actions!.Select(action => action.Value!)
            : replies[1].Attachments![0].Content!.Value.GetProperty("buttons").EnumerateArray().Select(button => button.GetProperty("value").GetString()!);
        Assert.Equal(Choices[..choices].Select(choice => choice.Says), offered);
    }
}
