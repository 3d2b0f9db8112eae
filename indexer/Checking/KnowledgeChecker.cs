using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>Checks a loaded knowledge base against all rules.</summary>
public static class KnowledgeChecker
{
    private static readonly IRule[] Rules =
    [
        new ReferenceRule(),
        new CompleteRule(),
        new DoorRule(),
        new QuestionRule(),
        new PlanRule(),
        new CueRule(),
        new SourceRule(),
        new ReviewRule(),
        new ChannelRule(),
        new ContradictionRule(),
        new DeadlineRule(),
        new FigureRule(),
        new ContactRule(),
        new WordingRule(),
        new MustSayRule(),
        new MarkupRule(),
        new SentenceRule(),
        new ReadingAgeRule(),
        new SpellingRule(),
        new ToneRule(),
    ];

    /// <summary>The names of the rules, in the order in which they run.</summary>
    public static IReadOnlyList<string> RuleNames { get; } = ["format", .. Rules.Select(rule => rule.Name)];

    /// <summary>Finds every fault.</summary>
    /// <param name="load">The knowledge base as loaded.</param>
    /// <param name="today">The day on which entries must be in date.</param>
    /// <returns>What the loader and the rules found, by file and line.</returns>
    public static IReadOnlyList<Problem> Check(LoadResult load, DateOnly today) =>
        Problem.Sorted(load.Problems.Concat(Rules.SelectMany(rule => rule.Check(load, today).Select(problem => problem with { Rule = rule.Name }))));
}
