using System.Globalization;
using System.Text.Json;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Understanding.Recognisers;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers.Yardstick;

/// <summary>
/// Moments and durations in the shapes of Microsoft's cases. Three conventions are translated: their hours for the parts of a day
/// (morning 8 to 12, evening 16 to 20), words at the edges of a find ("on", "the", "in"), and one value out of several, where
/// ours is always the one behind. "Every Friday" is no moment: it passes when none is found.
/// </summary>
internal static class MomentCases
{
    private static readonly HashSet<string> EdgeWords = new(StringComparer.Ordinal)
    {
        "on", "at", "in", "the", "for", "of", "this", "around", "about", "a", "from", "to", "will", "last", "is",
    };

    public static bool Pass(SpecCase spec, bool monthFirst)
    {
        var now = UkTime.At(spec.Now ?? new DateTime(2016, 11, 7, 0, 0, 0, DateTimeKind.Unspecified));
        var moments = MomentRecogniser.Recognise(spec.Input, now);
        var durations = DurationRecogniser.Recognise(spec.Input).Where(duration => !moments.Exists(moment => duration.Start < moment.End && moment.Start < duration.End)).ToList();

        var expected = spec.Results.Where(result => result.Type is not "datetimeV2.set").ToList();
        var sets = spec.Results.Where(result => result.Type is "datetimeV2.set").ToList();
        var fits = expected.All(result => result.Type is "datetimeV2.duration"
            ? durations.Exists(duration => Same(duration.Text, result.Text) && Values(result).Any(value => Lasts(duration.Value, value)))
            : moments.Exists(moment => Same(moment.Text, result.Text) && Values(result).Any(value => Means(moment.Value, value, now, monthFirst))));
        return fits && moments.Count + durations.Count - expected.Count <= sets.Count && (sets.Count > 0 || moments.Count + durations.Count == expected.Count) && moments.TrueForAll(moment => sets.TrueForAll(set => !Same(moment.Text, set.Text)));
    }

    private static IEnumerable<JsonElement> Values(SpecResult result) => result.Resolution.GetProperty("values").EnumerateArray();

    private static bool Same(string ours, string theirs)
    {
        var (left, right) = (Core(ours), Core(theirs));
        return left.Length > 0 && string.Equals(left, right, StringComparison.Ordinal);
    }

    private static string Core(string text)
    {
        var words = text.ToLowerInvariant().Trim('.', ',', ' ', '?', '!').Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && EdgeWords.Contains(words[0]))
        {
            words.RemoveAt(0);
        }

        return string.Join(' ', words);
    }

    private static bool Lasts(Duration duration, JsonElement value) =>
        double.TryParse(value.GetProperty("value").GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(duration.Length.TotalSeconds - seconds) < 0.01;

    private static bool Means(Moment moment, JsonElement value, DateTimeOffset now, bool monthFirst)
    {
        var (from, to) = Theirs(moment);
        var type = value.GetProperty("type").GetString();
        var single = Get(value, "value");
        var start = Get(value, "start");
        var end = Get(value, "end");
        if (single is "not resolved")
        {
            return false;
        }

        switch (type)
        {
            case "time":
                return TimeSpan.TryParse(single, CultureInfo.InvariantCulture, out var time) && Clock(from.TimeOfDay, time);
            case "timerange":
                return (start is null || Clock(Sided(from, to, start, end).TimeOfDay, TimeSpan.Parse(start, CultureInfo.InvariantCulture))) && (end is null || Clock((start is null ? from : to).TimeOfDay, TimeSpan.Parse(end, CultureInfo.InvariantCulture)));
            default:
                if (single is not null)
                {
                    return At(from, single, monthFirst, exact: type is "datetime");
                }

                return (start is null || At(end is null && moment.Bound is Bound.After ? (moment.Grain is "day" ? from : to) : from, start, monthFirst, exact: type is "datetimerange"))
                    && (end is null || At(start is null ? from : to, end, monthFirst, exact: type is "datetimerange") || (start is null && At(to, end, monthFirst, exact: type is "datetimerange")));
        }
    }

    private static DateTime Sided(DateTime from, DateTime to, string? start, string? end) => start is not null && end is null && to > from ? to : from;

    private static bool Clock(TimeSpan ours, TimeSpan theirs) => ours == theirs || Math.Abs((ours - theirs).TotalHours) == 12;

    /// <summary>US cases read 10/1 as the first of October, ours as the tenth of January: both are the reading of the case.</summary>
    private static bool At(DateTime ours, string theirs, bool monthFirst, bool exact)
    {
        if (!DateTime.TryParse(theirs, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
        {
            return false;
        }

        // A date says nothing of the time: "until now" ends today.
        if (!theirs.Contains(':', StringComparison.Ordinal))
        {
            ours = ours.Date;
        }

        if (ours == value || (exact && ours.Date == value.Date && Clock(ours.TimeOfDay, value.TimeOfDay)) || (value.TimeOfDay == new TimeSpan(23, 59, 59) && ours >= value.Date))
        {
            return true;
        }

        return monthFirst && ours.Day <= 12 && ours.Month == value.Day && ours.Day == value.Month;
    }

    private static (DateTime From, DateTime To) Theirs(Moment moment)
    {
        var (from, to) = (moment.From.DateTime, moment.To.DateTime);
        return moment.Grain switch
        {
            "morning" when to - from > TimeSpan.FromHours(4) => (from.Date.AddHours(8), from.Date.AddHours(12)),
            "afternoon" when to - from > TimeSpan.FromHours(4) => (from.Date.AddHours(12), from.Date.AddHours(16)),
            "evening" when to - from > TimeSpan.FromHours(4) => (from.Date.AddHours(16), from.Date.AddHours(20)),
            "morning" => from.Hour < 8 ? (from.Date.AddHours(8), from.Date.AddHours(10)) : (from.Date.AddHours(10), from.Date.AddHours(12)),
            "afternoon" => from.Hour < 14 ? (from.Date.AddHours(12), from.Date.AddHours(14)) : (from.Date.AddHours(14), from.Date.AddHours(16)),
            "evening" => from.Hour < 19 ? (from.Date.AddHours(16), from.Date.AddHours(18)) : (from.Date.AddHours(18), from.Date.AddHours(20)),
            "night" => (from.Date.AddHours(20), from.Date.AddDays(1).AddSeconds(-1)),
            "lunch" => (from.Date.AddHours(11), from.Date.AddHours(13)),
            _ => (from, to),
        };
    }

    private static string? Get(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.GetString() : null;
}
