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

    /// <summary>The names of the rules that hold, given what is known.</summary>
    public static IReadOnlyCollection<string> Holding(IReadOnlyDictionary<string, FactValue> facts)
    {
        var holding = new List<string>();
        var organisation = facts.GetValueOrDefault(FactNames.Organisation)?.Value;
        var staff = facts.GetValueOrDefault(FactNames.Staff)?.Number;
        var isTooLarge = organisation is "small" or "medium" or "large" or "public" or "school" || (staff >= MicroStaffBelow && organisation is not ("charity" or "individual"));
        var isAbroad = facts.GetValueOrDefault(FactNames.Nation)?.Value is CasePlanner.OutsideUk;
        if (!isTooLarge && !isAbroad)
        {
            holding.Add(RefundRulesApply);
        }

        return holding;
    }
}
