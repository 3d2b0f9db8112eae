using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>
/// A phone number, e-mail address or web address stands in one place only, the channels of a route or adviser, so that a change is made
/// once. Everything else links to it.
/// </summary>
internal sealed partial class ContactRule : IRule
{
    public string Name => "contact";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        var numbersOf = load.Entries<Route>().ToDictionary(
            route => route.Entry.Id, route => Numbers(route.Entry.Channels), StringComparer.Ordinal);

        bool IsOfARoute(string found) => numbersOf.Values.Any(numbers => numbers.Contains(ChannelRule.Digits(found)));

        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var text in file.Texts.Where(text => text.Kind is TextKind.Prose or TextKind.Name && !MayHoldContacts(file, text)))
            {
                // A title cannot link, nor can the words for when no route can be read. They may repeat a number while it is a route's.
                var mayRepeat = text.Kind == TextKind.Name || file.Path is KnowledgeLoader.SafeMode;
                var line = text.Line;
                foreach (var words in text.Text.Split('\n'))
                {
                    foreach (var found in ContactsIn(WithoutLinksToNumbers(words, numbersOf)).Where(found => !IsOwn(found, file) && !(mayRepeat && IsOfARoute(found))))
                    {
                        yield return new Problem(
                            file.Path,
                            line,
                            $"\"{found}\" is written into the text.",
                            $"Link to its route or adviser instead, as in [Report Fraud](route:report-fraud){RouteWith(found, numbersOf)}.");
                    }

                    line++;
                }
            }
        }
    }

    /// <summary>A route may be called by its own number or address, as "Stop Scams UK 159" is: the two stand in one file.</summary>
    private static bool IsOwn(string found, EntryFile file)
    {
        IReadOnlyList<Channel> channels = file.Entry switch
        {
            Route route => route.Channels,
            Adviser adviser => adviser.Channels,
            _ => [],
        };
        return Numbers(channels).Contains(ChannelRule.Digits(found))
            || channels.Any(channel => channel.Value.Contains(found, StringComparison.OrdinalIgnoreCase) && !found.All(char.IsAsciiDigit));
    }

    private static bool MayHoldContacts(EntryFile file, FoundText text) =>
        file.Entry is Route or Adviser && (text.Field.StartsWith("channels[", StringComparison.Ordinal) || text.Field is "accessibility");

    /// <summary>"[Ring 999](route:emergency-999)" holds the number and the route at once: the two cannot drift apart unseen.</summary>
    private static string WithoutLinksToNumbers(string words, Dictionary<string, HashSet<string>> numbersOf) =>
        RouteLink().Replace(words, link =>
        {
            var numbers = numbersOf.GetValueOrDefault(link.Groups["route"].Value, []);
            return ShortNumber().Replace(link.Groups["label"].Value, number => numbers.Contains(ChannelRule.Digits(number.Value)) ? "" : number.Value);
        });

    private static IEnumerable<string> ContactsIn(string words) =>
        EmailAddress().Matches(words).Select(match => match.Value)
            .Concat(Address().Matches(EmailAddress().Replace(words, " ")).Select(match => match.Value))
            .Concat(LongNumber().Matches(words).Select(match => match.Value.Trim()).Where(number => ChannelRule.Digits(number).Length is >= 9 and <= 13))
            .Concat(ShortNumber().Matches(words).Select(match => match.Value));

    private static string RouteWith(string found, Dictionary<string, HashSet<string>> numbersOf)
    {
        var digits = ChannelRule.Digits(found);
        var route = digits.Length < 3 ? null : numbersOf.Where(pair => pair.Value.Contains(digits)).Select(pair => pair.Key).Order(StringComparer.Ordinal).FirstOrDefault();
        return route is null ? "" : $"; here \"route:{route}\"";
    }

    private static HashSet<string> Numbers(IReadOnlyList<Channel> channels) =>
        channels.Where(ChannelRule.IsNumber).Select(channel => ChannelRule.Digits(channel.Value)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\[(?<label>[^\]]*)\]\(route:(?<route>[a-z0-9-]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RouteLink();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EmailAddress();

    // Small letters only: GOV.UK is a name.
    [GeneratedRegex(@"https?://[^\s)]+|\bwww\.[^\s)]+|\b([a-z0-9-]+\.)+(uk|com|org|net|scot|wales|gov|info|eu|co)\b(/[^\s)]*)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\d£.,])(\+44|0)[\d ()-]{7,15}\d", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"(?<![\d£.,-])(116 ?[0-9]{3}|999|112|101|111|159|7726|18000|18001)(?![\d,%-]|\.\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ShortNumber();
}
