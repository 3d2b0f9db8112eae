using BotAdvice.Bot.Understanding.Recognisers;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers;

public sealed class YesNoRecogniserTests
{
    [Theory]
    [InlineData("yes")]
    [InlineData("Yep")]
    [InlineData("YEAH!!")]
    [InlineData("aye")]
    [InlineData("I think so")]
    [InlineData("afraid so")]
    [InlineData("unfortunately yes")]
    [InlineData("yes we did")]
    [InlineData("yes, I clicked it and typed my password in")]
    [InlineData("👍")]
    [InlineData("👍🏽 ")]
    [InlineData("hmm yes")]
    [InlineData("Yes.")]
    [InlineData("i did")]
    [InlineData("yes it's still happening")]
    [InlineData("definitely")]
    [InlineData("probably")]
    public void A_yes_is_understood(string said) => Assert.Equal(YesNo.Yes, YesNoRecogniser.Recognise(said)?.Value);

    [Theory]
    [InlineData("no")]
    [InlineData("nope")]
    [InlineData("Nah mate")]
    [InlineData("not that I know of")]
    [InlineData("don't think so")]
    [InlineData("I don’t think so")]
    [InlineData("not yet")]
    [InlineData("no we haven't")]
    [InlineData("No, the bank stopped it")]
    [InlineData("👎")]
    [InlineData("no thanks")]
    [InlineData("not as far as I know")]
    [InlineData("we didn't")]
    [InlineData("doubt it")]
    public void A_no_is_understood(string said) => Assert.Equal(YesNo.No, YesNoRecogniser.Recognise(said)?.Value);

    [Theory]
    [InlineData("dunno")]
    [InlineData("not sure")]
    [InlineData("No idea")]
    [InlineData("maybe")]
    [InlineData("possibly")]
    [InlineData("I don't know")]
    [InlineData("no I'm not sure")]
    [InlineData("i really don't know sorry")]
    [InlineData("🤷")]
    [InlineData("hard to say")]
    [InlineData("yes and no")]
    [InlineData("might have done, not sure")]
    public void Not_sure_is_understood(string said) => Assert.Equal(YesNo.Unsure, YesNoRecogniser.Recognise(said)?.Value);

    [Theory]
    [InlineData("no one can log in to the system since Friday")]
    [InlineData("no emails are coming in and the phone has died")]
    [InlineData("we said no to them and they rang again")]
    [InlineData("the bank said yes it was fraud")]
    [InlineData("somebody paid a false invoice")]
    [InlineData("how do I know if it is real?")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("no money has gone but they have my card details")]
    public void A_story_is_no_answer(string said) => Assert.Null(YesNoRecogniser.Recognise(said));
}
