using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BotAdvice.Indexer.Loading;

/// <summary>A value of the front matter, with the line on which it begins.</summary>
/// <remarks>
/// Our own small tree over YamlDotNet's events: its representation model throws at the first key that stands twice, and a
/// curator should see every fault of a file at once.
/// </remarks>
internal abstract record YamlValue(int Line);

/// <param name="Line">The line on which it begins.</param>
/// <param name="Text">The text; empty when nothing is written.</param>
internal sealed record YamlText(int Line, string Text) : YamlValue(Line);

/// <param name="Line">The line on which it begins.</param>
/// <param name="Items">The items, in order.</param>
internal sealed record YamlList(int Line, IReadOnlyList<YamlValue> Items) : YamlValue(Line);

/// <param name="Line">The line on which it begins.</param>
/// <param name="Fields">The fields, in order; a name may stand twice.</param>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlField> Fields) : YamlValue(Line);

/// <param name="Name">The name.</param>
/// <param name="Line">The line of the name.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlField(string Name, int Line, YamlValue Value);

/// <summary>The front matter is no YAML that we read.</summary>
internal sealed class YamlFaultException(int line, string what, string fix) : Exception(what)
{
    public int Line => line;

    public string Fix => fix;
}

/// <summary>Reads YAML text into a tree.</summary>
internal static class YamlTree
{
    private const int DeepestNesting = 12;

    /// <param name="yaml">The text between the two lines of dashes.</param>
    /// <param name="linesBefore">Lines of the file before the text, so that lines are those of the file.</param>
    /// <exception cref="YamlFaultException">The text is not valid YAML.</exception>
    public static YamlMap Read(string yaml, int linesBefore)
    {
        RefuseTabs(yaml, linesBefore);
        var parser = new Parser(new StringReader(yaml));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return new YamlMap(linesBefore + 1, []);
            }

            var root = ReadValue(parser, linesBefore, 0);
            if (root is YamlMap map)
            {
                return map;
            }

            throw new YamlFaultException(
                root.Line, "The front matter is not a list of fields.", "Write each field as \"name: value\", such as \"title: Report Fraud\".");
        }
        catch (YamlException fault)
        {
            var line = Math.Max(1, (int)fault.Start.Line) + linesBefore;
            throw NotYaml(line, fault.Message.TrimEnd('.'));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16 throws this, not its own exception, when a text inside brackets runs on to the end.
            throw NotYaml((int)(parser.Current?.End.Line ?? 1) + linesBefore, "a bracket is opened and not closed");
        }
    }

    private static YamlFaultException NotYaml(int line, string why) =>
        new(
            line,
            $"The front matter is not valid YAML: {why}.",
            "Check that the line is indented like its neighbours, and put text that holds \": \", \"#\", a quote, \"[\" or \"{\" in quotes.");

    private static void RefuseTabs(string yaml, int linesBefore)
    {
        var line = linesBefore;
        foreach (var text in yaml.Split('\n'))
        {
            line++;
            if (text.AsSpan(0, text.Length - text.AsSpan().TrimStart().Length).Contains('\t'))
            {
                throw new YamlFaultException(line, "The line is indented with a tab.", "Use spaces: two for each step.");
            }
        }
    }

    private static YamlValue ReadValue(Parser parser, int linesBefore, int depth)
    {
        var here = parser.Current ?? throw new YamlException("the text ends too early");
        var line = (int)here.Start.Line + linesBefore;
        if (depth > DeepestNesting)
        {
            throw new YamlFaultException(line, "The fields are nested too deeply.", "Compare with another entry of the same folder.");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var nothing = scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null";
            return new YamlText(line, nothing ? "" : scalar.Value.Trim());
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadValue(parser, linesBefore, depth + 1));
            }

            return new YamlList(line, items);
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var fields = new List<YamlField>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var name = ReadValue(parser, linesBefore, depth + 1);
                var value = ReadValue(parser, linesBefore, depth + 1);
                if (name is not YamlText { Text: { Length: > 0 } text })
                {
                    throw new YamlFaultException(name.Line, "A field has no name.", "Write it as \"name: value\".");
                }

                fields.Add(new YamlField(text, name.Line, value));
            }

            return new YamlMap(line, fields);
        }

        throw new YamlFaultException(
            line, "The front matter refers to another part of itself with \"&\" or \"*\".", "Write the value out, or put the text in quotes.");
    }
}
