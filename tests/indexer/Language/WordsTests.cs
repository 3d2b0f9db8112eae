using BotAdvice.Indexer.Language;

namespace BotAdvice.Tests.Indexer.Language;

public sealed class WordsTests
{
    [Theory]
    [InlineData("We can't log in!", "we cant log in")]
    [InlineData("We can’t log in", "we cant log in")]
    [InlineData("two-step verification", "two step verification")]
    [InlineData("an e-mail, an E‑mail", "an email an email")]
    [InlineData("Paid £4,500.50 on 20/11/2026 at 16:10.", "paid £4500.50 on 20/11/2026 at 16:10")]
    [InlineData("£ 300 and 4.5k and 1,200", "£300 and 4.5k and 1200")]
    [InlineData("pass\u200Bword hac\u00ADked", "password hacked")]
    [InlineData("ＰＡＩＤ ｉｔ １２", "paid it 12")]
    [InlineData("café 𝐇𝐚𝐜𝐤𝐞𝐝 ﬁle Ⓗⓘ", "cafe hacked file hi")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("'quoted' “words” rock'n'roll", "quoted words rocknroll")]
    [InlineData("at 9 a.m. by 3pm 2fa", "at 9 am by 3pm 2fa")]
    [InlineData("see https://Example.com/Pay?id=1, or hxxp://bad.example.", "see https://example.com/pay?id=1 or hxxp://bad.example")]
    [InlineData("mail Jo.Bloggs@example.co.uk.", "mail jo.bloggs@example.co.uk")]
    [InlineData("we were hacked.please help", "we were hacked please help")]
    [InlineData("example.com/x", "example.com/x")]
    [InlineData("😱 ??? ---", "")]
    public void A_text_is_cut_into_folded_words(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Words.Of(text).Select(w => w.Text)));

    [Theory]
    [InlineData("Paid “it” – can’t £4,500 ｘ hac\u200Bked 😱 www.example.com!", 4)]
    public void Each_word_knows_its_place_in_the_original(string text, int amountAt)
    {
        var words = Words.Of(text);

        Assert.Equal("£4,500", text.Substring(words[amountAt - 1].Start, words[amountAt - 1].Length));
        Assert.Equal("can’t", text.Substring(words[2].Start, words[2].Length));
        Assert.Equal("hac\u200Bked", text.Substring(words[5].Start, words[5].Length));
        Assert.Equal("www.example.com", text.Substring(words[6].Start, words[6].Length));
    }

    [Theory]
    [InlineData("one. two! three? four\nfive; six - seven", "0 1 2 3 4 5 6")]
    [InlineData("one, two (three) v1.2 two-step Mr. Two", "0 0 0 0 0 0 0 0")]
    [InlineData("wait... what", "0 1")]
    public void Sentences_are_counted(string text, string expected)
    {
        var sentences = string.Join(' ', Words.Of(text).Select(w => w.Sentence));

        Assert.StartsWith(expected, sentences, StringComparison.Ordinal);
    }

    [Fact]
    public void Commas_and_brackets_end_a_clause_but_no_sentence()
    {
        var words = Words.Of("if you can, we (two) paid");

        Assert.Equal([0, 0, 0, 1, 2, 3], words.Select(w => w.Clause));
    }

    [Theory]
    [InlineData("4,500", WordKind.Number)]
    [InlineData("£4,500", WordKind.Money)]
    [InlineData("5k", WordKind.Money)]
    [InlineData("16:10", WordKind.DateOrTime)]
    [InlineData("example.co.uk", WordKind.Link)]
    [InlineData("a@example.com", WordKind.Email)]
    [InlineData("3am", WordKind.Plain)]
    public void A_word_has_a_kind(string text, WordKind expected) => Assert.Equal(expected, Assert.Single(Words.Of(text)).Kind);

    [Fact]
    public void Any_text_at_all_can_be_cut_and_no_word_leaves_the_text()
    {
        var random = new Random(7);
        const string Signs = "ab Z0.9,:/@£-'’\u200B\uD83D\uDE31\n!www.https://Ａé\u0301|)(*";
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Create(random.Next(40), random, static (span, r) =>
            {
                foreach (ref var c in span)
                {
                    c = r.Next(20) == 0 ? (char)r.Next(char.MaxValue) : Signs[r.Next(Signs.Length)];
                }
            });

            var end = 0;
            foreach (var word in Words.Of(text))
            {
                Assert.True(word.Start >= end && word.Length > 0 && word.Start + word.Length <= text.Length, text);
                end = word.Start + word.Length;
            }
        }
    }
}
