using System.Globalization;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Loading;

/// <summary>
/// The fields of an entry, or of a part of one, read by type. A getter that cannot give what was asked for notes a problem with its
/// line and goes on with something empty, so that all faults of a file are found at once. A field that no getter
/// asked for is a fault too (<see cref="RefuseOthers"/>).
/// </summary>
internal sealed class YamlEntry
{
    private readonly EntryFile file;
    private readonly ICollection<Problem> problems;
    private readonly YamlMap map;
    private readonly string path;
    private readonly Dictionary<string, YamlField> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public YamlEntry(EntryFile file, ICollection<Problem> problems, YamlMap map, string path = "")
    {
        (this.file, this.problems, this.map, this.path) = (file, problems, map, path);
        foreach (var field in map.Fields)
        {
            if (fields.TryAdd(field.Name, field))
            {
                file.AddLine(PathOf(field.Name), field.Line);
            }
            else
            {
                Fault(field.Line, $"\"{field.Name}\" stands twice, first on line {fields[field.Name].Line}.", "Keep one of the two.");
            }
        }
    }

    /// <summary>The line on which it begins.</summary>
    public int Line => map.Line;

    /// <summary>The file it stands in.</summary>
    public EntryFile File => file;

    /// <summary>Whether a field is written and not empty.</summary>
    public bool Has(string name)
    {
        asked.Add(name);
        return fields.TryGetValue(name, out var field) && field.Value is not YamlText { Text.Length: 0 };
    }

    /// <summary>The line of a field, or of the whole when it is not written.</summary>
    public int LineOf(string name) => fields.TryGetValue(name, out var field) ? field.Line : map.Line;

    /// <summary>Notes a problem.</summary>
    public void Fault(int line, string what, string fix) => problems.Add(new Problem(file.Path, line, what, fix));

    /// <summary>A text that is not for readers: a code, an address.</summary>
    public string Text(string name, bool required = false) => One(name, required)?.Text ?? "";

    /// <summary>Markdown that a reader sees.</summary>
    public string Prose(string name, bool required = false) => Text(name, required, TextKind.Prose);

    /// <summary>What somebody may say to the bot.</summary>
    public string Said(string name) => Text(name, required: true, TextKind.Said);

    /// <summary>A name that a reader sees.</summary>
    public string Name(string name, bool required = false) => Text(name, required, TextKind.Name);

    /// <summary>One of some values.</summary>
    public string OneOf(string name, IReadOnlyCollection<string> allowed, bool required = false)
    {
        var text = One(name, required);
        return text is not null && Allows(name, text, allowed) ? text.Text : "";
    }

    /// <summary>A day, written as 2026-11-22.</summary>
    public DateOnly? Date(string name, bool required = false)
    {
        if (One(name, required) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fault(text.Line, $"\"{name}\" is \"{text.Text}\", which is not a date.", "Write year, month and day, such as 2026-11-22.");
        return null;
    }

    /// <summary>A moment, written as 2026-11-20T16:30:00Z.</summary>
    public DateTimeOffset? Moment(string name)
    {
        if (One(name, required: false) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(
            text.Text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        Fault(text.Line, $"\"{name}\" is \"{text.Text}\", which is not a moment.", "Write it as 2026-11-20T16:30:00Z.");
        return null;
    }

    /// <summary>A time of day, written as 09:00; 24:00 is the end of the day.</summary>
    public TimeOnly? TimeOfDay(string name)
    {
        if (One(name, required: true) is not { } text)
        {
            return null;
        }

        if (string.Equals(text.Text, "24:00", StringComparison.Ordinal))
        {
            return TimeOnly.MaxValue;
        }

        if (TimeOnly.TryParseExact(text.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        Fault(text.Line, $"\"{name}\" is \"{text.Text}\", which is not a time.", "Write hours and minutes, such as \"09:00\" or \"17:30\".");
        return null;
    }

    /// <summary>yes or no; no when not written.</summary>
    public bool YesNo(string name)
    {
        if (One(name, required: false) is not { } text)
        {
            return false;
        }

        switch (text.Text)
        {
            case "yes" or "true":
                return true;
            case "no" or "false":
                return false;
            default:
                Fault(text.Line, $"\"{name}\" is \"{text.Text}\".", "Write yes or no.");
                return false;
        }
    }

    /// <summary>A whole number in a range.</summary>
    public int? WholeNumber(string name, int from, int to)
    {
        if (One(name, required: false) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        Fault(text.Line, $"\"{name}\" is \"{text.Text}\".", $"Write a whole number from {from} to {to}.");
        return null;
    }

    /// <summary>A list of texts of a kind; a kind of null means texts that no rule looks at.</summary>
    public IReadOnlyList<string> Texts(string name, TextKind? kind = null, bool required = false)
    {
        var texts = new List<string>();
        foreach (var text in Many(name, required))
        {
            texts.Add(text.Value.Text);
            if (kind is { } known)
            {
                Note(text.Path, text.Value, known);
            }
        }

        return texts;
    }

    /// <summary>A list of lists of texts, each with its line.</summary>
    public IEnumerable<(int Line, IReadOnlyList<string> Texts)> TextLists(string name)
    {
        foreach (var (_, item) in ListOf(name, required: false))
        {
            if (item is YamlList list)
            {
                yield return (item.Line, [.. list.Items.Select(text => AsText(name, text)).OfType<YamlText>().Select(text => text.Text)]);
            }
            else
            {
                Wrong(name, item, "a list in each item", "Write each item in brackets, such as - [word, other word].");
            }
        }
    }

    /// <summary>A list of some of a set of values.</summary>
    public IReadOnlyList<string> SomeOf(string name, IReadOnlyCollection<string> allowed, bool required = false) =>
        [.. Many(name, required, once: true).Where(text => Allows(name, text.Value, allowed)).Select(text => text.Value.Text)];

    /// <summary>The id of something else.</summary>
    public string Reference(string name, ReferenceKind kind, bool required = false)
    {
        if (One(name, required) is not { } text)
        {
            return "";
        }

        file.References.Add(new FoundReference(PathOf(name), text.Line, kind, text.Text));
        return text.Text;
    }

    /// <summary>A list of ids of something else.</summary>
    public IReadOnlyList<string> References(string name, ReferenceKind kind)
    {
        var ids = new List<string>();
        foreach (var text in Many(name, required: false, once: true))
        {
            file.References.Add(new FoundReference(text.Path, text.Value.Line, kind, text.Value.Text));
            ids.Add(text.Value.Text);
        }

        return ids;
    }

    /// <summary>A list of cues; the word lists that they name are noted.</summary>
    public IReadOnlyList<string> Cues(string name, bool required = false)
    {
        var cues = new List<string>();
        foreach (var text in Many(name, required))
        {
            NoteCue(text.Path, text.Value);
            cues.Add(text.Value.Text);
        }

        return cues;
    }

    /// <summary>A condition; always, when it is not written.</summary>
    public Condition Condition(string name = "when")
    {
        if (!TryFind(name, required: false, out var value))
        {
            return Knowledge.Condition.Always;
        }

        if (value is not YamlMap conditions)
        {
            Wrong(name, value, "a condition", "Write facts and their values, such as { nation: [england, wales] }.");
            return Knowledge.Condition.Always;
        }

        var part = new YamlEntry(file, problems, conditions, PathOf(name));
        var facts = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var fact in part.fields.Keys)
        {
            part.asked.Add(fact);
            if (part.ValuesAllowedFor(fact) is not { } allowed)
            {
                continue;
            }

            // One value without brackets says the same as a list of one.
            var values = part.fields[fact].Value is YamlText ? [part.OneOf(fact, allowed, required: true)] : part.SomeOf(fact, allowed, required: true);
            if (values.Any(text => text.Length > 0))
            {
                facts[fact] = values;
            }
        }

        return facts.Count == 0 ? Knowledge.Condition.Always : new Condition(facts);
    }

    /// <summary>Texts, each with an optional condition: written as plain text or as <c>{ text, when }</c>.</summary>
    public IReadOnlyList<Line> Lines(string name)
    {
        var lines = new List<Line>();
        foreach (var (itemPath, item) in ListOf(name, required: false))
        {
            if (item is YamlMap fieldsOfLine && fieldsOfLine.Fields.Any(field => field.Name is "text" or "when"))
            {
                var part = new YamlEntry(file, problems, fieldsOfLine, itemPath);
                var line = new Line(part.Prose("text", required: true), part.Condition());
                part.RefuseOthers();
                if (line.Text.Length > 0)
                {
                    lines.Add(line);
                }
            }
            else if (AsText(name, item) is { } text)
            {
                Note(itemPath, text, TextKind.Prose);
                lines.Add(new Line(text.Text, Knowledge.Condition.Always));
            }
        }

        return lines;
    }

    /// <summary>A list of things that have fields of their own.</summary>
    public IEnumerable<YamlEntry> Items(string name, bool required = false)
    {
        foreach (var (itemPath, item) in ListOf(name, required))
        {
            if (item is YamlMap fieldsOfItem)
            {
                yield return new YamlEntry(file, problems, fieldsOfItem, itemPath);
            }
            else
            {
                Wrong(name, item, "a set of fields", "Write it in braces, such as { name: value, name: value }.");
            }
        }
    }

    /// <summary>A field that has fields of its own; null when it is not written.</summary>
    public YamlEntry? Part(string name, bool required = false)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (value is YamlMap part)
        {
            return new YamlEntry(file, problems, part, PathOf(name));
        }

        Wrong(name, value, "a set of fields", "Indent the fields under it by two spaces, each as \"name: value\".");
        return null;
    }

    /// <summary>The names of all fields: for tables, whose field names are themselves what is told.</summary>
    public IReadOnlyList<string> AllNames()
    {
        asked.UnionWith(fields.Keys);
        return [.. fields.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether the field holds a list.</summary>
    public bool IsList(string name) => fields.TryGetValue(name, out var field) && field.Value is YamlList;

    /// <summary>The field names that have been read or may be; the others are faults.</summary>
    public void RefuseOthers()
    {
        foreach (var field in fields.Values.Where(field => !asked.Contains(field.Name)))
        {
            if (field is { Value: YamlText { Text.Length: 0 }, Line: var line } && field.Name.Contains(' ', StringComparison.Ordinal))
            {
                Fault(line, $"The text is cut before \"{field.Name}\".", "Put the whole text in double quotes: inside braces a comma begins a new field.");
                continue;
            }

            var known = asked.Order(StringComparer.Ordinal).ToList();
            Fault(
                field.Line,
                $"\"{field.Name}\" is no field that is known here.",
                Suggestion.For(field.Name, known) + $"The fields are: {string.Join(", ", known)}.");
        }
    }

    private string Text(string name, bool required, TextKind kind)
    {
        if (One(name, required) is not { } text)
        {
            return "";
        }

        Note(PathOf(name), text, kind);
        return text.Text;
    }

    private IReadOnlyCollection<string>? ValuesAllowedFor(string fact)
    {
        if (string.Equals(fact, Knowledge.Condition.Rule, StringComparison.Ordinal))
        {
            return NamedRules.All;
        }

        if (!FactNames.Values.TryGetValue(fact, out var values))
        {
            Fault(
                LineOf(fact),
                $"\"{fact}\" is no fact.",
                Suggestion.For(fact, FactNames.Values.Keys) + $"The facts are: {string.Join(", ", FactNames.Values.Keys)}.");
            return null;
        }

        return values.Count == 0 ? [Knowledge.Condition.Known, Knowledge.Condition.Unknown] : [.. values, Knowledge.Condition.Unknown];
    }

    private bool Allows(string name, YamlText text, IReadOnlyCollection<string> allowed)
    {
        if (allowed.Contains(text.Text, StringComparer.Ordinal))
        {
            return true;
        }

        Fault(
            text.Line,
            $"\"{name}\" is \"{text.Text}\", which it cannot be.",
            Suggestion.For(text.Text, allowed) + $"Write one of: {string.Join(", ", allowed)}.");
        return false;
    }

    private void Note(string fieldPath, YamlText text, TextKind kind) =>
        file.Texts.Add(new FoundText(fieldPath, text.Line, text.Text, kind));

    private void NoteCue(string fieldPath, YamlText text)
    {
        Note(fieldPath, text, TextKind.Cue);
        foreach (var word in text.Text.Split([' ', '|', '?'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word is ['$', _, ..])
            {
                file.References.Add(new FoundReference(fieldPath, text.Line, ReferenceKind.WordList, word[1..]));
            }
        }
    }

    private YamlText? One(string name, bool required) =>
        TryFind(name, required, out var value) ? AsText(name, value) : null;

    private IEnumerable<(string Path, YamlText Value)> Many(string name, bool required, bool once = false)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (itemPath, item) in ListOf(name, required))
        {
            if (AsText(name, item) is not { } text)
            {
                continue;
            }

            if (once && !seen.Add(text.Text))
            {
                Fault(text.Line, $"\"{text.Text}\" stands twice under \"{name}\".", "Take one of the two out.");
            }
            else
            {
                yield return (itemPath, text);
            }
        }
    }

    private IEnumerable<(string Path, YamlValue Item)> ListOf(string name, bool required)
    {
        if (!TryFind(name, required, out var value))
        {
            yield break;
        }

        if (value is not YamlList list)
        {
            Wrong(name, value, "a list", "Write each item on a line of its own that begins with \"- \".");
            yield break;
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{i}]");
            file.AddLine(itemPath, list.Items[i].Line);
            yield return (itemPath, list.Items[i]);
        }

        if (list.Items.Count == 0 && required)
        {
            Fault(list.Line, $"\"{name}\" is an empty list.", "Add at least one item.");
        }
    }

    private YamlText? AsText(string name, YamlValue value)
    {
        if (value is not YamlText text)
        {
            Wrong(name, value, "text", "Put the text in double quotes: it may hold \": \", \"{\" or \"[\", which mean something else without them.");
            return null;
        }

        if (text.Text.Length == 0)
        {
            Fault(text.Line, $"\"{name}\" has an empty item.", "Write something there, or take the line out.");
            return null;
        }

        return text;
    }

    private void Wrong(string name, YamlValue value, string wanted, string fix)
    {
        var found = value switch
        {
            YamlList => "a list",
            YamlMap => "a set of fields",
            _ => "a single text",
        };
        Fault(value.Line, $"\"{name}\" should hold {wanted} and holds {found}.", fix);
    }

    private bool TryFind(string name, bool required, out YamlValue value)
    {
        if (Has(name))
        {
            value = fields[name].Value;
            return true;
        }

        if (required)
        {
            var empty = fields.ContainsKey(name);
            Fault(
                LineOf(name),
                empty ? $"\"{name}\" is empty." : $"\"{name}\" is missing.",
                empty ? "Write its value after the colon." : $"Add a line \"{name}: ...\".");
        }

        value = map;
        return false;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
