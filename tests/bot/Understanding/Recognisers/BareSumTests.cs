using System.Globalization;
using BotAdvice.Bot.Understanding.Recognisers;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers;

public sealed class BareSumTests
{
    [Theory]
    [InlineData("paid 1500 to a man", "1500")]
    [InlineData("pay 400 or they post it", "400")]
    [InlineData("a bill came for 1150.", "1150")]
    [InlineData("22 thousand gone", "22000")]
    [InlineData("we paid him fifteen hundred", "1500")]
    [InlineData("paid five hunner and never saw it", "500")]
    public void A_number_is_a_sum_where_it_was_paid_or_asked_for(string text, string amount) =>
        Assert.Equal(amount, Assert.Single(BareSum.Recognise(text)).Value.Amount.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("sent 200 emails to clients")]
    [InlineData("we lost 300 customer records")]
    [InlineData("the plan for 2026")]
    [InlineData("paid 3 times")]
    [InlineData("paid on 14 November")]
    [InlineData("22 thousand records")]
    [InlineData("sent 12/11 to her")]
    [InlineData("paid at 16:40")]
    public void What_counts_something_else_is_no_sum(string text) => Assert.Empty(BareSum.Recognise(text));
}
