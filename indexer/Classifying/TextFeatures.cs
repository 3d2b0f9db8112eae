using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Classifying;

/// <summary>The known features of one text, for any model over the same vocabulary.</summary>
public sealed class TextFeatures
{
    private readonly Vocabulary vocabulary;
    private readonly List<TextFeature> all;

    internal TextFeatures(Vocabulary vocabulary, List<TextFeature> all) => (this.vocabulary, this.all) = (vocabulary, all);

    internal ReadOnlySpan<TextFeature> All => CollectionsMarshal.AsSpan(all);

    /// <summary>These and the caller's signals.</summary>
    /// <param name="signals">What else is known about the text, named as in training; unknown names are passed over.</param>
    public TextFeatures With(IReadOnlyList<string> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        var with = new List<TextFeature>(all.Count + signals.Count);
        with.AddRange(all);
        foreach (var signal in signals)
        {
            if (Features.FindSignal(vocabulary, signal) is >= 0 and var id && !Counted(CollectionsMarshal.AsSpan(with)[all.Count..], id))
            {
                with.Add(new(id, Block.Signal));
            }
        }

        return new(vocabulary, with);
    }

    private static bool Counted(Span<TextFeature> signals, int id)
    {
        foreach (ref var signal in signals)
        {
            if (signal.Id == id)
            {
                signal.Count++;
                return true;
            }
        }

        return false;
    }

    /// <summary>These without the runs of letters, for models that do not look at them: most features of a text are such.</summary>
    public TextFeatures WithoutLetters() => new(vocabulary, all.FindAll(feature => feature.Block is not Block.Letters));
}

/// <summary>A feature of a text: its number in the vocabulary and how often it stands there.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct TextFeature(int Id, Block Block)
{
    public int Count { get; set; } = 1;
}
