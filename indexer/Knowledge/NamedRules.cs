namespace BotAdvice.Indexer.Knowledge;

/// <summary>The rules that a condition may name because a list of facts and values cannot say them. Each is written in C#, with tests.</summary>
public static class NamedRules
{
    /// <summary>The refund rules for pushed payments may bind the bank: the firm is not known to be too large for them.</summary>
    public const string RefundRulesApply = "refund-rules-apply";

    /// <summary>The bank has not been told as far as we know, and it did not happen long ago: every minute counts.</summary>
    public const string RingBankNow = "ring-bank-now";

    /// <summary>It happened more than 30 days ago, and the bank has not been told as far as we know.</summary>
    public const string LongAgo = "long-ago";

    /// <summary>Each rule with the facts that it looks at, so that a question for one of them is known to change something.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [RefundRulesApply] = [FactNames.Organisation, FactNames.Staff, FactNames.Nation],
            [RingBankNow] = [FactNames.ReportedTo, FactNames.WhenHappened],
            [LongAgo] = [FactNames.ReportedTo, FactNames.WhenHappened],
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All { get; } = [.. Facts.Keys];
}
