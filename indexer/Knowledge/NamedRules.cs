namespace BotAdvice.Indexer.Knowledge;

/// <summary>The rules that a condition may name because a list of facts and values cannot say them. Each is written in C#, with tests.</summary>
public static class NamedRules
{
    /// <summary>The refund rules for authorised push payment fraud apply: the payment, its day, its size and the firm's size all fit.</summary>
    public const string RefundRulesApply = "refund-rules-apply";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [RefundRulesApply];
}
