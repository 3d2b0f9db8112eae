using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>Every id that an entry names, and every link in a text, leads to something.</summary>
internal sealed class ReferenceRule : IRule
{
    public string Name => "reference";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        var known = Known(load);
        var anchors = load.Entries<Knowledge.Guidance>().ToDictionary(
            guidance => guidance.Entry.Id,
            guidance => guidance.Entry.Sections.Select(section => section.Anchor).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

        foreach (var file in load.Files)
        {
            foreach (var reference in file.References.Concat(LinksIn(file)))
            {
                var (id, anchor) = Cut(reference);
                var (what, ids) = known[reference.Kind];
                if (!ids.Contains(id))
                {
                    yield return new Problem(file.Path, reference.Line, $"There is no {what} \"{id}\".", Fix(id, what, ids));
                }
                else if (anchor.Length > 0 && anchors.TryGetValue(id, out var headings) && !headings.Contains(anchor))
                {
                    yield return new Problem(
                        file.Path,
                        reference.Line,
                        $"The guidance \"{id}\" has no heading \"{anchor}\".",
                        Suggestion.For(anchor, headings) + "Name one of its headings in small letters with hyphens, or none.");
                }
            }

            foreach (var problem in UnknownLinksIn(file))
            {
                yield return problem;
            }
        }
    }

    private static Dictionary<ReferenceKind, (string What, IReadOnlySet<string> Ids)> Known(LoadResult load)
    {
        var incidents = load.IdsIn("incidents");
        var forces = Keys(load.Knowledge.Forces);
        var centres = Keys(load.Knowledge.Centres);
        return new()
        {
            [ReferenceKind.Route] = ("route", load.IdsIn("routes")),
            [ReferenceKind.Guidance] = ("guidance", load.IdsIn("guidance")),
            [ReferenceKind.Incident] = ("incident", incidents),
            [ReferenceKind.PlanStep] = ("plan step", load.IdsIn("plan-steps")),
            [ReferenceKind.IncidentOrEmergency] = ("incident or emergency", Both(incidents, load.IdsIn("emergencies"))),
            [ReferenceKind.Deadline] = ("deadline", load.IdsIn("deadlines")),
            [ReferenceKind.Adviser] = ("adviser", load.IdsIn("advisers")),
            [ReferenceKind.Publisher] = ("publisher in publishers.md", Keys(load.Knowledge.Publishers)),
            [ReferenceKind.WordList] = ("word list", Keys(load.Knowledge.WordLists)),
            [ReferenceKind.Question] = ("question for the fact", Keys(load.Knowledge.Questions)),
            [ReferenceKind.Force] = ("police force", forces),
            [ReferenceKind.Centre] = ("resilience centre", centres),
            [ReferenceKind.ForceOrCentre] = ("police force or resilience centre", Both(forces, centres)),
        };
    }

    private static IEnumerable<FoundReference> LinksIn(EntryFile file)
    {
        foreach (var text in file.Texts.Where(text => text.Kind == TextKind.Prose))
        {
            foreach (var link in MarkdownText.Links(text.Text))
            {
                var colon = link.Target.IndexOf(':', StringComparison.Ordinal);
                ReferenceKind? kind = (colon < 0 ? "" : link.Target[..colon]) switch
                {
                    "route" => ReferenceKind.Route,
                    "guidance" => ReferenceKind.Guidance,
                    "adviser" => ReferenceKind.Adviser,
                    _ => null,
                };
                if (kind is { } found)
                {
                    yield return new FoundReference(text.Field, text.Line + link.Line, found, link.Target[(colon + 1)..]);
                }
            }
        }
    }

    private static IEnumerable<Problem> UnknownLinksIn(EntryFile file)
    {
        foreach (var text in file.Texts.Where(text => text.Kind == TextKind.Prose))
        {
            foreach (var link in MarkdownText.Links(text.Text))
            {
                var line = text.Line + link.Line;
                var scheme = link.Target.Split(':')[0];
                if (scheme is not ("route" or "guidance" or "adviser" or "http" or "https" or "mailto" or "tel"))
                {
                    yield return new Problem(
                        file.Path, line, $"The link \"{link.Target}\" leads nowhere.", "Link with \"route:\", \"guidance:\" or \"adviser:\" and an id.");
                }
                else if (link.Label.Length == 0 && scheme is "route" or "guidance" or "adviser")
                {
                    yield return new Problem(
                        file.Path, line, $"The link to \"{link.Target}\" has no words.", "Write the words in the square brackets, such as [Report Fraud](route:report-fraud).");
                }
            }
        }
    }

    private static (string Id, string Anchor) Cut(FoundReference reference)
    {
        var hash = reference.Kind == ReferenceKind.Guidance ? reference.Id.IndexOf('#', StringComparison.Ordinal) : -1;
        return hash < 0 ? (reference.Id, "") : (reference.Id[..hash], reference.Id[(hash + 1)..]);
    }

    private static string Fix(string id, string what, IReadOnlySet<string> ids)
    {
        var suggestion = Suggestion.For(id, ids);
        return suggestion.Length > 0 ? suggestion.TrimEnd() : $"Check the id, or write the {what}.";
    }

    private static HashSet<string> Keys<T>(IReadOnlyDictionary<string, T> table) => table.Keys.ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Both(IEnumerable<string> some, IEnumerable<string> others) => some.Concat(others).ToHashSet(StringComparer.Ordinal);
}
