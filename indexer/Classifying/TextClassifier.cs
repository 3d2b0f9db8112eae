using System.Text;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

/// <summary>
/// Says which of several labels a text has, how surely, and why. A linear model over words, pairs of words, runs of letters
/// and the caller's signals; every weight has a name that a person can read. Safe to use from several threads at once.
/// </summary>
public sealed class TextClassifier
{
    private const int Folds = 5;
    private static readonly byte[] Magic = "BATC3"u8.ToArray();

    private readonly TrainingOptions settings;
    private readonly string[] names;
    private readonly Vocabulary vocabulary;
    private readonly FeatureSet known;
    private readonly WeightRows weights;
    private readonly Vectors vectors;
    private readonly float heat;

    private TextClassifier(TrainingOptions options, string[] labels, Vocabulary vocabulary, FeatureSet known, WeightRows weights, float temperature)
    {
        settings = options;
        names = labels;
        this.vocabulary = vocabulary;
        this.known = known;
        this.weights = weights;
        vectors = new(options, known, weights);
        heat = temperature;
    }

    /// <summary>The labels, in alphabetical order.</summary>
    public IReadOnlyList<string> Labels => names;

    /// <summary>Number of features that the model knows.</summary>
    public int Features => known.Count;

    internal IEnumerable<string> FeatureNames => known.Features().Select(vocabulary.NameOf);

    /// <summary>Divides the scores before they become probabilities; fitted on held-out examples. Above 1 the raw model was too sure.</summary>
    public double Temperature => heat;

    /// <summary>Trains a classifier. The same examples in the same order give the same classifier.</summary>
    /// <param name="examples">At least one; a few dozen for each label are needed for a useful model.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told what is being done, in a few words; may be null.</param>
    /// <param name="made">More examples to learn from, put together by a rule: what nobody wrote says nothing about how sure to be.</param>
    public static TextClassifier Train(
        IReadOnlyList<Example> examples, TrainingOptions options, IProgress<string>? progress = null, IReadOnlyList<Example>? made = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(options);
        string[] labels = [.. examples.Select(e => e.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length == 0)
        {
            throw new ArgumentException("A classifier needs examples.", nameof(examples));
        }

        progress?.Report($"reading {examples.Count} examples of {labels.Length} labels");
        var samples = Samples([.. examples, .. made ?? []], labels);
        var (vocabulary, weights) = Vectors.Learn(samples, labels.Length, options);
        var known = new FeatureSet([.. Enumerable.Range(0, vocabulary.Count)], vocabulary.Count);
        var vectors = new Vectors(options, known, weights);
        SparseVector[] rows = [.. samples.Select(s => vectors.Of(vocabulary.Read(s.Words).With(s.Signals)))];
        var temperature = options.Calibrate
            ? FitTemperature(samples, rows, vocabulary.Count, FoldsOf(examples, labels.Length), labels, options, progress)
            : 1f;
        progress?.Report($"training on {rows.Length} texts and {vocabulary.Count} features");
        weights.Round(Fit(samples, rows, vocabulary.Count, _ => true, labels, options, options.Orders));
        return new TextClassifier(options, labels, vocabulary, known, weights, temperature);
    }

    /// <summary>Ranks the labels for a text.</summary>
    /// <param name="text">Its features and signals, read with the model's vocabulary.</param>
    public Classification Classify(TextFeatures text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<float> scores = stackalloc float[names.Length];
        var vector = Score(text, scores);
        var ranked = new (string Label, double Probability)[names.Length];
        for (var k = 0; k < ranked.Length; k++)
        {
            ranked[k] = (names[k], scores[k]);
        }

        // Equal probabilities keep the order of the labels, so that the result does not hang on the sort.
        Array.Sort(ranked, static (a, b) => b.Probability != a.Probability
            ? b.Probability.CompareTo(a.Probability)
            : string.CompareOrdinal(a.Label, b.Label));
        return new Classification(this, vector, ranked);
    }

    /// <summary>Gives the probability of each label, without ranking them.</summary>
    /// <param name="text">Its features and signals, read with the model's vocabulary.</param>
    /// <param name="probabilities">One for each of <see cref="Labels"/>, in their order.</param>
    public void Classify(TextFeatures text, Span<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(text);
        Score(text, probabilities);
    }

    /// <summary>Ranks the labels for a text that no other model looks at.</summary>
    /// <param name="words">The words of the text, from <see cref="Words.Of"/>.</param>
    /// <param name="signals">What else is known about it, named as in training; unknown names are passed over.</param>
    public Classification Classify(IReadOnlyList<Word> words, IReadOnlyList<string> signals) => Classify(Read(words, signals));

    /// <summary>What the model looks at.</summary>
    /// <param name="words">The words of the text, from <see cref="Words.Of"/>.</param>
    /// <param name="signals">What else is known about it.</param>
    public TextFeatures Read(IReadOnlyList<Word> words, IReadOnlyList<string> signals) => vocabulary.Read(words).With(signals);

    /// <summary>Ranks the labels for a text without signals.</summary>
    public Classification Classify(string text) => Classify(Words.Of(text), []);

    /// <summary>Writes the model: the same model and vocabulary give the same bytes.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="shared">The vocabulary that it will be read with: it has to hold all features of the model.</param>
    public void Save(Stream stream, Vocabulary shared)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(shared);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        Compact.Write(writer, settings);
        writer.Write(heat);
        writer.Write7BitEncodedInt(names.Length);
        foreach (var label in names)
        {
            writer.Write(label);
        }

        Compact.Write(writer, [.. FeatureNames.Select(feature => shared.Find(feature))]);
        Compact.Write(writer, weights);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="vocabulary">The vocabulary that it was saved for.</param>
    /// <exception cref="InvalidDataException">The bytes are not a model of this version, or one for another vocabulary.</exception>
    public static TextClassifier Load(Stream stream, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(vocabulary);
        using var bytes = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!bytes.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new InvalidDataException("This is not a classifier of this version.");
            }

            var options = Compact.ReadOptions(bytes);
            var temperature = bytes.ReadSingle();
            var labels = new string[Compact.ReadCount(bytes)];
            for (var i = 0; i < labels.Length; i++)
            {
                labels[i] = bytes.ReadString();
            }

            var known = Compact.ReadFeatures(bytes, vocabulary);
            return new TextClassifier(options, labels, vocabulary, known, Compact.ReadModel(bytes, known.Count, labels.Length), temperature);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("The classifier is cut short or damaged.", e);
        }
    }

    internal IReadOnlyList<(string Feature, double Weight)> Why(SparseVector vector, string label, int top)
    {
        var k = Array.IndexOf(names, label);
        var weighed = new List<(int Feature, double Weight)>(top + 1);
        for (var i = 0; i < vector.Indexes.Length && k >= 0; i++)
        {
            var feature = vector.Indexes[i];
            var row = weights.Row(feature);
            var mean = 0.0;
            foreach (var w in row)
            {
                mean += w;
            }

            var found = (Feature: feature, Weight: vector.Values[i] * weights.Scale(feature) * (row[k] - (mean / row.Length)));
            if (found.Weight <= 0 || (weighed.Count == top && Before(weighed[^1], found)))
            {
                continue;
            }

            var at = weighed.Count;
            while (at > 0 && Before(found, weighed[at - 1]))
            {
                at--;
            }

            weighed.Insert(at, found);
            if (weighed.Count > top)
            {
                weighed.RemoveAt(top);
            }
        }

        return weighed.ConvertAll(found => (vocabulary.NameOf(known.FeatureAt(found.Feature)), found.Weight));

        // Features are numbered in the order of their names.
        static bool Before((int Feature, double Weight) one, (int Feature, double Weight) other) =>
            one.Weight > other.Weight || (one.Weight == other.Weight && one.Feature < other.Feature);
    }

    private SparseVector Score(TextFeatures text, Span<float> probabilities)
    {
        var vector = vectors.Of(text);
        weights.Score(vector, probabilities);
        Softmax.ToProbabilities(probabilities, heat);
        return vector;
    }

    /// <summary>What a label's name says before the first slash: labels of one group are weighed together.</summary>
    internal static ReadOnlySpan<char> GroupOf(string label) => label.AsSpan(0, label.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? slash : label.Length);

    private static Softmax Fit(
        List<Sample> samples, SparseVector[] rows, int features, Func<int, bool> takes, string[] labels, TrainingOptions options, int orders = 1)
    {
        int[] taken = [.. Enumerable.Range(0, rows.Length).Where(i => takes(samples[i].Source))];
        string[] groups = [.. labels.Select(label => GroupOf(label).ToString())];
        var perGroup = groups.Distinct(StringComparer.Ordinal).ToDictionary(group => group, _ => 0f, StringComparer.Ordinal);
        foreach (var i in taken)
        {
            perGroup[groups[samples[i].Label]]++;
        }

        var mean = taken.Length / (float)perGroup.Count;
        float[] importance = [.. taken.Select(i =>
            Math.Min(5f, MathF.Pow(mean / perGroup[groups[samples[i].Label]], options.Balance)))];
        var model = new Softmax(features, labels.Length);
        model.Train([.. taken.Select(i => rows[i])], [.. taken.Select(i => samples[i].Label)], importance, options, orders);
        return model;
    }

    private static List<Sample> Samples(IReadOnlyList<Example> examples, string[] labels)
    {
        var samples = new List<Sample>(examples.Count);
        for (var i = 0; i < examples.Count; i++)
        {
            var example = examples[i];
            var label = Array.BinarySearch(labels, example.Label, StringComparer.Ordinal);
            var words = Words.Of(example.Text);
            samples.Add(new Sample(words, example.Signals, label, i));
        }

        return samples;
    }

    private static int[] FoldsOf(IReadOnlyList<Example> examples, int labels)
    {
        var seen = new Dictionary<string, int>(labels, StringComparer.Ordinal);
        var folds = new int[examples.Count];
        for (var i = 0; i < folds.Length; i++)
        {
            var n = seen.GetValueOrDefault(examples[i].Label);
            folds[i] = n % Folds;
            seen[examples[i].Label] = n + 1;
        }

        return folds;
    }

    private static float FitTemperature(
        List<Sample> samples,
        SparseVector[] rows,
        int features,
        int[] folds,
        string[] labels,
        TrainingOptions options,
        IProgress<string>? progress)
    {
        // Each part is measured by a model of its own; whichever ends first, their scores stand in the order of the parts.
        var measured = new List<(float[] Logits, int Label)>[Folds];
        Parallel.For(0, Folds, fold =>
        {
            progress?.Report($"measuring confidence, part {fold + 1} of {Folds}");
            var model = Fit(samples, rows, features, source => source >= folds.Length || folds[source] != fold, labels, options);
            measured[fold] = [];
            for (var i = 0; i < folds.Length; i++)
            {
                if (folds[samples[i].Source] == fold)
                {
                    var logits = new float[labels.Length];
                    model.Score(rows[i], logits);
                    measured[fold].Add((logits, samples[i].Label));
                }
            }
        });

        var scores = measured.SelectMany(part => part).ToList();
        var best = (Temperature: 1f, Loss: double.MaxValue);
        for (var step = -20; step <= 20; step++)
        {
            var temperature = (float)Math.Pow(2, step / 8.0);
            var loss = 0.0;
            foreach (var (logits, label) in scores)
            {
                var probabilities = logits.AsSpan().ToArray();
                Softmax.ToProbabilities(probabilities, temperature);
                loss -= Math.Log(Math.Max(probabilities[label], 1e-9));
            }

            if (loss < best.Loss)
            {
                best = (temperature, loss);
            }
        }

        return best.Temperature;
    }
}
