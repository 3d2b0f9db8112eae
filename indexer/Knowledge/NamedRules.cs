namespace BotAdvice.Indexer.Knowledge;

/// <summary>The rules that a condition may name because a list of facts and values cannot say them. Each is written in C#, with tests.</summary>
public static class NamedRules
{
    /// <summary>The refund rules for pushed payments may bind the bank: the firm is not known to be too large for them.</summary>
    public const string RefundRulesApply = "refund-rules-apply";

    /// <summary>Each rule with the facts that it looks at, so that a question for one of them is known to change something.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [RefundRulesApply] = [FactNames.Organisation, FactNames.Staff, FactNames.Nation],
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All { get; } = [.. Facts.Keys];
}
