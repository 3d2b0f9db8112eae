using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Tests.Bot.Deciding.Hours;

public sealed class UkTimeTests
{
    [Fact]
    public void An_hour_that_does_not_exist_is_moved_on() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(1)), UkTime.At(new DateTime(2026, 3, 29, 1, 30, 0, DateTimeKind.Unspecified)));

    [Fact]
    public void Of_an_hour_that_comes_twice_the_first_is_taken() =>
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), UkTime.At(new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Unspecified)));

    [Fact]
    public void The_zone_made_by_rule_agrees_with_the_one_of_the_machine()
    {
        var zone = UkTime.ByRule();
        for (var instant = new DateTimeOffset(2019, 1, 1, 0, 30, 0, TimeSpan.Zero); instant.Year < 2029; instant = instant.AddHours(1))
        {
            Assert.Equal(UkTime.Zone.GetUtcOffset(instant), zone.GetUtcOffset(instant));
        }
    }
}
