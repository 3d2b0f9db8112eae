using BotAdvice.Bot.Understanding.Recognisers;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers;

public sealed class CountRecogniserTests
{
    [Theory]
    [InlineData("there's eight of us", 8)]
    [InlineData("just me and the wife", 2)]
    [InlineData("Just me", 1)]
    [InlineData("I work alone", 1)]
    [InlineData("I work on my own", 1)]
    [InlineData("12 staff", 12)]
    [InlineData("about 40 employees", 40)]
    [InlineData("me and my two sons", 3)]
    [InlineData("me and 3 others", 4)]
    [InlineData("a team of 12", 12)]
    [InlineData("we employ about 20 people", 20)]
    [InlineData("two of us in the office", 2)]
    [InlineData("fifteen full time staff", 15)]
    [InlineData("I'm a sole trader", 1)]
    [InlineData("one-man band", 1)]
    [InlineData("only me and my business partner", 2)]
    [InlineData("6 members of staff", 6)]
    [InlineData("we're 12 people", 12)]
    [InlineData("there are ten of us", 10)]
    public void Staff_are_counted(string said, int expected) => Assert.Contains(CountRecogniser.Recognise(said), count => count.Value.Of is CountOf.Staff && count.Value.Value == expected);

    [Theory]
    [InlineData("about 300 customers", 300)]
    [InlineData("two hundred patients' records", 200)]
    [InlineData("4,500 customer records", 4500)]
    [InlineData("it had 60 children's files on it", 60)]
    [InlineData("1200 people's details", 1200)]
    [InlineData("a couple of hundred donors", 200)]
    [InlineData("around 50 of our clients", 50)]
    [InlineData("30 staff records", 30)]
    [InlineData("5k subscribers", 5000)]
    public void People_affected_are_counted(string said, int expected) =>
        Assert.Contains(CountRecogniser.Recognise(said), count => count.Value.Of is CountOf.PeopleAffected && count.Value.Value == expected);

    [Theory]
    [InlineData("one of us clicked the link")]
    [InlineData("it took 12 hours")]
    [InlineData("£300 from me")]
    [InlineData("it was just me being silly")]
    [InlineData("3 emails came")]
    [InlineData("only I can log in")]
    public void What_counts_nobody_is_left_alone(string said) => Assert.Empty(CountRecogniser.Recognise(said));

    [Fact]
    public void About_is_kept() => Assert.True(Assert.Single(CountRecogniser.Recognise("about 300 customers")).Value.About);
}
