using BotAdvice.Indexer.Language;

namespace BotAdvice.Tests.Indexer.Language;

public sealed class EnglishStemmerTests
{
    [Theory]
    [InlineData("invoices invoiced invoicing invoice", "invoic")]
    [InlineData("hacked hacking hacks hack", "hack")]
    [InlineData("encrypted encryption encrypts", "encrypt")]
    [InlineData("scammed scams scamming", "scam")]
    [InlineData("policies policy", "polici")]
    [InlineData("organisations organization organized organised", "organis")]
    [InlineData("passwords password", "password")]
    [InlineData("replied reply replies", "repli")]
    public void Endings_of_one_word_meet(string words, string stem) =>
        Assert.All(words.Split(' '), w => Assert.Equal(stem, EnglishStemmer.Stem(w)));

    [Theory]
    [InlineData("police", "policy")]
    [InlineData("news", "new")]
    [InlineData("business", "busy")]
    [InlineData("organ", "organisation")]
    [InlineData("past", "paste")]
    public void Different_words_stay_apart(string one, string other) =>
        Assert.NotEqual(EnglishStemmer.Stem(one), EnglishStemmer.Stem(other));

    [Theory]
    [InlineData("consigned", "consign")]
    [InlineData("knightly", "knight")]
    [InlineData("generously", "generous")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("dying", "die")]
    [InlineData("skies", "sky")]
    [InlineData("exceedingly", "exceed")]
    [InlineData("conditionally", "condit")]
    [InlineData("y", "y")]
    [InlineData("365", "365")]
    [InlineData("café", "café")]
    public void Single_words_follow_the_published_rules(string word, string stem) => Assert.Equal(stem, EnglishStemmer.Stem(word));
}
