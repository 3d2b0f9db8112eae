using System.Globalization;
using BotAdvice.Bot.Evaluation;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Understanding;

namespace BotAdvice.Benchmarks;

/// <summary>
/// Measures the model of kinds alone and with the other judges (<see cref="KindWeighing"/>), and fits their weights on the build half of the
/// evaluation. The score half is only counted. Messages that may fairly be read as several kinds are left out.
/// </summary>
internal static class KindFit
{
    // From here a message counts as an incident, as in Reader.
    private const double IncidentBar = 0.18;

    // Keeps the weights of so few messages small.
    private const double Pull = 0.003;

    public static void Run()
    {
        var index = KnowledgeFolder.Open(null, Console.Error);
        var reader = new Reader(index);
        var messages = EvaluationSet.ReadFolder(EvaluationSet.FindFolder() ?? throw new InvalidOperationException("There is no tests/evaluation here.")).Items
            .Select(item => (item.IsBuild, Kinds: item.Kinds.Distinct(StringComparer.Ordinal).ToList(), Signs: reader.Signs(item.Text, item.Now ?? DateTimeOffset.UtcNow)))
            .Where(message => message.Kinds.Count == 1 && message.Signs is not null)
            .Select(message => new Message(message.IsBuild, Array.IndexOf(KindWeighing.Kinds, message.Kinds[0]), message.Signs!.Value))
            .Where(message => message.Kind >= 0)
            .ToList();
        var build = messages.Where(message => message.IsBuild).ToList();
        var weights = Fit(build);
        foreach (var half in new[] { build, messages.Where(message => !message.IsBuild).ToList() })
        {
            Console.WriteLine(half == build ? $"build: {half.Count} messages" : $"\nscore: {half.Count} messages");
            Print("model of kinds alone", half, signs => [signs.Incident, signs.Question, signs.OutOfScope, signs.SmallTalk]);
            Print("as in KindWeighing.cs", half, signs => KindWeighing.Weigh(signs) is var odds ? [odds.Incident, odds.Question, odds.OutOfScope, odds.SmallTalk] : []);
            Print("fitted now", half, signs => KindWeighing.Softmax(weights, signs.Values()));
        }

        Console.WriteLine("\nconstant, incident, question, out of scope, small talk, type, guidance, asks, words");
        foreach (var row in weights)
        {
            Console.WriteLine($"  [{string.Join(", ", row.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture)))}],");
        }
    }

    // Multinomial logistic regression, with a pull towards zero on all but the constant.
    private static double[][] Fit(List<Message> messages)
    {
        var values = messages.Select(message => message.Signs.Values()).ToList();
        var size = values[0].Length;
        var flat = RankingFit.Descend(KindWeighing.Kinds.Length * size, (weights, slope) =>
        {
            var rows = Rows(weights, size);
            for (var at = 0; at < values.Count; at++)
            {
                var found = KindWeighing.Softmax(rows, values[at]);
                for (var kind = 0; kind < found.Length; kind++)
                {
                    var error = (found[kind] - (kind == messages[at].Kind ? 1 : 0)) / values.Count;
                    for (var value = 0; value < size; value++)
                    {
                        slope[(kind * size) + value] += error * values[at][value];
                    }
                }
            }

            for (var at = 0; at < slope.Length; at++)
            {
                slope[at] += at % size == 0 ? 0 : Pull * weights[at];
            }
        });
        return Rows(flat, size);
    }

    private static double[][] Rows(double[] flat, int size) => [.. flat.Chunk(size)];

    private static void Print(string name, List<Message> messages, Func<KindSigns, double[]> weigh)
    {
        var read = messages.Select(message => (message.Kind, Read: Decide(weigh(message.Signs)))).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-24} incidents {Share(0, 0),5:0.0} %   questions {Share(1, 1),5:0.0} %, taken for incidents {Share(1, 0),4:0.0} %   out of scope {Share(2, 2),5:0.0} %, for incidents {Share(2, 0),4:0.0} %   small talk {Share(3, 3),5:0.0} %"));

        double Share(int kind, int asWhat) => 100.0 * read.Count(one => one.Kind == kind && one.Read == asWhat) / read.Count(one => one.Kind == kind);
    }

    private static int Decide(double[] odds) => odds[0] >= IncidentBar * odds.Sum() ? 0 : Array.IndexOf(odds, odds.Skip(1).Max(), 1);

    private sealed record Message(bool IsBuild, int Kind, KindSigns Signs);
}
