namespace BotAdvice.Indexer.Loading;

/// <summary>Something in the knowledge base that its curator has to mend.</summary>
/// <param name="File">The file, relative to the knowledge base folder, with forward slashes.</param>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="What">What is wrong, as a sentence.</param>
/// <param name="Fix">How to mend it, as a sentence.</param>
public sealed record Problem(string File, int Line, string What, string Fix)
{
    /// <summary>The rule that found it: "format" for what the loader finds, otherwise the name of a rule of the check.</summary>
    public string Rule { get; init; } = "format";

    /// <summary><c>file(line): what is wrong. How to mend it.</c>, which editors can jump to.</summary>
    public override string ToString() => $"{File}({Line}): {What} {Fix}";

    /// <summary>By file, then line, then text, so that two runs print the same.</summary>
    internal static IReadOnlyList<Problem> Sorted(IEnumerable<Problem> problems) =>
    [
        .. problems
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.What, StringComparer.Ordinal)
            .Distinct(),
    ];
}
