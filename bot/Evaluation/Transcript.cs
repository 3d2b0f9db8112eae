using System.Globalization;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Bot.Evaluation;

/// <summary>
/// A whole conversation as a curator writes it down: what the reader says, and after each message what the reply must and must
/// not hold. The format is told in <c>tests/conversations/README.md</c>.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Now">When the first message is sent.</param>
/// <param name="Turns">The messages, in order.</param>
internal sealed record Transcript(string Path, string Title, DateTimeOffset Now, IReadOnlyList<TranscriptTurn> Turns)
{
    private const string You = "**You:**";
    private const string Bot = "**Bot:**";
    private const string Later = "**Later:**";

    /// <summary>The transcripts under these paths, in order of their names; the folders' README files are none.</summary>
    public static IEnumerable<string> Files(IEnumerable<string> paths) => paths.SelectMany<string, string>(path => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.md", SearchOption.AllDirectories)
            .Where(file => !System.IO.Path.GetFileName(file).Equals("README.md", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
        : [path]);

    /// <returns>The transcript, or null once every fault found is in <paramref name="problems"/>.</returns>
    public static Transcript? Read(string path, ICollection<Problem> problems)
    {
        var faults = problems.Count;
        var lines = File.ReadAllLines(path);
        var (title, now, at) = Head(path, lines, problems);
        var turns = new List<TranscriptTurn>();
        var after = TimeSpan.Zero;
        var said = new List<string>();
        var expected = new List<Expectation>();
        var saidAt = 0;
        var inReply = false;
        for (; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (line.StartsWith(You, StringComparison.Ordinal))
            {
                Close();
                (inReply, saidAt) = (false, at + 1);
                said.Add(line[You.Length..].Trim());
            }
            else if (line.StartsWith(Later, StringComparison.Ordinal))
            {
                Close();
                after += Duration(path, at + 1, line[Later.Length..].Trim(), problems);
            }
            else if (line.StartsWith(Bot, StringComparison.Ordinal))
            {
                inReply = true;
            }
            else if (inReply && line.StartsWith("- ", StringComparison.Ordinal))
            {
                if (Expectation.Read(path, at + 1, line[2..], problems) is { } one)
                {
                    expected.Add(one);
                }
            }
            else if (!inReply && saidAt > 0 && said.Count > 0)
            {
                said.Add(line);
            }
        }

        Close();
        if (turns.Count == 0)
        {
            problems.Add(new(path, 1, "Nobody says anything.", $"Begin a line with \"{You}\" and write what the reader says."));
        }

        return problems.Count > faults ? null : new(path, title, now, turns);

        void Close()
        {
            if (said.Count > 0)
            {
                turns.Add(new(saidAt, string.Join('\n', said).Trim(), after, [.. expected]));
                after = TimeSpan.Zero;
            }

            said.Clear();
            expected.Clear();
            inReply = false;
        }
    }

    private static (string Title, DateTimeOffset Now, int Body) Head(string path, string[] lines, ICollection<Problem> problems)
    {
        var end = lines.Length > 0 && lines[0].Trim() == "---" ? Array.FindIndex(lines, 1, line => line.Trim() == "---") : -1;
        if (end < 0)
        {
            problems.Add(new(path, 1, "The head is missing.", "Begin with a line ---, then title: and now:, then a line ---."));
            return ("", default, 0);
        }

        string Field(string name) => lines[1..end].FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim() ?? "";
        if (Field("title").Length == 0)
        {
            problems.Add(new(path, 1, "There is no title.", "Write title: and what the conversation is about."));
        }

        if (!DateTimeOffset.TryParse(Field("now"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now))
        {
            problems.Add(new(path, 1, "There is no moment.", "Write now: and a moment such as 2026-11-20T16:30:00Z."));
        }

        return (Field("title"), now, end + 1);
    }

    private static TimeSpan Duration(string path, int line, string text, ICollection<Problem> problems)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            switch (parts[1].TrimEnd('s', '.'))
            {
                case "minute":
                    return TimeSpan.FromMinutes(count);
                case "hour":
                    return TimeSpan.FromHours(count);
                case "day":
                    return TimeSpan.FromDays(count);
            }
        }

        problems.Add(new(path, line, $"\"{text}\" is no length of time.", "Write a number and minutes, hours or days, such as 4 hours."));
        return TimeSpan.Zero;
    }
}

/// <summary>One message, and what its reply must hold.</summary>
/// <param name="Line">The line on which it stands, from 1.</param>
/// <param name="Says">The reader's words.</param>
/// <param name="After">How long after the message before it is sent.</param>
/// <param name="Expected">What the reply is held against.</param>
internal sealed record TranscriptTurn(int Line, string Says, TimeSpan After, IReadOnlyList<Expectation> Expected);
