using System.Text;
using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Loading;

/// <summary>
/// Reads the knowledge base folder. A file that cannot be read costs one problem and the rest is still loaded. What is read depends
/// on the files' names and contents alone, never on the order in which the file system lists them.
/// </summary>
public static partial class KnowledgeLoader
{
    /// <summary>The text that the bot has built in, for when it cannot read the knowledge base. It is no table.</summary>
    internal const string SafeMode = "phrases/en/safe-mode.md";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] KnownFolders =
    [
        "", "advisers", "alerts", "areas", "cases", "deadlines", "emergencies", "guidance", "incidents", "language", "language/commands",
        "language/concepts", "language/facts", "language/out-of-scope", "language/small-talk",
        "language/short", "language/stories", "language/tellings", "phrases", "phrases/en", "plan-steps", "records", "routes",
    ];

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The knowledge base folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static LoadResult Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder \"{folder}\".");
        }

        var content = new LoadedContent();
        foreach (var path in FilesIn(folder))
        {
            var cut = path.LastIndexOf('/');
            var file = new EntryFile(path, cut < 0 ? "" : path[..cut], Path.GetFileNameWithoutExtension(path));
            if (!KnownFolders.Contains(file.Folder, StringComparer.Ordinal))
            {
                content.Fault(
                    path, 1, $"The folder \"{file.Folder}\" is not known.", Suggestion.For(file.Folder, KnownFolders) + "Move the file to the folder of its kind.");
                continue;
            }

            content.Files.Add(file);
            if (!KebabCase().IsMatch(file.Id))
            {
                content.Fault(path, 1, $"The file name \"{file.Id}\" is no id.", "Use small letters, digits and single hyphens, such as report-fraud.md.");
            }

            if (ReadText(Path.Combine(folder, path), file, content) is { } text && Split(text, file, content) is var (yaml, body, bodyLine))
            {
                ReadFile(file, yaml, body, bodyLine, content);
            }
        }

        return content.Result();
    }

    /// <summary>The Markdown files of a folder, sorted by path. A README explains a folder and is no entry.</summary>
    internal static IReadOnlyList<string> FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => path.EndsWith(".md", StringComparison.Ordinal))
            .Where(path => !path.Split('/').Any(part => part.StartsWith('.')))
            .Where(path => !string.Equals(Path.GetFileName(path), "README.md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static string? ReadText(string path, EntryFile file, LoadedContent content)
    {
        try
        {
            var text = StrictUtf8.GetString(File.ReadAllBytes(path));
            text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text;
            }

            content.Fault(file.Path, 1, "The file is empty.", "Fill it from a like entry, or delete it.");
        }
        catch (DecoderFallbackException)
        {
            content.Fault(file.Path, 1, "The file is not UTF-8 text.", "Save it again with the encoding UTF-8.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            content.Fault(file.Path, 1, "The file cannot be opened.", "Check that it is there and that you may read it.");
        }

        return null;
    }

    private static (string Yaml, string Body, int BodyLine)? Split(string text, EntryFile file, LoadedContent content)
    {
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() is not "---")
        {
            content.Fault(file.Path, 1, "The file has no front matter.", "Begin it with a line \"---\", then the fields, then another line \"---\".");
            return null;
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() is "---");
        if (end < 0)
        {
            content.Fault(file.Path, lines.Length, "The front matter has no end.", "Write a line \"---\" after the last field.");
            return null;
        }

        return (string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]), end + 2);
    }

    private static void ReadFile(EntryFile file, string yaml, string body, int bodyLine, LoadedContent content)
    {
        YamlEntry entry;
        try
        {
            entry = new YamlEntry(file, content.Problems, YamlTree.Read(yaml, linesBefore: 1));
        }
        catch (YamlFaultException fault)
        {
            content.Fault(file.Path, fault.Line, fault.Message, fault.Fix);
            return;
        }

        var advises = file.Folder is "incidents" or "emergencies" or "routes" or "deadlines" or "guidance" or "plan-steps" or "advisers" or "alerts" or "records";
        file.Title = entry.Text("title", required: true);
        file.Owner = entry.Text("owner", required: true);
        file.Reviewed = entry.Date("reviewed", required: advises);
        file.ReviewBy = entry.Date("review-by", required: advises);

        var sections = ReadBody(file, body, bodyLine, content);
        switch (file.Folder)
        {
            case "incidents":
                LoadedContent.Add(content.Incidents, file, EntryReader.Incident(entry, sections));
                break;
            case "emergencies":
                LoadedContent.Add(content.Emergencies, file, EntryReader.Incident(entry, sections));
                break;
            case "routes":
                LoadedContent.Add(content.Routes, file, EntryReader.Route(entry, sections));
                break;
            case "deadlines":
                LoadedContent.Add(content.Deadlines, file, EntryReader.Deadline(entry, sections));
                break;
            case "guidance":
                LoadedContent.Add(content.Guidance, file, EntryReader.Guidance(entry, sections));
                break;
            case "plan-steps":
                LoadedContent.Add(content.PlanSteps, file, EntryReader.PlanStep(entry, sections));
                break;
            case "advisers":
                LoadedContent.Add(content.Advisers, file, EntryReader.Adviser(entry, sections));
                break;
            case "alerts":
                LoadedContent.Add(content.Alerts, file, EntryReader.Alert(entry, sections));
                break;
            case "records":
                LoadedContent.Add(content.Sheets, file, SheetReader.Sheet(entry, sections));
                break;
            case "language/small-talk":
                LoadedContent.Add(content.SmallTalk, file, EntryReader.Exchange(entry, sections));
                break;
            case "language/out-of-scope":
                LoadedContent.Add(content.OutOfScope, file, EntryReader.Exchange(entry, sections));
                break;
            case "language/commands":
                LoadedContent.Add(content.Commands, file, EntryReader.Exchange(entry, sections));
                break;
            case "language/facts":
                content.Facts[file.Id] = TableReader.Fact(entry);
                break;
            case "language/concepts":
                content.Concepts[file.Id] = TableReader.Concept(entry);
                break;
            case "language/stories" or "language/short":
                content.AddStories(file.Id, entry.Texts("said-as", TextKind.Said, required: true));
                break;
            case "language/tellings":
                var tellings = TableReader.Tellings(entry).ToList();
                content.Tellings.AddRange(tellings);
                content.AddStories(file.Id, [.. tellings.Select(telling => telling.Text)]);
                break;
            case "cases":
                content.AddCases(file, TableReader.Cases(entry));
                break;
            default:
                ReadTables(file, entry, content);
                break;
        }

        entry.RefuseOthers();
    }

    /// <summary>A table may be cut into several files of its folder; what stands in a file is told by its fields.</summary>
    private static void ReadTables(EntryFile file, YamlEntry entry, LoadedContent content)
    {
        string[] tables = file.Folder switch
        {
            "" => ["publishers"],
            "areas" => ["forces", "centres", "postcodes", "places"],
            "language" => ["groups", "lists", "banned", "short-forms", "closings", "twofold"],
            "phrases/en" => ["phrases", "questions"],
            _ => [],
        };
        if (file.Path is SafeMode)
        {
            return;
        }

        if (!tables.Any(entry.Has))
        {
            entry.Fault(
                1,
                "The file holds nothing that is known in this folder.",
                tables.Length > 0 ? $"Give it one of the fields {string.Join(", ", tables)}." : "Move it to the folder of its kind.");
            return;
        }

        switch (file.Folder)
        {
            case "":
                content.AddAll(content.Publishers, file, "publishers", TableReader.Publishers(entry), publisher => publisher.Id);
                break;
            case "areas":
                content.AddAll(content.Forces, file, "forces", TableReader.Forces(entry), force => force.Id);
                content.AddAll(content.Centres, file, "centres", TableReader.Centres(entry), centre => centre.Id);
                content.AddAll(content.Postcodes, file, "postcodes", TableReader.Postcodes(entry), area => area.Id);
                content.Places.AddRange(TableReader.Places(entry));
                break;
            case "language":
                content.Synonyms.AddRange(TableReader.Synonyms(entry));
                content.Closings.AddRange(entry.Texts("closings", TextKind.Said));
                content.Twofold.AddRange(TableReader.Twofold(entry));
                content.Banned.AddRange(TableReader.Banned(entry));
                content.AddAll(content.ShortForms, file, "short-forms", TableReader.ShortForms(entry), form => form.Typed, form => form.Meant);
                content.AddAll(content.WordLists, file, "lists", TableReader.WordLists(entry), list => list.Name, list => list.Words);
                break;
            case "phrases/en":
                content.AddAll(content.Phrases, file, "phrases", TableReader.Phrases(entry), phrase => phrase.Key, phrase => phrase.Text);
                content.AddAll(content.Questions, file, "questions", TableReader.Questions(entry), question => question.Fact);
                break;
        }
    }

    private static List<Section> ReadBody(EntryFile file, string body, int bodyLine, LoadedContent content)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return [];
        }

        file.AddLine("text", bodyLine);
        file.Texts.Add(new FoundText("text", bodyLine, body, TextKind.Prose));
        var sections = new List<Section>();
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (section, line) in MarkdownText.Sections(body))
        {
            if (section.Heading.Length == 0 && sections.Count > 0)
            {
                content.Fault(file.Path, bodyLine + line, "The heading has no words.", "Write the heading, or take the \"#\" out.");
            }
            else if (!anchors.Add(section.Anchor))
            {
                content.Fault(file.Path, bodyLine + line, $"The heading \"{section.Heading}\" stands twice.", "Give one of the two another name, or join them.");
            }
            else if (section.Markdown.Length == 0)
            {
                content.Fault(file.Path, bodyLine + line, $"There is no text under the heading \"{section.Heading}\".", "Write the text, or take the heading out.");
            }
            else
            {
                sections.Add(section);
            }
        }

        return sections;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex KebabCase();
}
