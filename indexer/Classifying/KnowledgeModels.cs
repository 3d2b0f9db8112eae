using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

/// <summary>The two models of the knowledge base: what kind of message it is, and which incident is told.</summary>
public static class KnowledgeModels
{
    /// <summary>Something that happened is told.</summary>
    public const string Incident = "incident";

    /// <summary>Somebody may be in danger.</summary>
    public const string Emergency = "emergency";

    /// <summary>Something is asked that guidance answers.</summary>
    public const string Question = "question";

    /// <summary>Small talk.</summary>
    public const string SmallTalk = "small-talk";

    /// <summary>Something that the bot is not for.</summary>
    public const string OutOfScope = "out-of-scope";

    /// <summary>A command to the bot.</summary>
    public const string Command = "command";

    /// <summary>Trains the model of kinds on everything that people are known to say.</summary>
    public static TextClassifier TrainKinds(KnowledgeBase knowledge, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var lexicon = new Lexicon(knowledge);
        return TextClassifier.Train(
            [
                .. Examples(lexicon, Incident, knowledge.Incidents.Values.SelectMany(incident => incident.SaidAs)),
                .. Examples(lexicon, Emergency, knowledge.Emergencies.Values.SelectMany(emergency => emergency.SaidAs)),
                .. Examples(lexicon, Question, knowledge.Guidance.Values.SelectMany(guidance => guidance.Asks.Prepend(guidance.Title))),
                .. Examples(lexicon, Question, knowledge.Advisers.Values.SelectMany(adviser => adviser.Asks)),
                .. Examples(lexicon, SmallTalk, knowledge.SmallTalk.Values.SelectMany(exchange => exchange.Asks)),
                .. Examples(lexicon, OutOfScope, knowledge.OutOfScope.Values.SelectMany(exchange => exchange.Asks)),
                .. Examples(lexicon, Command, knowledge.Commands.Values.SelectMany(exchange => exchange.Asks)),
                .. knowledge.Examples.SelectMany(kind => Examples(lexicon, kind.Key, kind.Value)),
            ],
            new TrainingOptions(),
            progress);
    }

    /// <summary>Trains the model of incidents on how people tell each.</summary>
    public static TextClassifier TrainIncidents(KnowledgeBase knowledge, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var lexicon = new Lexicon(knowledge);
        return TextClassifier.Train(
            [.. knowledge.Incidents.Values.SelectMany(incident => Examples(lexicon, incident.Id, incident.SaidAs))], new TrainingOptions(), progress);
    }

    private static IEnumerable<Example> Examples(Lexicon lexicon, string label, IEnumerable<string> texts) =>
        texts.Select(text => new Example(text, label, Lexicon.Features(lexicon.Notice(Words.Of(text)))));
}
