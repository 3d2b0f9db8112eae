using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>Conditions that facts and values cannot say. A curator writes <c>rule: [name]</c>.</summary>
internal static class NamedRules
{
    /// <summary>
    /// The refund rules for pushed payments bind banks only for people, firms of fewer than ten staff and small charities.
    /// </summary>
    public const string RefundRulesApply = Indexer.Knowledge.NamedRules.RefundRulesApply;

    private const int MicroStaffBelow = 10;

    /// <summary>The names of the rules that hold, given what is known.</summary>
    public static IReadOnlyCollection<string> Holding(IReadOnlyDictionary<string, FactValue> facts)
    {
        var holding = new List<string>();
        var organisation = facts.GetValueOrDefault(FactNames.Organisation)?.Value;
        var staff = facts.GetValueOrDefault(FactNames.Staff)?.Number;
        if (organisation is not ("small" or "medium" or "large" or "public" or "school") && !(staff >= MicroStaffBelow))
        {
            holding.Add(RefundRulesApply);
        }

        return holding;
    }
}
