using System.Globalization;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Understanding.Recognisers;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers;

public sealed class MomentRecogniserTests
{
    /// <summary>Sunday 22 November 2026, 14:48.</summary>
    private static readonly DateTimeOffset Now = UkTime.At(new DateTime(2026, 11, 22, 14, 48, 0, DateTimeKind.Unspecified));

    [Theory]
    [InlineData("half an hour ago", "2026-11-22 14:18", "2026-11-22 14:18")]
    [InlineData("we found out at ten past four on Friday", "2026-11-20 16:10", "2026-11-20 16:10")]
    [InlineData("it was at 16:10", "2026-11-21 16:10", "2026-11-21 16:10")]
    [InlineData("16:10", "2026-11-21 16:10", "2026-11-21 16:10")]
    [InlineData("yesterday", "2026-11-21", "2026-11-22")]
    [InlineData("last thing Friday", "2026-11-20 16:00", "2026-11-20 19:00")]
    [InlineData("it happened over the weekend", "2026-11-21", "2026-11-23")]
    [InlineData("this morning", "2026-11-22 05:00", "2026-11-22 12:00")]
    [InlineData("since about Tuesday", "2026-11-17", "2026-11-18")]
    [InlineData("on the 14th", "2026-11-14", "2026-11-15")]
    [InlineData("14/11/2026", "2026-11-14", "2026-11-15")]
    [InlineData("on 5/11", "2026-11-05", "2026-11-06")]
    [InlineData("3rd of March", "2026-03-03", "2026-03-04")]
    [InlineData("the third of March", "2026-03-03", "2026-03-04")]
    [InlineData("March 3rd 2025", "2025-03-03", "2025-03-04")]
    [InlineData("14 Nov", "2026-11-14", "2026-11-15")]
    [InlineData("14 December", "2025-12-14", "2025-12-15")]
    [InlineData("last month", "2026-10-01", "2026-11-01")]
    [InlineData("two weeks ago", "2026-11-08", "2026-11-09")]
    [InlineData("a fortnight ago", "2026-11-08", "2026-11-09")]
    [InlineData("just now", "2026-11-22 14:33", "2026-11-22 14:48")]
    [InlineData("noon", "2026-11-22 12:00", "2026-11-22 12:00")]
    [InlineData("noon yesterday", "2026-11-21 12:00", "2026-11-21 12:00")]
    [InlineData("Friday gone", "2026-11-20", "2026-11-21")]
    [InlineData("last Friday", "2026-11-20", "2026-11-21")]
    [InlineData("Friday before last", "2026-11-13", "2026-11-14")]
    [InlineData("a week last Friday", "2026-11-13", "2026-11-14")]
    [InlineData("a week ago on Friday", "2026-11-13", "2026-11-14")]
    [InlineData("Friday last week", "2026-11-13", "2026-11-14")]
    [InlineData("last week on Friday", "2026-11-13", "2026-11-14")]
    [InlineData("last night", "2026-11-21 18:00", "2026-11-22 06:00")]
    [InlineData("yesterday afternoon", "2026-11-21 12:00", "2026-11-21 18:00")]
    [InlineData("yesterday around 4pm", "2026-11-21 16:00", "2026-11-21 16:00")]
    [InlineData("Friday afternoon about 4", "2026-11-20 16:00", "2026-11-20 16:00")]
    [InlineData("at 9 this morning", "2026-11-22 09:00", "2026-11-22 09:00")]
    [InlineData("about half four yesterday", "2026-11-21 16:30", "2026-11-21 16:30")]
    [InlineData("quarter to five on Thursday", "2026-11-19 16:45", "2026-11-19 16:45")]
    [InlineData("the day before yesterday", "2026-11-20", "2026-11-21")]
    [InlineData("3 days ago", "2026-11-19", "2026-11-20")]
    [InlineData("a couple of hours ago", "2026-11-22 12:48", "2026-11-22 12:48")]
    [InlineData("an hour ago", "2026-11-22 13:48", "2026-11-22 13:48")]
    [InlineData("about 20 mins ago", "2026-11-22 14:28", "2026-11-22 14:28")]
    [InlineData("Friday 20th November at 4.10pm", "2026-11-20 16:10", "2026-11-20 16:10")]
    [InlineData("2026-11-20T16:10", "2026-11-20 16:10", "2026-11-20 16:10")]
    [InlineData("20/11/26 at 16:10", "2026-11-20 16:10", "2026-11-20 16:10")]
    [InlineData("in March", "2026-03-01", "2026-04-01")]
    [InlineData("last year", "2025-01-01", "2026-01-01")]
    [InlineData("the early hours of Friday", "2026-11-20 00:00", "2026-11-20 05:00")]
    [InlineData("Thursday night", "2026-11-19 18:00", "2026-11-20 00:00")]
    [InlineData("first thing this morning", "2026-11-22 06:00", "2026-11-22 10:00")]
    [InlineData("tomorrow at 9am", "2026-11-23 09:00", "2026-11-23 09:00")]
    [InlineData("they want paying by Friday", "2026-11-27", "2026-11-28")]
    [InlineData("next Monday", "2026-11-23", "2026-11-24")]
    [InlineData("Boxing Day", "2025-12-26", "2025-12-27")]
    [InlineData("on bank holiday Monday", "2026-08-31", "2026-09-01")]
    [InlineData("between 2 and 3 on Friday", "2026-11-20 14:00", "2026-11-20 15:00")]
    [InlineData("from Monday to Wednesday", "2026-11-16", "2026-11-18")]
    public void A_moment_is_read_from_how_people_tell_it(string said, string from, string to)
    {
        var moment = Assert.Single(MomentRecogniser.Recognise(said, Now)).Value;

        Assert.Equal((Local(from), Local(to)), (moment.From, moment.To));
    }

    [Theory]
    [InlineData("we may have been hacked")]
    [InlineData("march into the bank")]
    [InlineData("I'll be off at some point")]
    [InlineData("one of us clicked")]
    [InlineData("there are 10 of us")]
    [InlineData("he sat down in the sun")]
    [InlineData("4,500 customers")]
    [InlineData("we paid £2016")]
    [InlineData("24/7 support")]
    [InlineData("every Friday")]
    [InlineData("a second email came")]
    [InlineData("version 2.30")]
    [InlineData("5 to 6 people")]
    [InlineData("we are now locked out")]
    [InlineData("as I said earlier")]
    public void What_is_no_moment_is_left_alone(string said) => Assert.Empty(MomentRecogniser.Recognise(said, Now));

    [Fact]
    public void Hours_ago_are_elapsed_hours_across_a_change_of_the_clocks()
    {
        var now = UkTime.At(new DateTime(2026, 10, 25, 9, 0, 0, DateTimeKind.Unspecified));

        var moment = Assert.Single(MomentRecogniser.Recognise("12 hours ago", now)).Value;

        Assert.Equal(new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.FromHours(1)), moment.From);
    }

    [Fact]
    public void A_weekday_said_on_that_day_with_a_time_that_has_been_is_today()
    {
        var friday = UkTime.At(new DateTime(2026, 11, 20, 18, 0, 0, DateTimeKind.Unspecified));

        Assert.Equal(Local("2026-11-20 16:10"), Assert.Single(MomentRecogniser.Recognise("ten past four on Friday", friday)).Value.From);
        Assert.Equal(Local("2026-11-13 21:00"), Assert.Single(MomentRecogniser.Recognise("nine pm on Friday", friday)).Value.From);
    }

    [Fact]
    public void A_bound_is_kept()
    {
        Assert.Equal(Bound.Since, Assert.Single(MomentRecogniser.Recognise("we've been down since Tuesday", Now)).Value.Bound);
        Assert.Equal(Bound.Before, Assert.Single(MomentRecogniser.Recognise("it was before Friday", Now)).Value.Bound);
        Assert.Equal(Bound.Until, Assert.Single(MomentRecogniser.Recognise("it worked until yesterday", Now)).Value.Bound);
    }

    [Fact]
    public void Two_moments_in_a_story_are_both_found_with_their_places()
    {
        const string Story = "We paid it on Tuesday and only found out this morning";

        var moments = MomentRecogniser.Recognise(Story, Now);

        Assert.Equal(["Tuesday", "this morning"], moments.Select(moment => moment.Text));
        Assert.All(moments, moment => Assert.Equal(moment.Text, Story.Substring(moment.Start, moment.Length)));
    }

    private static DateTimeOffset Local(string text) => UkTime.At(DateTime.Parse(text, CultureInfo.InvariantCulture));
}
