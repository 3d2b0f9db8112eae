using System.Text;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

/// <summary>
/// What a whole story makes plain without any one phrase for it: that money has gone, that people's data is out. One model a fact,
/// trained on the stories of <c>language/tellings</c>; the cues of <c>language/facts</c> come first. Safe to share between threads.
/// </summary>
public sealed class FactModels
{
    /// <summary>The label of a story that leaves the fact open.</summary>
    public const string Unsaid = "unsaid";

    // Stories of which not even a person could say teach a model nothing.
    private const string Open = "unsure";

    // Fewer stories than this teach a model nothing that holds for the next one.
    private const int FewestTellings = 20;

    // Runs of letters would cost most of the time; misspelt words are mended before.
    private static readonly TrainingOptions Options = new() { Letters = 0 };

    private readonly SortedDictionary<string, TextClassifier> models;

    private FactModels(SortedDictionary<string, TextClassifier> models) => this.models = models;

    /// <summary>The facts that there is a model for.</summary>
    public IReadOnlyCollection<string> Facts => models.Keys;

    /// <summary>The models, in the order of the facts.</summary>
    public IReadOnlyCollection<TextClassifier> Models => models.Values;

    /// <summary>What a story says of a fact: its values and <see cref="Unsaid"/>, likeliest first.</summary>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <param name="story">From <see cref="Look"/>.</param>
    public Classification Classify(string fact, TextFeatures story) => models[fact].Classify(story);

    /// <summary>What the models look at.</summary>
    /// <param name="text">The features of the words.</param>
    /// <param name="signals">From <see cref="Signals"/>.</param>
    public static TextFeatures Look(TextFeatures text, IReadOnlyList<string> signals)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.WithoutLetters().With(signals);
    }

    /// <summary>What the models look at beside the words.</summary>
    /// <param name="features">The cues that the story holds, from <see cref="Lexicon.Features"/>.</param>
    /// <param name="incident">What it is about.</param>
    public static IReadOnlyList<string> Signals(IReadOnlyList<string> features, string incident) => [.. features, $"incident:{incident}"];

    /// <summary>Trains a model for each fact that enough stories tell.</summary>
    public static FactModels Train(KnowledgeBase knowledge, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var lexicon = new Lexicon(knowledge);
        var stories = knowledge.Tellings.Select(telling =>
            (Telling: telling, Signals: Signals(Lexicon.Features(lexicon.Notice(Words.Of(telling.Text))), telling.Incident))).ToList();
        var models = new SortedDictionary<string, TextClassifier>(StringComparer.Ordinal);
        foreach (var fact in knowledge.Tellings.SelectMany(telling => telling.Facts.Keys).CountBy(fact => fact, StringComparer.Ordinal)
            .Where(fact => fact.Value >= FewestTellings))
        {
            models[fact.Key] = TextClassifier.Train(
                [.. stories.Where(story => story.Telling.Facts.GetValueOrDefault(fact.Key) is not Open).Select(story => new Example(story.Telling.Text, story.Telling.Facts.GetValueOrDefault(fact.Key, Unsaid), story.Signals))],
                Options,
                progress);
        }

        return new(models);
    }

    /// <summary>Writes the models: the same models and vocabulary give the same bytes.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="shared">The vocabulary that they will be read with.</param>
    public void Save(Stream stream, Vocabulary shared)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write7BitEncodedInt(models.Count);
        foreach (var (fact, model) in models)
        {
            writer.Write(fact);
            writer.Flush();
            model.Save(stream, shared);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="vocabulary">The vocabulary that they were saved for.</param>
    /// <exception cref="InvalidDataException">The bytes are no models of this version, or for another vocabulary.</exception>
    public static FactModels Load(Stream stream, Vocabulary vocabulary)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var models = new SortedDictionary<string, TextClassifier>(StringComparer.Ordinal);
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var fact = reader.ReadString();
            models[fact] = TextClassifier.Load(stream, vocabulary);
        }

        return new(models);
    }
}
