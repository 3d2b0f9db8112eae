using BotAdvice.Bot.Evaluation;
using BotAdvice.Bot.Understanding;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Evaluation;

public sealed class EvaluationSetTests
{
    private static readonly EvaluationSet Set = EvaluationSet.ReadFolder(Path.Combine(Repository.Root, "tests", "evaluation"));

    [Fact]
    public void Every_style_of_rewording_is_written_for_a_hundred_items_and_more()
    {
        var styles = Set.Rewordings.GroupBy(rewording => rewording.Style, StringComparer.Ordinal).ToDictionary(style => style.Key, style => style.Count(), StringComparer.Ordinal);

        Assert.Equal(["long-winded", "non-native", "shouting", "terse", "typos"], styles.Keys.Order(StringComparer.Ordinal));
        Assert.All(styles.Values, count => Assert.True(count >= 100));
        Assert.Equal(21, Set.Rewordings.Select(rewording => rewording.Of.Incident).Where(incident => incident is not null).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Set.Rewordings, rewording => Assert.NotEqual(rewording.Of.Text, rewording.Text));
    }

    [Fact]
    public void Both_splits_hold_enough_for_a_percentage_to_mean_something()
    {
        foreach (var build in new[] { true, false })
        {
            var items = Set.Items.Where(item => item.IsBuild == build).ToList();
            Assert.True(items.Count(item => item.Kinds is [Kinds.Emergency]) >= 40);
            Assert.True(items.Sum(item => item.Also.Count) >= 30);
            Assert.True(items.Count(item => item.Kinds is [Kinds.OutOfScope]) >= 80);
            Assert.True(Set.Masking.Count(item => item.IsBuild == build) >= 150);
        }
    }

    [Theory]
    [InlineData("stories.jsonl", """{"id":"a"}""", "stories.jsonl(1)")]
    [InlineData("rewordings.jsonl", """{"id":"a~typos","of":"a","style":"typos","text":"x"}""", "There is no item \"a\".")]
    [InlineData("masking.jsonl", """{"id":"m","text":"my pin is 4471","masked":["4472"]}""", "\"4472\" is not in the text of m.")]
    [InlineData("questions.jsonl", "not json", "questions.jsonl(1)")]
    public void A_line_that_cannot_be_used_is_named(string file, string line, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(file), line);

        var fault = Assert.Throws<FormatException>(() => EvaluationSet.ReadFolder(Path.GetDirectoryName(folder.File(file))!));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_leaks_and_what_is_lost_is_told_apart()
    {
        var outcome = MaskingOutcome.Of(new("m", "my pin is 4471, it took £4,471 on 14/11/2026", ["4471"], ["£4,471", "14/11/2026"]));

        Assert.Empty(outcome.Leaked);
        Assert.Empty(outcome.Lost);
        Assert.Equal("my pin is [code], it took £4,471 on 14/11/2026", outcome.Result);
    }
}
