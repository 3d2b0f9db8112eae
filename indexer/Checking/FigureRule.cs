using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Indexer.Checking;

/// <summary>
/// No two entries tell one thing with two figures: nearly the same sentence with another amount, share, time or date, or another clock
/// beside a route than its deadline has.
/// </summary>
internal sealed partial class FigureRule : IRule
{
    // Of the words of two sentences together, how many must stand in both. At 0.42 sentences about two different things begin to meet.
    private const double MostlyTheSame = 0.5;
    private const int FewestTerms = 3;

    public string Name => "figure";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today) => Clocks(load).Concat(Claims(load));

    private static IEnumerable<Problem> Clocks(LoadResult load)
    {
        var clocks = load.Entries<Deadline>().ToLookup(pair => pair.Entry.Route, pair => pair, StringComparer.Ordinal);
        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var text in file.Texts.Where(text => text.Kind == TextKind.Prose))
            {
                foreach (var (sentence, line) in PlainText.Cut(text.Text))
                {
                    List<string> routes = [.. RouteLink().Matches(sentence).Select(link => link.Groups["id"].Value).Distinct(StringComparer.Ordinal)];
                    var route = (file.Entry as Deadline)?.Route ?? (routes.Count == 1 ? routes[0] : "");
                    var told = Figure.In(LinkTarget().Replace(sentence, "]"));
                    var clock = clocks[route].SelectMany(pair => Figure.In(pair.Entry.Within)).ToList();
                    if (Apart(told, clock) is not ({ } here, { } there))
                    {
                        continue;
                    }

                    var (owner, _) = clocks[route].First(pair => Figure.In(pair.Entry.Within).Contains(there));
                    yield return new Problem(
                        file.Path,
                        text.Line + line,
                        $"\"{here.Text}\" is told for \"{route}\", and {owner.Path} says \"{there.Text}\".",
                        "Find out from the source which is right, and write the same in both.");
                }
            }
        }
    }

    private static IEnumerable<Problem> Claims(LoadResult load)
    {
        var claims = new List<Claim>();
        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var sentence in PlainText.SentencesOf(file))
            {
                if (Figure.In(sentence.Text) is { Count: > 0 } figures
                    && Analyzer.Terms(Figure.Without(sentence.Text)).ToHashSet(StringComparer.Ordinal) is { Count: >= FewestTerms } terms)
                {
                    claims.Add(new(file, sentence, figures, terms));
                }
            }
        }

        for (var i = 0; i < claims.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (here, there) = (claims[i], claims[j]);
                if (here.File != there.File && here.Likeness(there) >= MostlyTheSame && Apart(here.Figures, there.Figures) is ({ } told, { } other))
                {
                    yield return new Problem(
                        here.File.Path,
                        here.Sentence.Line,
                        $"\"{here.Sentence.Beginning}\" says \"{told.Text}\", and nearly the same sentence in {there.File.Path}({there.Sentence.Line}) says \"{other.Text}\".",
                        "Find out from the source which is right, and write the same in both. If both are, say what makes the two differ.");
                }
            }
        }
    }

    // A kind of figure that both have and in which none agrees: the first of each; nulls when there is none.
    private static (Figure? Here, Figure? There) Apart(IReadOnlyList<Figure> here, IReadOnlyList<Figure> there)
    {
        foreach (var figure in here)
        {
            var others = there.Where(other => string.Equals(other.Kind, figure.Kind, StringComparison.Ordinal)).ToList();
            var own = here.Where(other => string.Equals(other.Kind, figure.Kind, StringComparison.Ordinal));
            if (others.Count > 0 && !own.Any(one => others.Exists(one.Agrees)))
            {
                return (figure, others[0]);
            }
        }

        return (null, null);
    }

    [GeneratedRegex(@"\]\(route:(?<id>[a-z0-9-]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RouteLink();

    [GeneratedRegex(@"\]\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex LinkTarget();

    // A sentence that holds a figure.
    private sealed record Claim(EntryFile File, Sentence Sentence, IReadOnlyList<Figure> Figures, HashSet<string> Terms)
    {
        // Jaccard's: what both hold, of all that either holds.
        public double Likeness(Claim other)
        {
            var both = Terms.Count(other.Terms.Contains);
            return (double)both / (Terms.Count + other.Terms.Count - both);
        }
    }
}
