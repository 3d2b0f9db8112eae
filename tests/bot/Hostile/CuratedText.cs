using System.Text.RegularExpressions;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Hostile;

/// <summary>What the knowledge base says, to hold replies against.</summary>
internal static partial class CuratedText
{
    private static readonly string Whole = string.Join(
        '\n', Directory.EnumerateFiles(Repository.KnowledgeBase, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".md", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal)).Select(File.ReadAllText));

    private static readonly HashSet<string> Words = [.. Word().Matches(Whole).Select(word => word.Value.ToLowerInvariant())];

    private static readonly HashSet<string> Numbers = [.. Number().Matches(Whole).Select(number => Digits(number.Value))];

    // Days and months are written by the program; there is no advice in them.
    private static readonly HashSet<string> Calendar =
        [.. "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december am pm".Split(' ')];

    /// <summary>Words, telephone numbers and addresses in a reply that the knowledge base does not have.</summary>
    public static IEnumerable<string> Strange(string reply) =>
        Word().Matches(reply).Select(word => word.Value.ToLowerInvariant()).Where(word => !Words.Contains(word) && !Calendar.Contains(word))
            .Concat(Number().Matches(reply).Select(number => Digits(number.Value)).Where(number => !Numbers.Contains(number)))
            .Concat(Address().Matches(reply).Select(address => address.Value.TrimEnd('.', ',', ')')).Where(address => !Whole.Contains(address, StringComparison.OrdinalIgnoreCase)))
            .Distinct();

    /// <summary>Whether a link leads where the knowledge base does, or to a page of our own.</summary>
    public static bool LeadsSomewhereCurated(string href) =>
        href.StartsWith('#') || href.StartsWith("/records/", StringComparison.Ordinal)
        || (Uri.TryCreate(href, UriKind.Absolute, out var address) && address.Scheme switch
        {
            "https" => Whole.Contains(href.Split('#')[0].TrimEnd('/'), StringComparison.OrdinalIgnoreCase),
            "tel" or "sms" => Numbers.Contains(Digits(href)) || Whole.Contains(Digits(href), StringComparison.Ordinal),
            "mailto" => Whole.Contains(address.AbsolutePath, StringComparison.OrdinalIgnoreCase),
            _ => false,
        });

    private static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"\p{L}+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();

    // Ten digits or more in groups, as telephone numbers are written.
    [GeneratedRegex(@"(?<!\d)0\d{2,4}(?: ?\d){6,8}(?!\d)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:https?://|www\.)[^\s<>""]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Address();
}
