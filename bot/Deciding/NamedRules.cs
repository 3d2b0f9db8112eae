using BotAdvice.Bot.Deciding.Hours;
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

    // After so many days no bank calls a payment back; what is left is a claim.
    private const int DaysOfHope = 30;

    /// <summary>The names of the rules that hold, given what is known.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="today">The day in the UK; null where it is all one how long ago it was.</param>
    public static IReadOnlyList<string> Holding(IReadOnlyDictionary<string, FactValue> facts, DateOnly? today = null)
    {
        var isBankTold = facts.GetValueOrDefault(FactNames.ReportedTo)?.Values.Contains("bank") is true;
        var isLongAgo = facts.GetValueOrDefault(FactNames.WhenHappened)?.Moment is { } moment && UkTime.Day(moment) < today?.AddDays(-DaysOfHope);
        return
        [
            .. BreakingRefundRules(facts).Any() ? (string[])[] : [RefundRulesApply],
            .. isBankTold ? (string[])[] : [isLongAgo ? Indexer.Knowledge.NamedRules.LongAgo : Indexer.Knowledge.NamedRules.RingBankNow],
        ];
    }

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
