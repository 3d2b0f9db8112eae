using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>One thing that every entry of the knowledge base must keep to, beyond its format.</summary>
internal interface IRule
{
    /// <summary>A short name in kebab case, by which faults are counted.</summary>
    string Name { get; }

    /// <summary>Finds every fault.</summary>
    /// <param name="load">The knowledge base; it may hold files that could not be read in full.</param>
    /// <param name="today">The day on which entries must be in date.</param>
    IEnumerable<Problem> Check(LoadResult load, DateOnly today);
}
