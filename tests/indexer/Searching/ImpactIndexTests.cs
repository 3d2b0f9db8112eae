using BotAdvice.Indexer.Searching;

namespace BotAdvice.Tests.Indexer.Searching;

public sealed class ImpactIndexTests
{
    private const int Passages = 5_000;

    // The order of the additions differs.
    private const float Rounding = 0.001f;

    // The words are as uneven as in real text, so that some lists are long enough to be passed over.
    private static readonly Random Dice = new(20261122);
    private static readonly ImpactIndex Index = ImpactIndex.Build(
        [new("title", 3, 0.3f), new("text", 1, 0.7f)],
        [.. Enumerable.Range(0, Passages).Select(number => new SearchDocument($"{number}", [Text(6), Text(60)]))]);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(Passages)]
    public void The_best_are_those_of_a_search_that_reads_everything(int top)
    {
        for (var query = 0; query < 40; query++)
        {
            QueryTerm[] terms = [.. Text(12).Split(' ').Distinct().Select((word, number) => new QueryTerm(word, word, number % 3 == 0 ? 0.7f : 1))];
            var scores = new float[Index.Count];
            Index.Score(terms, scores);
            var expected = scores.Where(score => score > 0).OrderDescending().Take(top).ToList();

            var hits = Index.Search(terms, top);

            Assert.Equal(expected.Count, hits.Count);
            Assert.Equal(hits.OrderByDescending(hit => hit.Score).Select(hit => hit.Id), hits.Select(hit => hit.Id));
            Assert.All(hits.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Score, Rounding));
            Assert.All(hits, hit => Assert.Equal(scores[int.Parse(hit.Id, null)], hit.Score, Rounding));
        }
    }

    [Fact]
    public void Equal_documents_stand_in_their_order()
    {
        var index = ImpactIndex.Build([new("text", 1, 0.7f)], [.. Enumerable.Range(0, 3_000).Select(number => new SearchDocument($"{number}", ["invoice fraud"]))]);

        Assert.Equal(["0", "1", "2"], index.Search([new("invoic", "invoice", 1), new("fraud", "fraud", 1)], 3).Select(hit => hit.Id));
    }

    [Fact]
    public void The_reasons_add_up_to_the_score()
    {
        QueryTerm[] terms = [new("w1", "w1", 1), new("w20", "w20", 0.7f), new("unknown", "unknown", 1)];
        var hit = Index.Search(terms, 1)[0];

        var reasons = Index.Explain(terms, int.Parse(hit.Id, null));

        Assert.Equal(hit.Score, reasons.Sum(reason => reason.Impact), 3);
        Assert.DoesNotContain(reasons, reason => reason.Term == "unknown");
    }

#pragma warning disable CA5394 // made-up text has no secret
    private static string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{(int)Math.Pow(3_000, Dice.NextDouble())}"));
#pragma warning restore CA5394
}
