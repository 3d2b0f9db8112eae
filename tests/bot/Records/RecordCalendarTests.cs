using System.Text;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Records;
using BotAdvice.Tests.Support;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace BotAdvice.Tests.Bot.Records;

/// <summary>The calendar file, read by a library that had no part in writing it.</summary>
public sealed class RecordCalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_known_to_the_hour_is_an_event_at_that_moment_with_two_reminders()
    {
        var calendar = Read(Write(Record(Clock(Now.AddHours(71).AddMinutes(30), toTheHour: true))));

        var due = Event(calendar, "ico-72h.key@botadvice");
        Assert.Equal(new DateTime(2026, 11, 23, 16, 10, 0, DateTimeKind.Utc), due.Start!.AsUtc);
        Assert.True(due.Start.HasTime);
        Assert.Equal(["-P1D", "-PT2H"], due.Alarms.Select(alarm => alarm.Trigger!.Duration.ToString()!.Replace("-PT24H", "-P1D", StringComparison.Ordinal)));
        Assert.All(due.Alarms, alarm => Assert.Equal("DISPLAY", alarm.Action));
        Assert.Contains("ICO; form, online: 0303 123 1113", due.Description, StringComparison.Ordinal);
        Assert.Equal("PRIVATE", due.Class);
        Assert.Equal("TRANSPARENT", due.Transparency);
        Assert.Equal(3, due.Sequence);
    }

    [Fact]
    public void A_clock_known_to_the_day_is_an_event_of_that_day()
    {
        var due = Event(Read(Write(Record(Clock(new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), toTheHour: false)))), "ico-72h.key@botadvice");

        Assert.False(due.Start!.HasTime);
        Assert.Equal(new DateTime(2026, 11, 23), due.Start.Value.Date);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(48, 2)]
    public void What_is_over_has_no_event_and_what_is_near_no_reminder_in_the_past(int hoursLeft, int reminders)
    {
        var calendar = Read(Write(Record(Clock(Now.AddHours(hoursLeft), toTheHour: true))));

        var due = calendar.Events.SingleOrDefault(one => one.Uid!.StartsWith("ico", StringComparison.Ordinal));
        Assert.Equal(reminders, due?.Alarms.Count ?? 0);
        Assert.Equal(2, calendar.Events.Count(one => one.Uid!.StartsWith("review", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_look_back_is_at_nine_on_the_seventh_and_thirtieth_day_also_after_the_clocks_change()
    {
        var told = new DateTimeOffset(2026, 10, 20, 22, 30, 0, TimeSpan.Zero);
        var calendar = Read(Write(Record() with { MadeAt = told, ToldAt = told }));

        // 20 October is summer time; the 27th and 19 November are not.
        Assert.Equal(new DateTime(2026, 10, 27, 9, 0, 0, DateTimeKind.Utc), Event(calendar, "review-7.key@botadvice").Start!.AsUtc);
        Assert.Equal(new DateTime(2026, 11, 19, 9, 0, 0, DateTimeKind.Utc), Event(calendar, "review-30.key@botadvice").Start!.AsUtc);
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_read_back_as_they_were()
    {
        var text = string.Concat(Enumerable.Repeat("Äöü £4,500; \\ 🙂 \"quoted\", ", 40));
        var file = Write(Record(Clock(Now.AddHours(48), toTheHour: true, text)));

        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', file.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.EndsWith("END:VCALENDAR\r\n", file, StringComparison.Ordinal);
        Assert.StartsWith(text.TrimEnd(), Event(Read(file), "ico-72h.key@botadvice").Description, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_nothing_of_what_happened()
    {
        var file = Write(Record(Clock(Now.AddHours(48), toTheHour: true)) with { Incidents = ["You paid a false invoice"], Story = ["we paid Bob"] });

        Assert.DoesNotContain("invoice", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Bob", file, StringComparison.Ordinal);
    }

    private static IncidentRecord Record(params RecordClock[] clocks) => new() { MadeAt = Now, ToldAt = Now, Clocks = clocks };

    private static RecordClock Clock(DateTimeOffset due, bool toTheHour, string text = "Tell them.") => new(
        new DeadlineBlock("ico-72h", "Tell the ICO", text, due), true, "", "", toTheHour, "ICO; form, online: 0303 123 1113");

    private static string Write(IncidentRecord record) => new RecordCalendar(new(Shared.Loaded.Knowledge.Phrases)).Write(record, "key", 3);

    private static Calendar Read(string file) => Assert.Single(CalendarCollection.Load(file));

    private static CalendarEvent Event(Calendar calendar, string uid) => Assert.Single(calendar.Events, one => one.Uid == uid);
}
