using System.Runtime.InteropServices;

namespace BotAdvice.Bot.Understanding;

/// <summary>What the judges say of the kind of a message. Probabilities are from 0 to 1.</summary>
/// <param name="Incident">By the model of kinds: something that happened is told.</param>
/// <param name="Question">By the model of kinds: something is asked that guidance answers.</param>
/// <param name="OutOfScope">By the model of kinds: it is nothing for the bot.</param>
/// <param name="SmallTalk">By the model of kinds.</param>
/// <param name="Type">How sure the model of incidents is of the likeliest type: it hesitates over what is none.</param>
/// <param name="Guidance">How sure the search is that its best entry answers.</param>
/// <param name="Asks">It has the form of a question.</param>
/// <param name="Words">Number of words.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KindSigns(
    double Incident, double Question, double OutOfScope, double SmallTalk, double Type, double Guidance, bool Asks, int Words)
{
    /// <summary>What is weighed: a constant, logarithms and log-odds, so that no judge decides alone.</summary>
    public double[] Values() =>
        [1, Log(Incident), Log(Question), Log(OutOfScope), Log(SmallTalk), LogOdds(Type), LogOdds(Guidance), Asks ? 1 : 0, Math.Log(1 + Math.Min(Words, LongestWeighed))];

    // Nobody wrote longer ones to fit the weights on.
    private const int LongestWeighed = 150;

    private static double Log(double probability) => Math.Log(probability + 0.01);

    private static double LogOdds(double probability) => Math.Log(Math.Max(probability, 0.002) / (1 - Math.Min(probability, 0.998)));
}

/// <summary>The probabilities of the four kinds that are weighed; together they make what the model of kinds gave the four.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KindOdds(double Incident, double Question, double OutOfScope, double SmallTalk);

/// <summary>
/// Weighs the judges of a message's kind: the model of kinds sees the words, the model of incidents hesitates over what is none, and the search knows
/// whether there is an answer. Fitted on the build half of <c>tests/evaluation</c>, which trained none of them:
/// <c>dotnet run --project tests/benchmarks -c Release -- kinds</c> measures and fits them anew; docs/decisions/classifier.md has the figures.
/// </summary>
internal static class KindWeighing
{
    /// <summary>The kinds, in the order of the weights.</summary>
    public static readonly string[] Kinds = ["incident", "question", "out-of-scope", "small-talk"];

    private static readonly double[][] Weights =
    [
        [-0.668, 0.938, -0.518, -0.666, -0.254, 0.421, -0.027, -0.511, -0.310],
        [0.826, -0.196, 0.770, -0.238, -0.061, -0.101, 0.528, 0.589, 0.493],
        [0.898, -0.495, -0.085, 1.049, -0.374, 0.045, -0.345, 0.161, -0.156],
        [-0.928, -0.378, -0.323, -0.186, 0.826, -0.447, -0.260, -0.237, 0.107],
    ];

    /// <summary>The probabilities of the four kinds.</summary>
    public static KindOdds Weigh(in KindSigns signs)
    {
        var weighed = Softmax(Weights, signs.Values());
        var share = signs.Incident + signs.Question + signs.OutOfScope + signs.SmallTalk;
        return new(share * weighed[0], share * weighed[1], share * weighed[2], share * weighed[3]);
    }

    /// <summary>What weights make of values, as probabilities.</summary>
    public static double[] Softmax(double[][] weights, double[] values)
    {
        var scores = weights.Select(row => row.Zip(values, (weight, value) => weight * value).Sum()).ToArray();
        var most = scores.Max();
        var exponents = scores.Select(score => Math.Exp(score - most)).ToArray();
        var sum = exponents.Sum();
        return [.. exponents.Select(exponent => exponent / sum)];
    }
}
