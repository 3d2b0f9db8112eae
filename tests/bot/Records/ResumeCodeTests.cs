using System.Security.Cryptography;
using BotAdvice.Bot.Records;

namespace BotAdvice.Tests.Bot.Records;

public sealed class ResumeCodeTests
{
    [Theory]
    [InlineData("7K3M-Q9TX-2VHB", true)]
    [InlineData("my code is 7k3m-q9tx-2vhb please", true)]
    [InlineData("7K3M–Q9TX–2VHB.", true)]
    [InlineData("7k3m q9tx 2vhb", false)]
    [InlineData("code: 7K3MQ9TX2VHB", false)]
    [InlineData(" My resume code is 7K3M Q9TX 2VHB ", false)]
    public void A_code_is_found_however_it_is_typed(string text, bool sure)
    {
        var typed = ResumeCode.Find(text);

        Assert.Equal("7K3M-Q9TX-2VHB", typed!.Code);
        Assert.Equal(sure, typed.Sure);
        Assert.DoesNotContain("q9tx", typed.Masked, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("[code]", typed.Masked, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_that_look_like_digits_are_taken_for_them() =>
        Assert.Equal("1011-Q9TX-2VHB", ResumeCode.Find("IoL1-q9tx-2vhb")!.Code);

    [Theory]
    [InlineData("organisation")]
    [InlineData("this from them")]
    [InlineData("0300 123 2040")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("4111 1111 1111")]
    [InlineData("well-done-that")]
    [InlineData("UUUU-7777-UUUU")]
    [InlineData("")]
    public void Other_words_and_numbers_are_no_code(string text) => Assert.Null(ResumeCode.Find(text));

    [Fact]
    public void A_code_made_is_a_code_found()
    {
        for (var i = 0; i < 2000; i++)
        {
            if (ResumeCode.From(RandomNumberGenerator.GetBytes(32)) is { } code)
            {
                Assert.Equal(new TypedCode(code, true, "[code]"), ResumeCode.Find(code));
                Assert.Equal(code, ResumeCode.Find(code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant())!.Code);
            }
        }
    }
}
