using System.Diagnostics.CodeAnalysis;

namespace BotAdvice.Indexer.Language;

/// <summary>
/// A pattern of words as a curator writes it (docs/knowledge-base.md, "Cues"): <c>$paid ... ?the $fake|dodgy invoice</c>.
/// </summary>
public sealed class Cue
{
    /// <summary>The most words that <c>...</c> may stand for.</summary>
    public const int LongestGap = 6;

    private const string StartSign = "<start>";
    private const string EndSign = "<end>";

    private Cue(string text, IReadOnlyList<CuePart> parts, bool atStart, bool atEnd)
    {
        Text = text;
        Parts = parts;
        AtStart = atStart;
        AtEnd = atEnd;
    }

    /// <summary>The cue as it was written.</summary>
    public string Text { get; }

    internal IReadOnlyList<CuePart> Parts { get; }

    /// <summary>It fits only where a part of a sentence begins.</summary>
    internal bool AtStart { get; }

    /// <summary>It fits only where a part of a sentence ends.</summary>
    internal bool AtEnd { get; }

    /// <summary>Reads a cue.</summary>
    /// <param name="text">The cue as written, for example <c>$paid ... invoice</c>.</param>
    /// <param name="wordLists">The word lists by name, without the <c>$</c>. An entry may be several words, and may end in <c>*</c>.</param>
    /// <param name="cue">The cue, or null when there is a fault.</param>
    /// <param name="fault">What is wrong and how to mend it, in words for a curator; null when nothing is.</param>
    public static bool TryParse(
        string text,
        IReadOnlyDictionary<string, IReadOnlyList<string>> wordLists,
        [NotNullWhen(true)] out Cue? cue,
        [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(wordLists);
        return TryParse(text, wordLists, new(), out cue, out fault);
    }

    /// <summary>Reads one of many cues.</summary>
    /// <param name="text">The cue as written.</param>
    /// <param name="wordLists">The word lists by name.</param>
    /// <param name="known">What was read of the words of other cues over the same lists: most say "$we" and "$paid" again.</param>
    /// <param name="cue">The cue, or null when there is a fault.</param>
    /// <param name="fault">What is wrong and how to mend it; null when nothing is.</param>
    internal static bool TryParse(
        string text,
        IReadOnlyDictionary<string, IReadOnlyList<string>> wordLists,
        CuesRead known,
        [NotNullWhen(true)] out Cue? cue,
        [NotNullWhen(false)] out string? fault)
    {
        cue = null;
        var parts = new List<CuePart>();
        var gap = false;
        var tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).AsSpan();
        var atStart = tokens is [StartSign, ..];
        tokens = atStart ? tokens[1..] : tokens;
        var atEnd = tokens is [.., EndSign];
        tokens = atEnd ? tokens[..^1] : tokens;
        foreach (var token in tokens)
        {
            if (token is "..." or "…")
            {
                fault = gap ? "two gaps stand side by side: write \"...\" once"
                    : parts.Count == 0 ? "a cue cannot begin with \"...\": begin with a word" : null;
                if (fault is not null)
                {
                    return false;
                }

                gap = true;
                continue;
            }

            if (!TryParsePart(token, wordLists, known, gap, parts, out fault))
            {
                return false;
            }

            gap = false;
        }

        fault = parts.Count == 0 ? "the cue is empty: write at least one word"
            : gap ? "a cue cannot end with \"...\": end with a word"
            : parts.TrueForAll(p => p.Optional) ? "every word is optional (\"?\"): at least one must be there"
            : null;
        if (fault is not null)
        {
            return false;
        }

        cue = new Cue(text, parts, atStart, atEnd);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool TryParsePart(
        string token,
        IReadOnlyDictionary<string, IReadOnlyList<string>> wordLists,
        CuesRead known,
        bool gap,
        List<CuePart> parts,
        [NotNullWhen(false)] out string? fault)
    {
        if (token.Contains("...", StringComparison.Ordinal) || token.Contains('…', StringComparison.Ordinal))
        {
            fault = $"put a space before and after the gap in \"{token}\"";
            return false;
        }

        var optional = token[0] == '?';
        var body = optional ? token[1..] : token;
        if (body.Length == 0)
        {
            fault = "a \"?\" stands alone: join it to the word that may be left out, as in \"?new\"";
            return false;
        }

        if (!known.Parts.TryGetValue(body, out var options) && !TryParseOptions(body, token, wordLists, known, out options, out fault))
        {
            return false;
        }

        fault = null;
        known.Parts[body] = options;
        if (options.Count == 1 && options[0].Length > 1 && !optional)
        {
            // A literal that is two words ("two-step") is two parts.
            for (var i = 0; i < options[0].Length; i++)
            {
                parts.Add(new CuePart([[options[0][i]]], Optional: false, GapBefore: gap && i == 0));
            }

            return true;
        }

        parts.Add(new CuePart(options, optional, gap));
        return true;
    }

    private static bool TryParseOptions(
        string body,
        string token,
        IReadOnlyDictionary<string, IReadOnlyList<string>> wordLists,
        CuesRead known,
        [NotNullWhen(true)] out IReadOnlyList<CueAtom[]>? options,
        [NotNullWhen(false)] out string? fault)
    {
        options = null;
        var read = new List<CueAtom[]>();
        foreach (var option in body.Split('|'))
        {
            if (option.Length == 0)
            {
                fault = $"a word is missing beside \"|\" in \"{token}\"";
                return false;
            }

            if (!TryParseOption(option, wordLists, known, read, out fault))
            {
                return false;
            }
        }

        (options, fault) = (read.ToArray(), null);
        return true;
    }

    private static bool TryParseOption(
        string option,
        IReadOnlyDictionary<string, IReadOnlyList<string>> wordLists,
        CuesRead known,
        List<CueAtom[]> options,
        [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        switch (option)
        {
            case "<money>":
                options.Add([new CueAtom(CueAtomKind.Money, option)]);
                return true;
            case "<number>":
                options.Add([new CueAtom(CueAtomKind.Number, option)]);
                return true;
            case StartSign:
                fault = "\"<start>\" can only be the first sign of a cue";
                return false;
            case EndSign:
                fault = "\"<end>\" can only be the last sign of a cue";
                return false;
        }

        if (option[0] == '<')
        {
            fault = $"\"{option}\" is not known: write <money>, <number>, <start> or <end>";
            return false;
        }

        if (option[0] != '$')
        {
            return TryParseWords(option, known, options, out fault);
        }

        var name = option[1..];
        if (!wordLists.TryGetValue(name, out var entries))
        {
            fault = $"unknown word list ${name}" + Nearest(name, wordLists.Keys);
            return false;
        }

        foreach (var entry in entries)
        {
            if (!TryParseWords(entry, known, options, out var entryFault))
            {
                fault = $"in word list ${name}: {entryFault}";
                return false;
            }
        }

        if (entries.Count == 0)
        {
            fault = $"word list ${name} is empty";
            return false;
        }

        return true;
    }

    private static bool TryParseWords(string words, CuesRead known, List<CueAtom[]> options, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        if (known.Options.TryGetValue(words, out var atoms))
        {
            options.Add(atoms);
            return true;
        }

        var star = words.IndexOf('*', StringComparison.Ordinal);
        if (star >= 0 && star != words.Length - 1)
        {
            fault = $"\"*\" can only end a word, as in \"lock*\": look at \"{words}\"";
            return false;
        }

        if (words.AsSpan().ContainsAny("$?<>|"))
        {
            fault = $"\"{words}\" holds a sign that means something else in a cue: use letters and figures";
            return false;
        }

        var cut = Words.Of(star >= 0 ? words[..star] : words);
        if (cut.Count == 0)
        {
            fault = $"\"{words}\" holds no letter or figure";
            return false;
        }

        if (star >= 0 && cut[^1].Text.Length < 2)
        {
            fault = $"\"{words}\" fits too many words: write at least two letters before the \"*\"";
            return false;
        }

        known.Options[words] = atoms = new CueAtom[cut.Count];
        for (var i = 0; i < atoms.Length; i++)
        {
            atoms[i] = star >= 0 && i == atoms.Length - 1
                ? new CueAtom(CueAtomKind.Prefix, cut[i].Text)
                : new CueAtom(CueAtomKind.Stem, cut[i].Stem);
        }

        options.Add(atoms);
        return true;
    }

    private static string Nearest(string name, IEnumerable<string> known)
    {
        var best = known
            .Select(k => (Name: k, Distance: Edits(name, k)))
            .OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, name.Length / 3)
            ? $": did you mean ${best.Name}?"
            : ": the lists are in language/word-lists.md";
    }

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        var before = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            var twoBefore = before;
            before = row;
            row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], before[j]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], twoBefore[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }
}

/// <summary>One place in a cue: any of the options fits it; each option is one or more words side by side.</summary>
internal sealed record CuePart(IReadOnlyList<CueAtom[]> Options, bool Optional, bool GapBefore);

/// <summary>What was read of many cues over the same word lists, by how it is written; cues share it.</summary>
internal sealed class CuesRead
{
    public Dictionary<string, IReadOnlyList<CueAtom[]>> Parts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CueAtom[]> Options { get; } = new(StringComparer.Ordinal);
}

internal enum CueAtomKind
{
    Stem,
    Prefix,
    Money,
    Number,
}

/// <summary>What fits one word: its stem, its beginning, or its kind.</summary>
internal readonly record struct CueAtom(CueAtomKind Kind, string Text);
