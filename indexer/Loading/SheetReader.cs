using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Loading;

/// <summary>Reads the pages of the incident record.</summary>
internal static partial class SheetReader
{
    private static readonly string[] Uses = [Knowledge.Sheet.Form, Knowledge.Sheet.Call, Knowledge.Sheet.Letter];
    private static readonly string[] Names = [Knowledge.Sheet.Story, .. FactNames.Values.Keys];

    public static Sheet Sheet(YamlEntry entry, IReadOnlyList<Section> sections)
    {
        var use = entry.OneOf("as", Uses, required: true);
        var routes = entry.References("routes", ReferenceKind.Route);
        if (use is Knowledge.Sheet.Form == (routes.Count == 0) && use.Length > 0)
        {
            entry.Fault(
                entry.LineOf("routes"),
                use is Knowledge.Sheet.Form ? "A form names no route." : "Only a form belongs to routes.",
                use is Knowledge.Sheet.Form ? "Add \"routes\" with the ids of the bodies that ask these things." : "Take \"routes\" out, or write \"as: form\".");
        }

        return new()
        {
            Id = entry.File.Id,
            Title = entry.Name("title", required: true),
            As = use,
            Routes = routes,
            When = entry.Condition(),
            Parts = [.. entry.Items("parts", required: true).Select(Part)],
            Sources = EntryReader.Sources(entry),
            ValidFrom = entry.Date("valid-from"),
            ValidTo = entry.Date("valid-to"),
            Sections = sections,
        };
    }

    private static SheetPart Part(YamlEntry entry)
    {
        var part = new SheetPart(entry.Name("heading"), entry.Lines("lines"));
        foreach (var name in part.Lines.SelectMany(line => Filled().Matches(line.Text)).Select(match => match.Groups["name"].Value))
        {
            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                entry.Fault(
                    entry.LineOf("lines"),
                    $"\"{{{name}}}\" is nothing that the bot can fill in.",
                    Suggestion.For(name, Names) + $"In braces stands one of: {string.Join(", ", Names)}. A blank for the reader stands in [square brackets].");
            }
        }

        entry.RefuseOthers();
        return part;
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Filled();
}
