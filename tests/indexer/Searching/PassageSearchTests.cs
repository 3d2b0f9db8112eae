using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Searching;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Indexer.Searching;

public sealed class PassageSearchTests
{
    private static readonly PassageSearch Search = Shared.Index.Passages;

    [Theory]
    [InlineData("how do we set up backups?", "backups")]
    [InlineData("how often do we need to back up", "backups-how-often")]
    [InlineData("what happens if we pay a ransom", "should-we-pay-the-ransom")]
    [InlineData("somebody left, what do I do about their accounts", "leavers")]
    public void A_question_finds_its_answer(string question, string expected) => Assert.Equal(expected, Find(question)[0].Guidance);

    [Fact]
    public void Every_question_that_a_curator_wrote_is_surely_answered()
    {
        var weak = Shared.Loaded.Knowledge.Guidance.Values
            .SelectMany(entry => entry.Asks.Select(ask => (entry.Id, Ask: ask, Hit: Find(ask)[0])))
            .Count(found => found.Hit.Guidance != found.Id);

        // Two entries may share a way of asking.
        Assert.InRange(weak, 0, Shared.Loaded.Knowledge.Guidance.Values.Sum(entry => entry.Asks.Count) / 50);
    }

    [Theory]
    [InlineData("how do I apply for a parking permit")]
    [InlineData("what is the capital of France")]
    [InlineData("xqzt vlorp")]
    public void The_search_is_not_sure_of_what_nobody_wrote_about(string question) => Assert.True(Find(question)[0].Confidence < 0.4);

    [Fact]
    public void A_question_without_a_word_that_says_anything_finds_nothing() => Assert.Empty(Find("is it the"));

    [Fact]
    public void A_hit_can_be_explained()
    {
        var words = Words.Of("how often should we back up");
        var hit = Search.Explain(words, Search.Find(words, 1)[0]);

        Assert.NotEmpty(hit.Ask);
        Assert.Contains(hit.Reasons, reason => reason is { From: "back", Impact: > 0 });
    }

    private static IReadOnlyList<PassageHit> Find(string question) => Search.Find(Words.Of(question), 3);
}
