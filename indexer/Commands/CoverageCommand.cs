using System.CommandLine;
using System.Globalization;
using BotAdvice.Indexer.Checking;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Loading;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Indexer.Commands;

/// <summary><c>coverage</c>: what the knowledge base has an answer for, and where it is thin.</summary>
internal static class CoverageCommand
{
    private static readonly string[] Nations = ["england", "wales", "scotland", "ni", Condition.Unknown];

    /// <summary>For the help.</summary>
    public static readonly string[] Examples = ["coverage", "coverage knowledge-base --on 2027-03-18"];

    public static Command Create(CommandContext context)
    {
        var folder = SharedOptions.Folder();
        var on = SharedOptions.On();
        var command = new Command(
            "coverage",
            "Counts the routes of each incident in each nation, and the guidance for each topic, organisation, sector, nation and step, and names what nothing leads to and the asks that reach another answer.")
        {
            folder,
            on,
        };
        command.SetAction(arguments =>
        {
            var load = KnowledgeLoader.Load(SharedOptions.Find(arguments.GetValue(folder), context));
            var knowledge = load.Knowledge;
            var day = arguments.GetValue(on) ?? context.Today;
            WriteDoors(knowledge, day, context.Output);
            WriteGuidance(knowledge, day, context.Output);
            WriteUnnamed(load, context.Output);
            WriteStrayAsks(knowledge, context.Output);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void WriteDoors(KnowledgeBase knowledge, DateOnly day, TextWriter output)
    {
        output.WriteLine("Routes shown when only the nation is known");
        output.WriteLine($"  {"",-26}{string.Concat(Nations.Select(nation => $"{nation,10}"))}");
        foreach (var incident in knowledge.Incidents.Values.Concat(knowledge.Emergencies.Values))
        {
            var counts = Nations.Select(nation => DoorRule.DoorsFor(knowledge, incident, nation, day).Count);
            output.WriteLine($"  {incident.Id,-26}{string.Concat(counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count,10}")))}");
        }
    }

    private static void WriteGuidance(KnowledgeBase knowledge, DateOnly day, TextWriter output)
    {
        var guidance = knowledge.Guidance.Values.Where(entry => entry.IsValidOn(day)).ToList();
        var steps = knowledge.PlanSteps.Values.Where(step => step.IsValidOn(day)).ToList();
        WriteCounts("Guidance by topic", guidance.SelectMany(entry => entry.Topics), output);
        foreach (var fact in (string[])[FactNames.Organisation, FactNames.Sector, FactNames.Nation])
        {
            // Named values are counted even when no guidance is for them: the zeros are what a curator looks for.
            var named = guidance.Where(entry => entry.For.Facts.ContainsKey(fact)).SelectMany(entry => entry.For.Facts[fact]).ToList();
            var everybody = guidance.Count(entry => !entry.For.Facts.ContainsKey(fact));
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Guidance for one {fact} ({everybody} for all)"));
            foreach (var value in FactNames.Values[fact].Where(value => value is not "unsure"))
            {
                WriteCount(value, named.Count(other => string.Equals(other, value, StringComparison.Ordinal)), output);
            }
        }

        WriteCounts("Guidance by step of the plan", guidance.Select(entry => entry.Step.Length > 0 ? entry.Step : "none"), output);
        WriteCounts("Plan steps by part", steps.Select(step => step.Step), output);
        WriteCounts("Plan steps by control of Cyber Essentials", steps.Select(step => step.Control), output);
        WriteCounts("Questions of the readiness check by control", steps.Where(step => step.Check.Length > 0).Select(step => step.Control), output);
    }

    // A door or a clock that nothing names is never shown, however right it is. Doors abroad are found by the reader's area.
    private static void WriteUnnamed(LoadResult load, TextWriter output)
    {
        var named = load.Files.SelectMany(file => file.References.Select(reference => (reference.Kind, reference.Id))
                .Concat(file.Texts.SelectMany(text => MarkdownText.Links(text.Text))
                    .Where(link => link.Target.StartsWith("route:", StringComparison.Ordinal))
                    .Select(link => (ReferenceKind.Route, link.Target["route:".Length..])))
                .Where(reference => file.Folder is not "deadlines"))
            .ToHashSet();
        var routes = load.Knowledge.Routes.Values
            .Where(route => !route.Nations.Contains("outside-uk") && !named.Contains((ReferenceKind.Route, route.Id)))
            .Select(route => $"routes/{route.Id}");
        var deadlines = load.Knowledge.Deadlines.Keys.Where(id => !named.Contains((ReferenceKind.Deadline, id))).Select(id => $"deadlines/{id}");
        List<string> unnamed = [.. routes, .. deadlines];
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Routes and deadlines that no other entry names ({unnamed.Count})"));
        unnamed.ForEach(path => output.WriteLine($"  {path}"));
    }

    // An ask that finds another entry than its own is a fault of one of the two: they overlap, or the ask stands in the wrong one.
    private static void WriteStrayAsks(KnowledgeBase knowledge, TextWriter output)
    {
        var search = PassageSearch.Of(knowledge);
        var asks = knowledge.Guidance.Values.SelectMany(entry => entry.Asks.Select(ask => (entry.Id, Ask: ask))).ToList();
        var strays = asks
            .Select(ask => (ask.Id, ask.Ask, Reached: search.Find(Words.Of(ask.Ask), 1) is [var hit, ..] ? hit.Guidance : "nothing"))
            .Where(ask => !string.Equals(ask.Id, ask.Reached, StringComparison.Ordinal))
            .ToList();
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Asks of guidance that reach another answer ({strays.Count} of {asks.Count})"));
        foreach (var (id, ask, reached) in strays)
        {
            output.WriteLine($"  {id}: \"{ask}\" reaches {reached}");
        }
    }

    private static void WriteCounts(string title, IEnumerable<string> values, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(title);
        foreach (var (value, count) in values.CountBy(value => value, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            WriteCount(value, count, output);
        }
    }

    private static void WriteCount(string value, int count, TextWriter output) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {value,-40}{count,6}"));
}
