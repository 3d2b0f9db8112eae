using BenchmarkDotNet.Attributes;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Benchmarks;

/// <summary>The index alone: queries of twelve words over made-up passages whose words are as uneven as in real text.</summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    private const int Vocabulary = 30_000;
    private const int WordsInPassage = 90;
    private const int WordsInQuery = 12;
    private const int Queries = 64;

    private ImpactIndex index = null!;
    private QueryTerm[][] queries = [];
    private int next;

    /// <summary>Number of passages.</summary>
    [Params(2_000, 20_000, 100_000)]
    public int Passages { get; set; }

    /// <summary>Makes the passages, always the same.</summary>
    [GlobalSetup]
    public void Build()
    {
#pragma warning disable CA5394 // made-up text has no secret
        var random = new Random(20261122);
        index = ImpactIndex.Build(
            [new("text", 1, 0.7f)],
            [.. Enumerable.Range(0, Passages).Select(number => new SearchDocument($"p{number}", [string.Join(' ', Enumerable.Range(0, WordsInPassage).Select(_ => Word()))]))]);
        queries = [.. Enumerable.Range(0, Queries).Select(_ => Enumerable.Range(0, WordsInQuery)
            .Select(_ => Analyzer.Terms(Word()).FirstOrDefault() ?? "x").Distinct().Select(term => new QueryTerm(term, term, 1)).ToArray())];

        // Zipf: the k-th commonest word comes up as often as 1/k.
        string Word() => $"w{(int)Math.Pow(Vocabulary, random.NextDouble())}";
#pragma warning restore CA5394
    }

    /// <summary>The ten best passages of one query.</summary>
    [Benchmark]
    public int TopTen() => index.Search(queries[next = (next + 1) % Queries], 10).Count;
}
