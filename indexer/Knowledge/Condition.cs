using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace BotAdvice.Indexer.Knowledge;

/// <summary>
/// Facts that must fit for a line, a route or an answer to be used: every fact has to have one of its values.
/// A fact that nobody has told us has the value <see cref="Unknown"/>.
/// </summary>
/// <param name="Facts">Fact name to the values that fit. Empty: always fits.</param>
public sealed record Condition(IReadOnlyDictionary<string, IReadOnlyList<string>> Facts)
{
    /// <summary>The value of a fact that has not been told.</summary>
    public const string Unknown = "unknown";

    /// <summary>The value of a measured fact (an amount, a time, a place) that has been told.</summary>
    public const string Known = "known";

    /// <summary>The fact name under which a condition names a rule that is written in C#.</summary>
    public const string Rule = "rule";

    /// <summary>Fits whatever is known.</summary>
    public static Condition Always { get; } = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    /// <summary>Whether nothing is asked of the facts.</summary>
    [JsonIgnore]
    public bool IsAlways => Facts.Count == 0;

    /// <summary>Whether every fact has one of the values asked for.</summary>
    /// <param name="valuesOf">The values that a fact has: one or several, or <see cref="Unknown"/> alone.</param>
    public bool Fits(Func<string, IReadOnlyList<string>> valuesOf)
    {
        // A turn looks at hundreds of conditions, most of which ask for nothing.
        if (IsAlways)
        {
            return true;
        }

        foreach (var (fact, wanted) in Facts)
        {
            if (!HaveOne(valuesOf(fact), wanted))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HaveOne(IReadOnlyList<string> values, IReadOnlyList<string> wanted)
    {
        for (var at = 0; at < values.Count; at++)
        {
            for (var other = 0; other < wanted.Count; other++)
            {
                if (values[at] == wanted[other])
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>A short text that is shown only when its condition fits.</summary>
/// <param name="Text">One or two sentences of Markdown.</param>
/// <param name="When">The condition.</param>
public sealed partial record Line(string Text, Condition When)
{
    /// <summary>The ids of the routes that the text links to, in order.</summary>
    public IEnumerable<string> LinkedRoutes() => RouteLink().Matches(Text).Select(match => match.Groups["id"].Value);

    [GeneratedRegex(@"\]\(route:(?<id>[a-z0-9-]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RouteLink();
}
