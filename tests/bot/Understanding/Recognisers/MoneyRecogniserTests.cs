using System.Globalization;
using BotAdvice.Bot.Understanding.Recognisers;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers;

public sealed class MoneyRecogniserTests
{
    [Theory]
    [InlineData("£4,500", "4500 GBP")]
    [InlineData("4.5k", "4500 GBP")]
    [InlineData("12000 pounds", "12000 GBP")]
    [InlineData("twelve hundred quid", "1200 GBP")]
    [InlineData("3 grand", "3000 GBP")]
    [InlineData("three grand", "3000 GBP")]
    [InlineData("a couple of hundred quid", "200 GBP about")]
    [InlineData("£1.2m", "1200000 GBP")]
    [InlineData("two and a half thousand pounds", "2500 GBP")]
    [InlineData("two and a half grand", "2500 GBP")]
    [InlineData("EUR 300", "300 EUR")]
    [InlineData("1.500,00 €", "1500 EUR")]
    [InlineData("$50", "50 USD")]
    [InlineData("fifty pence", "0.5 GBP")]
    [InlineData("50p", "0.5 GBP")]
    [InlineData("a tenner", "10 GBP")]
    [InlineData("two fivers", "10 GBP")]
    [InlineData("a grand", "1000 GBP")]
    [InlineData("half a grand", "500 GBP")]
    [InlineData("£3k", "3000 GBP")]
    [InlineData("£3 grand", "3000 GBP")]
    [InlineData("0.5 bitcoin", "0.5 BTC")]
    [InlineData("2 BTC", "2 BTC")]
    [InlineData("about £300", "300 GBP about")]
    [InlineData("twelve pounds fifty", "12.5 GBP")]
    [InlineData("a hundred and twenty quid", "120 GBP")]
    [InlineData("fifteen thousand six hundred pounds", "15600 GBP")]
    [InlineData("half a million pounds", "500000 GBP")]
    [InlineData("£1,234.56", "1234.56 GBP")]
    [InlineData("GBP4500", "4500 GBP")]
    [InlineData("4500 GBP", "4500 GBP")]
    [InlineData("US$900", "900 USD")]
    [InlineData("500 pounds sterling", "500 GBP")]
    [InlineData("we lost £18,750.00 on friday", "18750 GBP")]
    [InlineData("£ 60,000", "60000 GBP")]
    [InlineData("4500 quid was taken", "4500 GBP")]
    [InlineData("1500 euros", "1500 EUR")]
    [InlineData("five hundred quid", "500 GBP")]
    [InlineData("£500,000", "500000 GBP")]
    [InlineData("two grand", "2000 GBP")]
    [InlineData("five hunner quid", "500 GBP")]
    [InlineData("two thoosand pounds", "2000 GBP")]
    [InlineData("paid 12k to them", "12000 GBP")]
    public void Money_is_read_from_how_people_write_it(string said, string expected)
    {
        var money = Assert.Single(MoneyRecogniser.Recognise(said)).Value;

        Assert.Equal(expected, $"{money.Amount.ToString("0.##", CultureInfo.InvariantCulture)} {money.Unit}{(money.About ? " about" : "")}");
    }

    [Theory]
    [InlineData("4500")]
    [InlineData("we have 12 staff")]
    [InlineData("5k followers")]
    [InlineData("on 14/11/2026 at 16:10")]
    [InlineData("a couple of weeks")]
    [InlineData("grand total")]
    [InlineData("the pin is 4500")]
    [InlineData("try 2 times")]
    [InlineData("all 5 laptops")]
    [InlineData("not one penny went")]
    public void A_number_that_is_no_money_is_left_alone(string said) => Assert.Empty(MoneyRecogniser.Recognise(said));

    [Fact]
    public void The_place_is_told_in_units_of_the_message()
    {
        var money = Assert.Single(MoneyRecogniser.Recognise("😱 they took £4,500 from us"));

        Assert.Equal((13, 6, "£4,500"), (money.Start, money.Length, money.Text));
    }
}
