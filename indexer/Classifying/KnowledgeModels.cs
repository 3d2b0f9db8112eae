using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

/// <summary>The two models of the knowledge base: what kind of message it is, and which incident is told.</summary>
public static class KnowledgeModels
{
    /// <summary>Something that happened is told.</summary>
    public const string Incident = "incident";

    /// <summary>Somebody may be in danger. The model has a label for each emergency: <c>emergency/self-harm</c>.</summary>
    public const string Emergency = "emergency";

    /// <summary>Something is asked that guidance answers.</summary>
    public const string Question = "question";

    /// <summary>Small talk.</summary>
    public const string SmallTalk = "small-talk";

    /// <summary>Something that the bot is not for.</summary>
    public const string OutOfScope = "out-of-scope";

    /// <summary>Somebody to ask is looked for: a trusted adviser.</summary>
    public const string Advice = "advice";

    /// <summary>Steps to take are asked for, or how well one is doing.</summary>
    public const string Plan = "plan";

    /// <summary>A command to the bot.</summary>
    public const string Command = "command";

    // Twice as many moved single stories towards a second incident that is none: docs/decisions/classifier.md.
    private const int TwofoldStories = 1500;
    private const int LongestOfTwo = 160;
    private const int LongestClosed = 100;
    private const int EveryClosed = 5;
    private const int OtherStep = 5;

    private static readonly string[] Joins = [". ", ". ", ". Also ", ". And then ", " and ", " and now ", ", then ", ". On top of that ", ". Same week, ", ", and "];

    /// <summary>Trains the model of kinds on everything that people are known to say.</summary>
    public static TextClassifier TrainKinds(KnowledgeBase knowledge, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var lexicon = new Lexicon(knowledge);
        return TextClassifier.Train(
            [
                .. Examples(lexicon, Incident, WithClosings(knowledge.Incidents.Values.SelectMany(incident => incident.SaidAs), knowledge.Closings), form: true),
                .. Examples(lexicon, Incident, knowledge.Twofold.Select(story => story.Text), form: true),
                .. knowledge.Emergencies.Values.SelectMany(emergency => Examples(lexicon, $"{Emergency}/{emergency.Id}", emergency.SaidAs, form: true)),
                .. Examples(lexicon, Question, knowledge.Guidance.Values.SelectMany(guidance => guidance.Asks.Prepend(guidance.Title)), form: true),
                .. Examples(lexicon, Question, knowledge.Advisers.Values.SelectMany(adviser => adviser.Asks), form: true),
                .. Examples(lexicon, SmallTalk, knowledge.SmallTalk.Values.SelectMany(exchange => exchange.Asks), form: true),
                .. Examples(lexicon, OutOfScope, knowledge.OutOfScope.Values.SelectMany(exchange => exchange.Asks), form: true),
                .. knowledge.Commands.Values.SelectMany(exchange => Examples(lexicon, KindOf(exchange.Id), exchange.Asks, form: true)),
                .. knowledge.Examples.SelectMany(kind => Examples(lexicon, kind.Key, kind.Value, form: true)),
            ],
            new TrainingOptions { Balance = 1 },
            progress);
    }

    private static string KindOf(string command) => command switch
    {
        "advice" => Advice,
        "plan" or "readiness" or "rehearsal" => Plan,
        _ => Command,
    };

    /// <summary>Features of a message's form, which tell a question from a story: its first words, its end, its length, what its questions ask.</summary>
    /// <param name="text">The message.</param>
    /// <param name="words">Its words.</param>
    public static IReadOnlyList<string> Form(string text, IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        var form = new List<string>
        {
            words.Count switch
            {
                <= 2 => "form:one or two words",
                <= 6 => "form:a few words",
                <= 20 => "form:a sentence",
                <= 50 => "form:some sentences",
                _ => "form:long",
            },
        };
        if (words.Count > 0)
        {
            form.Add($"form:begins {words[0].Text}");
            form.Add($"form:ends {words[^1].Text}");
        }

        if (text.AsSpan().TrimEnd().EndsWith("?", StringComparison.Ordinal))
        {
            form.Add("form:ends with a question mark");
        }
        else if (text.Contains('?', StringComparison.Ordinal))
        {
            form.Add("form:holds a question mark");
        }

        form.AddRange(Asked(text, words));
        return form;
    }

    // In a long message, what is wanted stands in the sentence that asks: how it begins, and its words.
    private static IEnumerable<string> Asked(string text, IReadOnlyList<Word> words)
    {
        for (int first = 0, next; first < words.Count; first = next)
        {
            next = first + 1;
            while (next < words.Count && words[next].Sentence == words[first].Sentence)
            {
                next++;
            }

            var last = words[next - 1];
            var end = last.Start + last.Length;
            var length = (next < words.Count ? words[next].Start : text.Length) - end;
            if (length <= 0 || !text.AsSpan(end, length).Contains('?'))
            {
                continue;
            }

            var asked = words.Skip(first).Take(next - first).ToList();
            yield return "asks:" + string.Join(' ', asked.Take(2).Select(word => word.Text));
            yield return "asks:" + string.Join(' ', asked.Take(3).Select(word => word.Text));
            foreach (var word in asked.Select(word => word.Stem).Distinct(StringComparer.Ordinal))
            {
                yield return "asks about:" + word;
            }
        }
    }

    /// <summary>Trains the model of incidents on how people tell each.</summary>
    public static TextClassifier TrainIncidents(KnowledgeBase knowledge, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var lexicon = new Lexicon(knowledge);
        return TextClassifier.Train(
            [.. knowledge.Incidents.Values.SelectMany(incident => Examples(lexicon, incident.Id, incident.SaidAs))], new TrainingOptions(), progress, [.. Twofold(knowledge, lexicon)]);
    }

    // Stories of two incidents, labelled once with each: so that the ranking of a whole story says whether it tells one thing or two. Those
    // that curators wrote, and short ones of different types put together; which go together hangs on their place in the knowledge base alone.
    private static IEnumerable<Example> Twofold(KnowledgeBase knowledge, Lexicon lexicon)
    {
        foreach (var story in knowledge.Twofold)
        {
            var example = Examples(lexicon, story.Incident, [story.Text]).Single();
            yield return example;
            yield return example with { Label = story.Also };
        }

        var types = knowledge.Incidents.Values.Select(incident => (Incident: incident, Said: incident.SaidAs.Where(said => said.Length <= LongestOfTwo).ToList()))
            .Where(type => type.Said.Count > 0).ToList();
        for (var n = 0; n < TwofoldStories && types.Count > 1; n++)
        {
            var (one, other) = (types[n % types.Count], types[((n / types.Count * OtherStep) + 1 + n) % types.Count]);
            if (one.Incident.Id != other.Incident.Id && !one.Incident.IsConfusedWith(other.Incident))
            {
                var text = one.Said[n * 31 % one.Said.Count].TrimEnd('.', ' ') + Joins[n % Joins.Length] + other.Said[n * 17 % other.Said.Count];
                var example = Examples(lexicon, one.Incident.Id, [text]).Single();
                yield return example;
                yield return example with { Label = other.Incident.Id };
            }
        }
    }

    /// <summary>Trains the model that says which guidance a question is for, on the questions that curators wrote.</summary>
    /// <remarks>Its probabilities are one sign among others for the search, so they are not calibrated for themselves.</remarks>
    public static TextClassifier TrainGuidance(KnowledgeBase knowledge, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var lexicon = new Lexicon(knowledge);
        return TextClassifier.Train(
            [.. knowledge.Guidance.Values.SelectMany(guidance => Examples(lexicon, guidance.Id, guidance.Asks.Prepend(guidance.Title)))],
            new TrainingOptions { Calibrate = false, Pairs = 0.7f, Signals = 1.2f, L2 = 1e-5f, Focus = 0, Orders = 1 },
            progress);
    }

    // "Our files are locked, what should we do first?" is no question about ransomware: some short tellings stand a second time with
    // what people ask behind them.
    private static IEnumerable<string> WithClosings(IEnumerable<string> said, IReadOnlyList<string> closings)
    {
        var told = 0;
        foreach (var text in said)
        {
            yield return text;
            if (closings.Count > 0 && text.Length <= LongestClosed && text[^1] is not '?' && told++ % EveryClosed == 0)
            {
                yield return $"{text.TrimEnd('.', '!', ' ')}{(told / EveryClosed % 2 == 0 ? ", " : ". ")}{closings[told / EveryClosed % closings.Count]}";
            }
        }
    }

    private static IEnumerable<Example> Examples(Lexicon lexicon, string label, IEnumerable<string> texts, bool form = false) =>
        texts.Select(text =>
        {
            var words = Words.Of(text);
            var features = Lexicon.Features(lexicon.Notice(words));
            return new Example(text, label, form ? [.. features, .. Form(text, words)] : features);
        });
}
