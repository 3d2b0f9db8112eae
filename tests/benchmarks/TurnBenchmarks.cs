using BenchmarkDotNet.Attributes;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Benchmarks;

/// <summary>A whole turn without channel and store: understand, decide, answer, render as plain text.</summary>
[MemoryDiagnoser]
public class TurnBenchmarks
{
    private const string Short = "we paid a fake invoice yesterday";

    private const string Story =
        "We run a small joinery near Leeds. On Tuesday our supplier emailed to say their bank details had changed and my bookkeeper paid "
        + "£4,500 by bank transfer that afternoon. Today they rang to ask where their money is, and they say they never sent that email. "
        + "Can we get it back, and do we have to tell anybody?";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);
    private Responder responder = null!;

    /// <summary>Opens the index of the knowledge base.</summary>
    [GlobalSetup]
    public void Open() => responder = new(KnowledgeFolder.Open(null, Console.Error));

    /// <summary>The yardstick of the ratios: six words.</summary>
    [Benchmark(Baseline = true)]
    public int ShortStory() => Turn(Short);

    /// <summary>Sixty words.</summary>
    [Benchmark]
    public int SixtyWordStory() => Turn(Story);

    /// <summary>A question that guidance answers.</summary>
    [Benchmark]
    public int Question() => Turn("how often should we back up our files?");

    /// <summary>Two thousand words.</summary>
    [Benchmark]
    public int LongStory() => Turn(string.Concat(Enumerable.Repeat(Story + " ", 32)));

    private int Turn(string text) => PlainTextRenderer.Render(responder.Respond(Situation.New, text, Now).Answer).Length;
}
