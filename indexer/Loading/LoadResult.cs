using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Loading;

/// <summary>The knowledge base as read from its folder, with everything in it that could not be read.</summary>
/// <param name="Knowledge">What could be read. Complete when there are no problems.</param>
/// <param name="Cases">The golden cases, in the order of their ids.</param>
/// <param name="Problems">What could not be read, by file and line.</param>
public sealed record LoadResult(KnowledgeBase Knowledge, IReadOnlyList<GoldenCase> Cases, IReadOnlyList<Problem> Problems)
{
    /// <summary>Every file that was looked at, in the order of its path, also those that could not be read.</summary>
    public IReadOnlyList<EntryFile> Files { get; init; } = [];

    /// <summary>The words that no text may use, with what to write instead.</summary>
    public IReadOnlyList<BannedWord> Banned { get; init; } = [];

    /// <summary>The files that hold an entry of a kind, each with its entry.</summary>
    internal IEnumerable<(EntryFile File, T Entry)> Entries<T>()
        where T : Entry
    {
        foreach (var file in Files)
        {
            if (file.Entry is T entry)
            {
                yield return (file, entry);
            }
        }
    }

    /// <summary>The ids of a folder's files, including those that could not be read: a link to such a file is not dead.</summary>
    internal IReadOnlySet<string> IdsIn(string folder) =>
        Files.Where(file => string.Equals(file.Folder, folder, StringComparison.Ordinal))
            .Select(file => file.Id)
            .ToHashSet(StringComparer.Ordinal);
}

/// <summary>A word or words that a text for readers must not hold.</summary>
/// <param name="Word">As a reader would see it, in lower case.</param>
/// <param name="Instead">What to write instead, for the message.</param>
public sealed record BannedWord(string Word, string Instead);

/// <summary>A file of the knowledge base: what a rule needs to know to point at a line of it.</summary>
/// <param name="Path">Relative to the knowledge base folder, with forward slashes.</param>
/// <param name="Folder">The folder part of the path, such as <c>language/facts</c>; empty for the top.</param>
/// <param name="Id">The file name without its ending.</param>
public sealed record EntryFile(string Path, string Folder, string Id)
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    /// <summary>The title; empty when missing.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>The role that keeps it true; empty when missing.</summary>
    public string Owner { get; internal set; } = "";

    /// <summary>The day of the last review; null when missing or not needed.</summary>
    public DateOnly? Reviewed { get; internal set; }

    /// <summary>The last day on which it may be used without another review; null when missing or not needed.</summary>
    public DateOnly? ReviewBy { get; internal set; }

    /// <summary>The entry that the file holds; null for tables, cues and files that could not be read.</summary>
    public Entry? Entry { get; internal set; }

    /// <summary>The texts in it, in order.</summary>
    internal List<FoundText> Texts { get; } = [];

    /// <summary>The ids that it names, in order.</summary>
    internal List<FoundReference> References { get; } = [];

    /// <summary>The line of a field, such as <c>channels[0].value</c>; of the nearest field around it when it is not written.</summary>
    public int LineOf(string field)
    {
        for (var path = field; path.Length > 0;)
        {
            if (lines.TryGetValue(path, out var line))
            {
                return line;
            }

            var cut = Math.Max(path.LastIndexOf('.'), path.LastIndexOf('['));
            path = cut > 0 ? path[..cut] : "";
        }

        return 1;
    }

    internal void AddLine(string field, int line) => lines[field] = line;
}

/// <summary>What a text is for; the rules for readers' text hold only for some.</summary>
internal enum TextKind
{
    /// <summary>Markdown that a reader sees.</summary>
    Prose,

    /// <summary>A name, a title or a label that a reader sees.</summary>
    Name,

    /// <summary>Words that people say to us; nobody is shown them.</summary>
    Said,

    /// <summary>A cue.</summary>
    Cue,
}

/// <summary>A text of an entry.</summary>
/// <param name="Field">Where it stands, such as <c>do-now[2].text</c>; "text" for the text under the front matter.</param>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Text">The Markdown or the words.</param>
/// <param name="Kind">What it is for.</param>
internal sealed record FoundText(string Field, int Line, string Text, TextKind Kind)
{
    private IReadOnlyList<MarkdownText.Block>? blocks;

    /// <summary>The plain words, block by block; parsed once, since several rules read them.</summary>
    public IReadOnlyList<MarkdownText.Block> Blocks => blocks ??= [.. MarkdownText.Blocks(Text)];
}

/// <summary>What an id points to.</summary>
internal enum ReferenceKind
{
    Route,
    Guidance,
    Incident,
    PlanStep,
    IncidentOrEmergency,
    Deadline,
    Adviser,
    Publisher,
    WordList,
    Question,
    Force,
    Centre,
    ForceOrCentre,
}

/// <summary>An id that an entry names.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Line">The line.</param>
/// <param name="Kind">What it should be the id of.</param>
/// <param name="Id">The id; for guidance it may end in <c>#heading</c>.</param>
internal sealed record FoundReference(string Field, int Line, ReferenceKind Kind, string Id);
