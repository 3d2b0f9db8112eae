using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Curation;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Curation;

public sealed class ReplyDiffTests
{
    private const string Paid = "we paid a fake invoice yesterday";
    private const string Thanks = "thank you";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_index_answers_the_same() => Assert.Empty(ReplyDiff.Between(Shared.Responder, Shared.Responder, [Paid, Thanks], Now));

    [Fact]
    public void Other_doors_are_named_for_the_message_that_gets_them_and_for_no_other()
    {
        var changed = new Changed(response => response with { Trace = response.Trace with { Routes = [.. response.Trace.Routes.Skip(1)] } });

        var change = Assert.Single(ReplyDiff.Between(Shared.Responder, changed, [Thanks, Paid], Now));

        Assert.Equal((Paid, "doors"), (change.Said, change.What));
        Assert.StartsWith("bank-fraud-team, ", change.Before, StringComparison.Ordinal);
        Assert.Equal(change.Before["bank-fraud-team, ".Length..], change.After);
    }

    [Fact]
    public void Other_words_are_shown_by_the_first_line_that_differs()
    {
        var changed = new Changed(response => response with { Answer = response.Answer with { Blocks = [.. response.Answer.Blocks, new TextBlock("One thing more.")] } });

        var change = Assert.Single(ReplyDiff.Between(Shared.Responder, changed, [Thanks], Now));

        Assert.Equal(("words", "", "One thing more."), (change.What, change.Before, change.After));
    }

    /// <summary>The shipped index with every response changed.</summary>
    private sealed class Changed(Func<Response, Response> change) : IResponder
    {
        public Answer Welcome(DateTimeOffset now) => Shared.Responder.Welcome(now);

        public Response Respond(Situation situation, string text, DateTimeOffset now) => change(Shared.Responder.Respond(situation, text, now));
    }
}
