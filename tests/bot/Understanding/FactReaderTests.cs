using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Understanding;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Understanding;

public sealed class FactReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("The puppies we paid for were never born and the breeder has deleted her page", "money-lost", "yes")]
    [InlineData("Our bank rang about a payment of £900 to a shop in Lagos, and then four more went while we spoke", "money-lost", "yes")]
    [InlineData("A bill came from a printer we do not use. It is still in the tray, nobody has settled it", "money-lost", "no")]
    [InlineData("The secretary left with every member's phone number and their health forms", "personal-data", "yes")]
    [InlineData("We cannot take bookings, the diary and the till are all scrambled and there is a note wanting bitcoin", "systems-down", "yes")]
    public void A_fact_that_the_whole_story_makes_plain_is_found_though_no_phrase_names_it(string text, string fact, string value) =>
        Assert.Equal(value, Facts(text).GetValueOrDefault(fact)?.Value);

    [Fact]
    public void What_follows_from_the_whole_story_quotes_its_words_and_says_that_it_follows()
    {
        var text = "The puppies we paid for were never born and the breeder has deleted her page";

        var fact = Facts(text)["money-lost"];

        Assert.Contains(fact.From, text, StringComparison.Ordinal);
        Assert.NotEmpty(fact.From);
    }

    [Theory]
    [InlineData("our laptop was stolen but we did NOT lose any customer data", "personal-data", "no")]
    [InlineData("we did NOT lose any customer data, the attackers only changed the front page of our website", "personal-data", "no")]
    [InlineData("someone got into our website but no customer data was taken", "personal-data", "no")]
    public void A_denial_reaches_what_it_denies(string text, string fact, string value) =>
        Assert.Equal(value, Facts(text).GetValueOrDefault(fact)?.Value);

    [Theory]
    [InlineData("The statement was emailed to another client. We're in Dundee", "scotland")]
    [InlineData("our supplier is in Glasgow and says he never got it, we are in Leeds", "england")]
    [InlineData("Bought it from a dealer in Lincolnshire, delivery was meant to be Tuesday to us by Rhayader", "wales")]
    [InlineData("We paid a man with a unit in Luton for a mixer that never came. Fife bakery", "scotland")]
    [InlineData("I run a nail bar in Hull and our instagram was hacked. My cousin in Swansea says ring somebody", "england")]
    [InlineData("He drove down from Manchester with the van. Our shop is in Swansea and it was paid from there", "wales")]
    [InlineData("the man rang from a Belfast number. I'm based in Inverness", "scotland")]
    public void Where_the_reader_says_to_be_goes_before_every_other_place(string text, string nation) =>
        Assert.Equal(nation, Facts(text).GetValueOrDefault("nation")?.Value);

    [Fact]
    public void Data_that_was_not_lost_says_nothing_of_money() =>
        Assert.False(Facts("our laptop was stolen, we have not lost any personal data").ContainsKey("money-lost"));

    [Theory]
    [InlineData("I am a sole trader physiotherapist and somebody got into the email with my patient notes", "sole-trader")]
    [InlineData("Parish laptop, pretend BT, AnyDesk. Now what?", "charity")]
    [InlineData("the school website sends people to a pharmacy", "school")]
    [InlineData("two of our carers had their wages sent to a stranger", "care")]
    public void Who_somebody_is_is_what_they_say_first(string text, string organisation) =>
        Assert.Equal(organisation, Facts(text).GetValueOrDefault("organisation")?.Value);

    [Fact]
    public void How_a_payment_was_asked_for_is_no_fact_when_none_was_made() =>
        Assert.False(Facts("They wanted £900 by bank transfer to a new account. We haven't paid it").ContainsKey("paid-by"));

    [Fact]
    public void An_emergency_tells_that_somebody_is_in_danger() =>
        Assert.Equal("yes", Facts("he says he is coming to the shop tonight with a knife to kill my brother").GetValueOrDefault("danger-to-life")?.Value);

    [Theory]
    [InlineData("Window cleaner, Hull. My card was used in London last night", "trades")]
    [InlineData("morning all, joiner in Leith here, our email is sending invoices we never wrote", "trades")]
    [InlineData("We sell hand dyed wool and the website is showing adverts", "retail")]
    [InlineData("someone has got into the computer at the surgery", "health")]
    [InlineData("we make windows, 22 of us, and every file on the server is encrypted", "manufacturing")]
    [InlineData("My dad is a farrier and somebody has hacked his email account", "trades")]
    public void A_line_of_work_is_taken_from_what_somebody_is_makes_or_sells(string text, string sector) =>
        Assert.Equal(sector, Facts(text).GetValueOrDefault("sector")?.Value);

    [Theory]
    [InlineData("a man who said he was a plumber took £200 from my mum")]
    [InlineData("our accountants were hacked and sent us an odd email")]
    public void Somebody_elses_line_of_work_is_not_the_readers(string text) => Assert.False(Facts(text).ContainsKey("sector"));

    [Theory]
    [InlineData("I lay patios on my tod and my card was cloned", "sole-trader")]
    [InlineData("it's only me and a mop, they took £300 from my account", "sole-trader")]
    [InlineData("Cake maker, just me, and someone has my Instagram", "sole-trader")]
    [InlineData("just me and my wife run it, the card was cloned", "micro")]
    public void One_alone_is_a_sole_trader_and_two_are_not(string text, string organisation) =>
        Assert.Equal(organisation, Facts(text).GetValueOrDefault("organisation")?.Value);

    [Theory]
    [InlineData("someone rang and said he was from Microsoft, we let him on the computer", "contacted-by", "call")]
    [InlineData("someone rang and said he was from Microsoft, we let him on the computer", "claimed-to-be", "it-firm")]
    [InlineData("we had a text from Evri about a redelivery fee and I put my card in", "contacted-by", "text")]
    [InlineData("we had a text from Evri about a redelivery fee and I put my card in", "claimed-to-be", "delivery")]
    [InlineData("i sent a photograph to someone on Snapchat and they want £200 or they'll show my family", "intimate-images", "yes")]
    public void How_a_criminal_came_and_what_they_hold_is_read(string text, string fact, string value) =>
        Assert.Contains(value, Facts(text).GetValueOrDefault(fact)?.Values ?? []);

    [Fact]
    public void A_ring_binder_is_no_call() => Assert.False(Facts("our ring binder with client forms was stolen from the car").ContainsKey("contacted-by"));

    [Theory]
    [InlineData("Friday the drive was empty, every folder gone")]
    [InlineData("we woke up to it on Sunday, the page was selling crypto")]
    [InlineData("customers rang on Monday to say they got invoices from us that we never wrote")]
    public void When_it_came_to_light_is_not_when_it_happened(string text)
    {
        var facts = Facts(text);

        Assert.True(facts.ContainsKey("when-noticed"));
        Assert.False(facts.ContainsKey("when-happened"));
    }

    [Theory]
    [InlineData("we paid 1500 to a fake roofer", "1500")]
    [InlineData("the account is 22 thousand down after a false invoice", "22000")]
    public void A_bare_number_that_was_paid_is_an_amount(string text, string amount) =>
        Assert.Equal(amount, Facts(text).GetValueOrDefault("amount")?.Value);

    private static IReadOnlyDictionary<string, FactValue> Facts(string text) => Shared.Responder.Respond(Situation.New, text, Now).Trace.Facts;
}
