namespace BotAdvice.Indexer.Classifying;

/// <summary>One text whose label is known.</summary>
/// <param name="Text">As somebody would type it.</param>
/// <param name="Label">What it is: an incident id, or a kind such as <c>question</c>.</param>
/// <param name="Signals">What else is known about the text, for example <c>sign:ransomware</c>; found by cues, in any order.</param>
public sealed record Example(string Text, string Label, IReadOnlyList<string> Signals);

/// <summary>How a <see cref="TextClassifier"/> is trained. The defaults are what was measured best: docs/decisions/classifier.md.</summary>
public sealed record TrainingOptions
{
    /// <summary>Weight of single words against the other kinds of feature; 0 leaves them out.</summary>
    public float Words { get; init; } = 1f;

    /// <summary>Weight of two neighbouring words of one sentence; 0 leaves them out.</summary>
    public float Pairs { get; init; } = 1f;

    /// <summary>Weight of runs of letters inside a word, which bear spelling mistakes; 0 leaves them out.</summary>
    public float Letters { get; init; } = 0.8f;

    /// <summary>Weight of the caller's signals.</summary>
    public float Signals { get; init; } = 0.9f;

    /// <summary>Times that training goes over all examples. From 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Times that it is trained anew, in another order of the examples, to take the mean. From 1.</summary>
    public int Orders { get; init; } = 4;

    /// <summary>Size of the steps (AdaGrad).</summary>
    public float Rate { get; init; } = 0.3f;

    /// <summary>Pull of every weight towards zero, per example.</summary>
    public float L2 { get; init; }

    /// <summary>How far a feature that stands with few labels counts for more than one that stands with all: 0 not at all.</summary>
    public float Focus { get; init; } = 0.5f;

    /// <summary>In how many examples a feature must be seen to be kept.</summary>
    public int SeenIn { get; init; } = 2;

    /// <summary>How far rare labels are weighed up: 0 not at all, 1 until all labels count the same.</summary>
    public float Balance { get; init; } = 0.5f;

    /// <summary>Whether the confidence is fitted on held-out parts of the examples. Makes training about four times as long.</summary>
    public bool Calibrate { get; init; } = true;
}
