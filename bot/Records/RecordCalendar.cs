using System.Globalization;
using System.Text;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Rendering;

namespace BotAdvice.Bot.Records;

/// <summary>
/// The time limits that run, and a look back after 7 and 30 days, as an iCalendar file (RFC 5545) with reminders. It says what is
/// due and whom to tell, and nothing of what happened: calendars are shared.
/// </summary>
internal sealed class RecordCalendar(Phrases phrases)
{
    private const int LongestLine = 75;

    private static readonly TimeSpan[] BeforeTheHour = [TimeSpan.FromHours(24), TimeSpan.FromHours(2)];

    // On a day without an hour: at nine in the morning of the day before, and of the day.
    private static readonly TimeSpan[] BeforeTheDay = [TimeSpan.FromHours(24 - Reviews.Hour), TimeSpan.FromHours(-Reviews.Hour)];

    /// <param name="record">The record.</param>
    /// <param name="key">The same for the same record, so that a file fetched again changes its events and doubles none.</param>
    /// <param name="revision">Grows as the record changes.</param>
    public string Write(IncidentRecord record, string key, int revision)
    {
        var file = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//BotAdvice//Incident record//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line($"X-WR-CALNAME:{Escaped(phrases["calendar.name"])}");
        foreach (var clock in record.Clocks)
        {
            if (clock.Block.Due is { } due && due > record.MadeAt)
            {
                var title = phrases["calendar.due", ("title", clock.Block.Title)];
                Event(clock.Block.Id, due, clock.ToTheHour, title, $"{PlainTextRenderer.Plain(clock.Block.Text)}\n{clock.Contact}");
            }
        }

        foreach (var days in Reviews.Days)
        {
            var day = UkTime.Day(record.ToldAt ?? record.MadeAt).AddDays(days);
            var at = UkTime.At(day, new TimeOnly(Reviews.Hour, 0));
            if (at > record.MadeAt)
            {
                var title = phrases["record.reminder", ("title", phrases[RecordText.Title(record)])];
                Event(string.Create(CultureInfo.InvariantCulture, $"review-{days}"), at, toTheHour: true, title, phrases[record.IsPlanOnly ? "record.reminder-plan" : "record.reminder-text"]);
            }
        }

        Line("END:VCALENDAR");
        return file.ToString();

        void Event(string id, DateTimeOffset at, bool toTheHour, string title, string text)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{id}.{key}@botadvice");
            Line($"DTSTAMP:{Utc(record.MadeAt)}");
            Line(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{revision}"));
            Line(toTheHour ? $"DTSTART:{Utc(at)}" : $"DTSTART;VALUE=DATE:{UkTime.Local(at).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
            Line($"SUMMARY:{Escaped(title)}");
            Line($"DESCRIPTION:{Escaped(text)}");
            Line("CLASS:PRIVATE");
            Line("TRANSP:TRANSPARENT");
            foreach (var before in id.StartsWith("review-", StringComparison.Ordinal) ? [TimeSpan.Zero] : Ahead(at, toTheHour))
            {
                Line("BEGIN:VALARM");
                Line("ACTION:DISPLAY");
                Line(string.Create(CultureInfo.InvariantCulture, $"TRIGGER:{(before > TimeSpan.Zero ? "-" : "")}PT{Math.Abs((int)before.TotalHours)}H"));
                Line($"DESCRIPTION:{Escaped(title)}");
                Line("END:VALARM");
            }

            Line("END:VEVENT");
        }

        // A reminder whose moment is over is none; one at the last moment is better than none.
        IReadOnlyList<TimeSpan> Ahead(DateTimeOffset at, bool toTheHour)
        {
            var start = toTheHour ? at : UkTime.At(UkTime.Day(at), TimeOnly.MinValue);
            var ahead = (toTheHour ? BeforeTheHour : BeforeTheDay).Where(before => start - before > record.MadeAt).ToList();
            return ahead.Count > 0 ? ahead : [TimeSpan.Zero];
        }

        void Line(string line) => file.Append(Folded(line)).Append("\r\n");
    }

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => string.Concat(text.ReplaceLineEndings("\n").Select(letter => letter switch
    {
        '\\' => @"\\",
        ';' => @"\;",
        ',' => @"\,",
        '\n' => @"\n",
        _ when char.IsControl(letter) => "",
        _ => letter.ToString(),
    }));

    // A line has at most 75 octets; the next begins with a space. No character is cut in two.
    private static string Folded(string line)
    {
        if (Encoding.UTF8.GetByteCount(line) <= LongestLine)
        {
            return line;
        }

        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}
