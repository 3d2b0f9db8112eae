using BotAdvice.Indexer.Language;

namespace BotAdvice.Tests.Indexer.Language;

public sealed class CueTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Lists = new(StringComparer.Ordinal)
    {
        ["paid"] = ["paid", "sent", "made a payment", "transfer*"],
        ["fake"] = ["fake", "not real", "bogus"],
        ["invoice"] = ["invoice", "pro forma", "bill"],
        ["empty"] = [],
    };

    [Theory]
    [InlineData("invoice", "Two INVOICES came", "INVOICES")]
    [InlineData("paid|sent", "we sent it", "sent")]
    [InlineData("$paid", "I made a payment today", "made a payment")]
    [InlineData("$paid", "a transferring", "transferring")]
    [InlineData("lock*", "all lockered", "lockered")]
    [InlineData("paid ... invoice", "we paid that big new invoice", "paid that big new invoice")]
    [InlineData("$paid ... $fake $invoice", "sent the money for a bogus pro-forma", "sent the money for a bogus pro-forma")]
    [InlineData("paid ?the invoice", "paid invoice", "paid invoice")]
    [InlineData("paid ?the invoice", "paid the invoice", "paid the invoice")]
    [InlineData("paid ... ?fake invoice", "paid one more fake invoice", "paid one more fake invoice")]
    [InlineData("?the invoice", "the invoice", "invoice")]
    [InlineData("paid <money>", "paid £4,500 today", "paid £4,500")]
    [InlineData("paid <money>", "paid four and a half", null)]
    [InlineData("paid <money>", "paid 4500 pounds", "paid 4500 pounds")]
    [InlineData("paid <money>", "paid two hundred quid", "paid two hundred quid")]
    [InlineData("<number> staff", "12 staff", "12 staff")]
    [InlineData("<number> people", "three hundred and fifty people", "three hundred and fifty people")]
    [InlineData("two-step", "two step", "two step")]
    [InlineData("can't log in", "we can’t log in", "can’t log in")]
    [InlineData("paid ... invoice", "paid one two three four five six invoice", "paid one two three four five six invoice")]
    [InlineData("paid ... invoice", "paid one two three four five six seven invoice", null)]
    [InlineData("paid ... invoice", "we paid. The invoice came", null)]
    [InlineData("paid invoice", "paid. Invoice", null)]
    [InlineData("invoice", "voice", null)]
    [InlineData("<start> plumber <end>", "Hello. Plumber, Hull.", "Plumber")]
    [InlineData("<start> plumber <end>", "we paid the plumber, twice", null)]
    [InlineData("<start> plumber <end>", "plumber never came", null)]
    [InlineData("<start> ?hi ?mobile hairdresser here", "hi mobile hairdresser here", "hi mobile hairdresser here")]
    [InlineData("<start> ?hi ?mobile hairdresser here", "is the hairdresser here", null)]
    [InlineData("just me ?now <end>", "it is just me now.", "just me now")]
    [InlineData("just me <end>", "just me and my wife", null)]
    public void A_cue_fits_as_the_curators_guide_says(string cue, string text, string? expected)
    {
        var matches = Set(cue).Match(text);

        Assert.Equal(expected, matches.Count == 0 ? null : matches[0].Quote(text));
    }

    [Theory]
    [InlineData("$piad invoice", "unknown word list $piad: did you mean $paid?")]
    [InlineData("$zebra", "unknown word list $zebra: the lists are in language/word-lists.md")]
    [InlineData("$empty", "word list $empty is empty")]
    [InlineData("", "the cue is empty: write at least one word")]
    [InlineData("... invoice", "a cue cannot begin with \"...\": begin with a word")]
    [InlineData("invoice ...", "a cue cannot end with \"...\": end with a word")]
    [InlineData("a ... ... b", "two gaps stand side by side: write \"...\" once")]
    [InlineData("paid...invoice", "put a space before and after the gap in \"paid...invoice\"")]
    [InlineData("?new", "every word is optional (\"?\"): at least one must be there")]
    [InlineData("new ?", "a \"?\" stands alone: join it to the word that may be left out, as in \"?new\"")]
    [InlineData("a||b", "a word is missing beside \"|\" in \"a||b\"")]
    [InlineData("<date>", "\"<date>\" is not known: write <money>, <number>, <start> or <end>")]
    [InlineData("plumber <start>", "\"<start>\" can only be the first sign of a cue")]
    [InlineData("<end> plumber", "\"<end>\" can only be the last sign of a cue")]
    [InlineData("<start> <end>", "the cue is empty: write at least one word")]
    [InlineData("lo*ck", "\"*\" can only end a word, as in \"lock*\": look at \"lo*ck\"")]
    [InlineData("l*", "\"l*\" fits too many words: write at least two letters before the \"*\"")]
    [InlineData("paid !", "\"!\" holds no letter or figure")]
    public void A_fault_says_how_to_mend_it(string text, string expected)
    {
        Assert.False(Cue.TryParse(text, Lists, out var cue, out var fault));
        Assert.Null(cue);
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData("clicked", "we did not click the link")]
    [InlineData("clicked", "I never clicked it")]
    [InlineData("clicked", "We didn’t actually click")]
    [InlineData("clicked", "nobody has clicked")]
    [InlineData("clicked", "didn t click")]
    [InlineData("pay", "we have yet to pay")]
    [InlineData("paid ... invoice", "we havent paid the invoice")]
    [InlineData("paid ... invoice", "paid but not the invoice")]
    [InlineData("password ... changed", "the password has not been changed")]
    [InlineData("paid", "it came before we paid")]
    [InlineData("clicked", "rang them rather than click")]
    [InlineData("pay", "failed to pay")]
    [InlineData("money ... lost", "no money was lost")]
    [InlineData("stolen", "nothing was stolen")]
    [InlineData("clicked", "we clicked nothing")]
    [InlineData("clicked", "No, we did not click")]
    [InlineData("clicked", "no we didnt click")]
    [InlineData("clicked", "I dont think we clicked")]
    [InlineData("click", "we did not open or click")]
    public void What_is_denied_is_not_said(string cue, string text) => Assert.True(Set(cue).Match(text)[0].Negated, text);

    [Theory]
    [InlineData("clicked", "we clicked the link")]
    [InlineData("clicked", "no we clicked it")]
    [InlineData("clicked", "No, we clicked it")]
    [InlineData("clicked", "we not only clicked, we paid")]
    [InlineData("work", "our email no longer works")]
    [InlineData("clicked", "not sure if we clicked")]
    [InlineData("paid", "without thinking I paid")]
    [InlineData("fake", "we didnt notice the fake one")]
    [InlineData("paid ... invoice", "we paid without checking the invoice")]
    [InlineData("paid ... supplier", "we paid a man who is not our supplier")]
    [InlineData("clicked", "I am not saying we didn't click")]
    [InlineData("cant log in", "we cant log in")]
    [InlineData("$fake", "it was not real")]
    [InlineData("paid", "we did not check and paid")]
    [InlineData("paid", "cant believe we paid")]
    [InlineData("hacked", "it was fine before they hacked us")]
    [InlineData("paid", "nobody noticed until we paid")]
    public void What_is_said_is_not_taken_for_denied(string cue, string text) => Assert.False(Set(cue).Match(text)[0].Negated, text);

    [Theory]
    [InlineData("ransomware", "what if we got ransomware")]
    [InlineData("hacked", "What should we do if we are hacked?")]
    [InlineData("hacked", "in case we get hacked")]
    [InlineData("hacked", "suppose our site was hacked")]
    [InlineData("hacked", "could we get hacked?")]
    [InlineData("hacked", "should we ever be hacked")]
    [InlineData("hacked", "hypothetically, our site is hacked")]
    [InlineData("clicking", "how do we stop staff clicking on links")]
    [InlineData("ransomware", "how can I prevent ransomware")]
    [InlineData("hacked", "what would happen when somebody hacked us")]
    [InlineData("files ... encrypted", "our files might get encrypted")]
    public void What_is_supposed_is_marked(string cue, string text) => Assert.True(Set(cue).Match(text)[0].Supposed, text);

    [Theory]
    [InlineData("paid", "if you can help, we paid a fake invoice")]
    [InlineData("paid", "please help if you can we paid a fake invoice")]
    [InlineData("paid", "could you help we paid a fake invoice")]
    [InlineData("hacked", "could someone please help us we got hacked")]
    [InlineData("clicked", "I might have clicked it")]
    [InlineData("clicked", "not sure if we clicked")]
    [InlineData("publish", "they say if we dont pay they will publish our data")]
    [InlineData("leak", "he said he would leak it")]
    [InlineData("paid", "If it is urgent, tell me. We paid them")]
    [InlineData("hacked", "how do we stop them they hacked us")]
    [InlineData("log in", "it would not let us log in")]
    [InlineData("moving", "we could see the mouse moving")]
    [InlineData("what if", "what if")]
    public void A_report_is_not_taken_for_a_supposition(string cue, string text) => Assert.False(Set(cue).Match(text)[0].Supposed, text);

    [Fact]
    public void Every_first_word_gives_its_own_match_in_the_order_of_the_text()
    {
        var set = new CueSet<string>([(Parse("we"), "we"), (Parse("clicked"), "clicked")]);

        var matches = set.Match("We did not click. Then we clicked.");

        Assert.Equal(["we", "clicked", "we", "clicked"], matches.Select(m => m.Payload));
        Assert.Equal([false, true, false, false], matches.Select(m => m.Negated));
    }

    [Fact]
    public void Many_cues_are_found_as_surely_as_one()
    {
        var words = "we paid sent invoice bank email phone called hacked file locked account lost stole data site".Split(' ');
        var cues = (from a in words from b in words from c in words select $"{a} ... {b} ?the {c}").ToArray();
        var set = new CueSet<int>(cues.Select((c, i) => (Parse(c), i)));
        const string Text = "we called the bank and they said the account was locked after we paid the site by email";

        var together = set.Match(Text).Select(m => (m.Payload, m.First, m.Count)).Order().ToArray();

        var alone = cues.SelectMany((c, i) => Set(c).Match(Text).Select(m => (i, m.First, m.Count))).Order().ToArray();
        Assert.NotEmpty(alone);
        Assert.Equal(alone, together);
    }

    private static CueSet<string> Set(string cue) => new([(Parse(cue), cue)]);

    private static Cue Parse(string text)
    {
        Assert.True(Cue.TryParse(text, Lists, out var cue, out var fault), fault);
        return cue;
    }
}
