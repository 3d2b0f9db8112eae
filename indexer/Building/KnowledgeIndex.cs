using System.Text;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Indexer.Building;

/// <summary>An index ready for use: the knowledge base with its search, its cues and its models. Immutable and safe to share.</summary>
public sealed class KnowledgeIndex
{
    /// <summary>The section with the passages.</summary>
    public const string PassagesSection = "passages";

    /// <summary>The section with the words that people are known to write.</summary>
    public const string WordsSection = "words";

    /// <summary>The section with the features that the models share.</summary>
    public const string FeaturesSection = "features";

    /// <summary>The section with the model of kinds.</summary>
    public const string KindsSection = "kinds";

    /// <summary>The section with the model of incidents.</summary>
    public const string IncidentsSection = "incidents";

    /// <summary>The section with the model of guidance.</summary>
    public const string GuidanceSection = "guidance";

    /// <summary>The section with the models of facts.</summary>
    public const string FactsSection = "facts";

    private KnowledgeIndex(IndexFile file, bool withTold)
    {
        Fingerprint = Encoding.ASCII.GetString(file.Section(KnowledgeFingerprint.SectionName).Span);

        // The models need nothing of the knowledge base, so another core reads them meanwhile.
        var features = Task.Run(() => Read(file, FeaturesSection, Vocabulary.Load));
        var guidance = WithFeatures(GuidanceSection, TextClassifier.Load);
        var kinds = WithFeatures(KindsSection, TextClassifier.Load);
        var incidents = WithFeatures(IncidentsSection, TextClassifier.Load);
        var facts = WithFeatures(FactsSection, FactModels.Load);
        Knowledge = KnowledgeSection.Read(file);
        Told = withTold ? KnowledgeSection.ReadTold(file) : [];
        var speller = Task.Run(() => Read(file, WordsSection, stream => Speller.Load(stream, Knowledge.ShortForms)));
        Lexicon = new(Knowledge);
        var passages = Read(file, PassagesSection, stream =>
        {
            using var reader = new BinaryReader(stream);
            return ImpactIndex.Load(reader);
        });
        Passages = new(Knowledge, Lexicon, passages, guidance.GetAwaiter().GetResult());
        Speller = speller.GetAwaiter().GetResult();
        Kinds = kinds.GetAwaiter().GetResult();
        Incidents = incidents.GetAwaiter().GetResult();
        Facts = facts.GetAwaiter().GetResult();
        Features = features.GetAwaiter().GetResult();

        async Task<T> WithFeatures<T>(string section, Func<Stream, Vocabulary, T> read)
        {
            var vocabulary = await features.ConfigureAwait(false);
            return Read(file, section, stream => read(stream, vocabulary));
        }
    }

    /// <summary>The fingerprint of the folder that the index was built from.</summary>
    public string Fingerprint { get; }

    /// <summary>The knowledge base, without how people tell incidents, which nobody needs any more once the models are trained.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>How people tell incidents; empty unless the index was opened with it.</summary>
    public IReadOnlyList<string> Told { get; }

    /// <summary>Its cues.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>Its guidance, searchable.</summary>
    public PassageSearch Passages { get; }

    /// <summary>Mends misspelt words.</summary>
    public Speller Speller { get; }

    /// <summary>The features that the models share.</summary>
    public Vocabulary Features { get; }

    /// <summary>Tells what kind of message a text is.</summary>
    public TextClassifier Kinds { get; }

    /// <summary>Tells which incident a story is about.</summary>
    public TextClassifier Incidents { get; }

    /// <summary>Tell which facts a story makes plain.</summary>
    public FactModels Facts { get; }

    /// <summary>Opens an index.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="withTold">Read <see cref="Told"/> as well.</param>
    /// <exception cref="IndexFileException">A section is missing or makes no sense.</exception>
    public static KnowledgeIndex Open(IndexFile file, bool withTold = false)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(file, withTold);
    }

    private static T Read<T>(IndexFile file, string section, Func<Stream, T> read)
    {
        try
        {
            using var stream = file.Open(section);
            return read(stream);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new IndexFileException($"The section \"{section}\" of the index makes no sense. Build it again.", fault);
        }
    }
}
