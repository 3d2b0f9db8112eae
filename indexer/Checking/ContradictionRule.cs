using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>No two entries tell different things about one number, or give one name two numbers.</summary>
internal sealed class ContradictionRule : IRule
{
    public string Name => "contradiction";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        var numbers = new Dictionary<string, (string File, string Hours, bool Explained)>(StringComparer.Ordinal);
        var names = new Dictionary<string, (string File, string Numbers)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (file, channels) in ChannelRule.ChannelsOf(load))
        {
            for (var i = 0; i < channels.Count; i++)
            {
                // A number that also takes texts is answered by somebody else at other hours: the type is part of what must agree.
                if (!ChannelRule.IsNumber(channels[i]) || channels[i].Hours is not { } hours)
                {
                    continue;
                }

                // "Press 9 for a live attack": one number may have two hours when a note says what to do for the second.
                var told = (file.Path, Told(hours), Explained: channels[i].Note.Length > 0);
                var key = $"{channels[i].Type} {ChannelRule.Digits(channels[i].Value)}";
                if (numbers.TryAdd(key, told) || told.Explained || numbers[key].Explained || string.Equals(numbers[key].Hours, told.Item2, StringComparison.Ordinal))
                {
                    continue;
                }

                yield return new Problem(
                    file.Path,
                    file.LineOf($"channels[{i}].hours"),
                    $"The hours of {channels[i].Value} are \"{told.Item2}\" here and \"{numbers[key].Hours}\" in {numbers[key].File}.",
                    "Find out from the source which is right, and write the same in both. If both are, say in a \"note\" what to press or ask for.");
            }

            var all = string.Join(", ", channels.Where(ChannelRule.IsNumber).Select(channel => channel.Value).Order(StringComparer.Ordinal));
            if (all.Length > 0 && !names.TryAdd(file.Title, (file.Path, all)) && !string.Equals(names[file.Title].Numbers, all, StringComparison.Ordinal))
            {
                yield return new Problem(
                    file.Path,
                    file.LineOf("channels"),
                    $"\"{file.Title}\" has the numbers {all} here and {names[file.Title].Numbers} in {names[file.Title].File}.",
                    "Mend the one that is wrong, or give the two entries different titles.");
            }
        }
    }

    private static string Told(Hours hours)
    {
        var spans = hours.Spans.SelectMany(span => span.Days.Select(day => (Day: day, Text: $"{day.ToString()[..3]} {span.From:HH:mm}-{span.To:HH:mm}")));
        var week = hours.Always ? "always" : string.Join(", ", spans.OrderBy(span => span.Day).ThenBy(span => span.Text, StringComparer.Ordinal).Select(span => span.Text));
        return hours.BankHolidays.Length > 0 ? $"{week}, bank holidays {hours.BankHolidays}" : week;
    }
}
