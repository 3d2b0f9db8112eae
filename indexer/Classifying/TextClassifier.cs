using System.Collections.Concurrent;
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
    private static readonly byte[] Magic = "BATC2"u8.ToArray();

    private readonly TrainingOptions settings;
    private readonly string[] names;
    private readonly Vectors reader;
    private readonly WeightRows weights;
    private readonly float heat;
    private readonly ConcurrentBag<Vectors.Scratch> scratches = [];

    private TextClassifier(TrainingOptions options, string[] labels, Vectors vectors, WeightRows model, float temperature)
    {
        settings = options;
        names = labels;
        reader = vectors;
        weights = model;
        heat = temperature;
    }

    /// <summary>The labels, in alphabetical order.</summary>
    public IReadOnlyList<string> Labels => names;

    /// <summary>Number of features that the model knows.</summary>
    public int Features => reader.Names.Count;

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
        var vectors = Vectors.Learn(samples, labels.Length, options);
        var scratch = new Vectors.Scratch();
        SparseVector[] rows = [.. samples.Select(s => vectors.Of(s.Words, s.Signals, scratch))];
        var temperature = options.Calibrate
            ? FitTemperature(samples, rows, vectors, FoldsOf(examples, labels.Length), labels, options, progress)
            : 1f;
        progress?.Report($"training on {rows.Length} texts and {vectors.Names.Count} features");
        var model = Fit(samples, rows, vectors, _ => true, labels, options, options.Orders);
        return new TextClassifier(options, labels, vectors, new WeightRows(model), temperature);
    }

    /// <summary>Ranks the labels for a text.</summary>
    /// <param name="words">The words of the text, from <see cref="Words.Of"/>.</param>
    /// <param name="signals">What else is known about it, named as in training; unknown names are passed over.</param>
    public Classification Classify(IReadOnlyList<Word> words, IReadOnlyList<string> signals)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(signals);
        Span<float> scores = stackalloc float[names.Length];
        var vector = Score(words, signals, scores);
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
    /// <param name="words">The words of the text.</param>
    /// <param name="signals">What else is known about it.</param>
    /// <param name="probabilities">One for each of <see cref="Labels"/>, in their order.</param>
    public void Classify(IReadOnlyList<Word> words, IReadOnlyList<string> signals, Span<float> probabilities) => Score(words, signals, probabilities);

    /// <summary>Ranks the labels for a text without signals.</summary>
    public Classification Classify(string text) => Classify(Words.Of(text), []);

    /// <summary>Writes the model: the same model gives the same bytes.</summary>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        Compact.Write(writer, settings);
        writer.Write(heat);
        writer.Write7BitEncodedInt(names.Length);
        foreach (var label in names)
        {
            writer.Write(label);
        }

        Compact.Write(writer, reader);
        Compact.Write(writer, weights);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a model of this version.</exception>
    public static TextClassifier Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
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

            var vectors = Compact.ReadVectors(bytes, options);
            var model = Compact.ReadModel(bytes, vectors.Names.Count, labels.Length);
            return new TextClassifier(options, labels, vectors, model, temperature);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("The classifier is cut short or damaged.", e);
        }
    }

    internal IReadOnlyList<(string Feature, double Weight)> Why(SparseVector vector, string label, int top)
    {
        var k = Array.IndexOf(names, label);
        var weighed = new List<(string Feature, double Weight)>(top);
        for (var i = 0; i < vector.Indexes.Length && k >= 0; i++)
        {
            var feature = vector.Indexes[i];
            var row = weights.Row(feature);
            var mean = 0.0;
            foreach (var w in row)
            {
                mean += w;
            }

            var found = (Feature: reader.Names[feature].ToString(), Weight: vector.Values[i] * weights.Scale(feature) * (row[k] - (mean / row.Length)));
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

        return weighed;

        static bool Before((string Feature, double Weight) one, (string Feature, double Weight) other) =>
            one.Weight > other.Weight || (one.Weight == other.Weight && string.CompareOrdinal(one.Feature, other.Feature) < 0);
    }

    private SparseVector Score(IReadOnlyList<Word> words, IReadOnlyList<string> signals, Span<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(signals);
        if (!scratches.TryTake(out var scratch))
        {
            scratch = new Vectors.Scratch();
        }

        var vector = reader.Of(words, signals, scratch);
        scratches.Add(scratch);
        weights.Score(vector, probabilities);
        Softmax.ToProbabilities(probabilities, heat);
        return vector;
    }

    /// <summary>What a label's name says before the first slash: labels of one group are weighed together.</summary>
    internal static ReadOnlySpan<char> GroupOf(string label) => label.AsSpan(0, label.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? slash : label.Length);

    private static Softmax Fit(
        List<Sample> samples, SparseVector[] rows, Vectors vectors, Func<int, bool> takes, string[] labels, TrainingOptions options, int orders = 1)
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
        var model = new Softmax(vectors.Names.Count, labels.Length);
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
        Vectors vectors,
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
            var model = Fit(samples, rows, vectors, source => source >= folds.Length || folds[source] != fold, labels, options);
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
