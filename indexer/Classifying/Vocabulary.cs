using System.Runtime.InteropServices;
using System.Text;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

/// <summary>
/// The features that models know, by number. The models of an index share one: the features of a message are found once, whichever
/// models look at it, and their names stand once in file and memory. Safe to share between threads.
/// </summary>
public sealed class Vocabulary
{
    // A message of the usual length has fewer features; the room for those of a long one is not kept.
    private const int MostKept = 4096;

    // Where each feature of the text that is being read stands among those found.
    [ThreadStatic]
    private static Dictionary<int, int>? places;

    private readonly FeatureNames names;
    private readonly FeatureTable table;

    internal Vocabulary(FeatureNames names)
    {
        this.names = names;
        table = new(names);
    }

    /// <summary>Number of features.</summary>
    public int Count => names.Count;

    /// <summary>The features of several models.</summary>
    public static Vocabulary Of(IEnumerable<TextClassifier> models) => Of(models.SelectMany(model => model.FeatureNames));

    internal static Vocabulary Of(IEnumerable<string> features) => new(FeatureNames.Of([.. features.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));

    /// <summary>The known features of a text, each once, in the order of the text.</summary>
    public TextFeatures Read(IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var used = places ?? [];
        used.Clear();
        var sink = new Collector(table, used, new(words.Count * 8));
        Features.Read(words, [], Reading, ref sink);
        places = used.Count <= MostKept ? used : null;
        return new(this, sink.Found);
    }

    /// <summary>Writes the vocabulary: the same features give the same bytes.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        names.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static Vocabulary Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            return new(FeatureNames.Load(reader));
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The list of features is cut short or damaged.", fault);
        }
    }

    // Every kind of feature; a model passes over those that it does not know.
    private static readonly TrainingOptions Reading = new();

    internal string NameOf(int feature) => names[feature];

    /// <summary>The number of a feature, or -1 when it is not known.</summary>
    internal int Find(ReadOnlySpan<char> feature) => table.Find(feature);

    private readonly struct Collector(FeatureTable table, Dictionary<int, int> places, List<TextFeature> found) : IFeatureSink
    {
        public List<TextFeature> Found => found;

        public void Add(ReadOnlySpan<char> feature, Block block)
        {
            if (table.Find(feature) is not (>= 0 and var id))
            {
                return;
            }

            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, id, out var known);
            if (known)
            {
                CollectionsMarshal.AsSpan(found)[place].Count++;
                return;
            }

            place = found.Count;
            found.Add(new(id, block));
        }
    }
}
