using BotAdvice.Indexer.Searching;

namespace BotAdvice.Tests.Indexer.Searching;

public sealed class SpellingCorrectorTests
{
    private static readonly SpellingCorrector Corrector = new([("invoice", 9), ("invoices", 3), ("encrypted", 5), ("backup", 7), ("back", 2)]);

    [Theory]
    [InlineData("invioce", "invoice")]
    [InlineData("invoic", "invoice")]
    [InlineData("encripted", "encrypted")]
    [InlineData("encrited", "encrypted")]
    [InlineData("bakcup", "backup")]
    public void A_slip_is_mended(string typed, string meant) => Assert.Equal(meant, Corrector.Correct(typed));

    [Theory]
    [InlineData("invoice")]
    [InlineData("bck")]
    [InlineData("2fa4you")]
    [InlineData("telephone")]
    public void What_is_known_short_no_word_or_like_none_is_left(string typed) => Assert.Null(Corrector.Correct(typed));

    // Its neighbours are more than any machine can hold; whoever pastes it must not stop the bot.
    [Fact]
    public void A_word_of_thousands_of_letters_is_like_none() =>
        Assert.Null(Corrector.Correct(string.Concat(Enumerable.Range(0, 15_000).Select(place => (char)('a' + (place * place % 26))))));
}
