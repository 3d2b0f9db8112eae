using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>Conditions that facts and values cannot say. A curator writes <c>rule: [name]</c>.</summary>
internal static class NamedRules
{
    /// <summary>
    /// The refund rules for pushed payments bind banks in the UK, and only for people, firms of fewer than ten staff and small
    /// charities. A charity is small by its income, however many work there.
    /// </summary>
    public const string RefundRulesApply = Indexer.Knowledge.NamedRules.RefundRulesApply;

    private const int MicroStaffBelow = 10;
    private static readonly string[] AllRules = [RefundRulesApply];

    /// <summary>The names of the rules that hold, given what is known.</summary>
    public static IReadOnlyList<string> Holding(IReadOnlyDictionary<string, FactValue> facts) =>
        BreakingRefundRules(facts).Any() ? [] : AllRules;

    /// <summary>The facts, all of them known, that keep a rule from holding.</summary>
    public static IEnumerable<string> Breaking(string rule, IReadOnlyDictionary<string, FactValue> facts) =>
        rule == RefundRulesApply ? BreakingRefundRules(facts) : [];

    private static IEnumerable<string> BreakingRefundRules(IReadOnlyDictionary<string, FactValue> facts)
    {
        var organisation = facts.GetValueOrDefault(FactNames.Organisation)?.Value;
        if (organisation is "small" or "medium" or "large" or "public" or "school")
        {
            yield return FactNames.Organisation;
        }
        else if (facts.GetValueOrDefault(FactNames.Staff)?.Number >= MicroStaffBelow && organisation is not ("charity" or "individual"))
        {
            yield return FactNames.Staff;
        }

        if (facts.GetValueOrDefault(FactNames.Nation)?.Value is CasePlanner.OutsideUk)
        {
            yield return FactNames.Nation;
        }
    }
}
