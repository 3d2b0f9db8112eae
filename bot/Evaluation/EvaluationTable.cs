using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BotAdvice.Bot.Understanding;

namespace BotAdvice.Bot.Evaluation;

/// <summary>Prints an evaluation, the two splits beside each other.</summary>
/// <param name="build">The split that may be looked at.</param>
/// <param name="score">The split that is only counted.</param>
/// <param name="output">Where to.</param>
internal sealed class EvaluationTable(Evaluation build, Evaluation score, TextWriter output)
{
    private const int NameWidth = 42;

    /// <summary>The figures, and those of an earlier run.</summary>
    /// <param name="earlier">What <see cref="EvaluationJson"/> wrote then; null when there is none.</param>
    public void PrintFigures(JsonObject? earlier)
    {
        Line($"{"",-NameWidth} {"build",18} {"score",18}{(earlier is null ? "" : $"{"build before",15} {"score before",14}")}");
        foreach (var (one, two) in build.Figures().Zip(score.Figures()))
        {
            var before = earlier is null ? "" : $"{Before(earlier, "build", one),15} {Before(earlier, "score", two),14}";
            Line($"{one.Name,-NameWidth} {Text(one),18} {Text(two),18}{before}");
        }

        var times = build.Outcomes.Concat(score.Outcomes).Select(outcome => outcome.Milliseconds).Order().ToList();
        Line($"{"milliseconds a turn, median",-NameWidth} {times[times.Count / 2],18:0.00}");
    }

    /// <summary>Precision, recall and F2 of each incident type.</summary>
    public void PrintClasses()
    {
        Line($"\n{"",-26} {"build: items",14} {"precision",10} {"recall",8} {"F2",6}   {"score: items",14} {"precision",10} {"recall",8} {"F2",6}");
        var others = score.Classes().ToDictionary(one => one.Incident, StringComparer.Ordinal);
        foreach (var one in build.Classes())
        {
            var two = others.GetValueOrDefault(one.Incident);
            Line($"{one.Incident,-26} {one.Items,14} {one.Precision,10:0.00} {one.Recall,8:0.00} {one.F2,6:0.00}   {two.Items,14} {two.Precision,10:0.00} {two.Recall,8:0.00} {two.F2,6:0.00}");
        }
    }

    /// <summary>How often each fact is stated, found, and found rightly.</summary>
    public void PrintFacts()
    {
        Line($"\n{"",-26} {"build: stated",14} {"found",10} {"right",8}   {"score: stated",16} {"found",10} {"right",8}");
        var ours = build.Facts().ToDictionary(one => one.Fact, StringComparer.Ordinal);
        var others = score.Facts().ToDictionary(one => one.Fact, StringComparer.Ordinal);
        foreach (var fact in ours.Keys.Union(others.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (one, two) = (ours.GetValueOrDefault(fact), others.GetValueOrDefault(fact));
            Line($"{fact,-26} {one.Stated,14} {one.Found,10} {one.Right,8}   {two.Stated,16} {two.Found,10} {two.Right,8}");
        }
    }

    /// <summary>Told (rows) against understood (columns, in the order of the rows) of the build split; an acceptable incident counts as the one told.</summary>
    public void PrintConfusions()
    {
        var incidents = build.Classes().Select(one => one.Incident).ToList();
        var others = build.Outcomes.Where(outcome => outcome.HasIncident && outcome.Trace.Incident is null).Select(outcome => outcome.Trace.Kind).Distinct().Order(StringComparer.Ordinal);
        var columns = incidents.Concat(others).ToList();
        Line($"\nConfusion matrix (build): told in the rows, understood in the columns, which have the rows' numbers");
        Line($"{"",-29}{string.Concat(columns.Select((column, at) => at < incidents.Count ? $"{at + 1,4}" : $" {column}"))}");
        foreach (var (incident, row) in incidents.Select((incident, at) => (incident, at + 1)))
        {
            var told = build.Outcomes.Where(outcome => outcome.HasIncident && outcome.Item.Incident == incident).ToList();
            var cells = new StringBuilder();
            foreach (var column in columns)
            {
                var count = told.Count(outcome => (outcome.IncidentFirst ? incident : outcome.Trace.Incident ?? outcome.Trace.Kind) == column);
                cells.Append((count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture)).PadLeft(incidents.Contains(column) ? 4 : column.Length + 1));
            }

            Line($"{row,2} {incident,-26}{cells}");
        }
    }

    /// <summary>How sure the bot was against how often it was right.</summary>
    public void PrintCalibration()
    {
        foreach (var (name, split) in new[] { ("build", build), ("score", score) })
        {
            Line($"\nConfidence in the incident ({name}): expected against observed");
            foreach (var (from, items, expected, observed) in split.Calibration())
            {
                Line($"{from,5:0.0} to {from + 0.2:0.0}  {items,5} items  {expected,6:P0} {observed,6:P0}");
            }
        }
    }

    /// <summary>What the build split got wrong; the score split's misses are nobody's business.</summary>
    public void PrintMisses()
    {
        foreach (var outcome in build.Outcomes)
        {
            Miss(outcome.Item.Id, outcome.Item.Text, Faults(outcome));
        }

        foreach (var outcome in build.Rewordings.Where(outcome => !(outcome.SameVerdict && outcome.SameDoors)))
        {
            var (first, again) = (outcome.First, outcome.Again);
            var changes = new List<string>();
            if (!outcome.SameVerdict)
            {
                changes.Add($"{Verdict(again)}, first {Verdict(first)}");
            }

            changes.AddRange(first.Trace.Routes.Except(again.Trace.Routes, StringComparer.Ordinal).Select(route => $"no longer {route}"));
            changes.AddRange(again.Trace.Routes.Except(first.Trace.Routes, StringComparer.Ordinal).Select(route => $"new {route}"));
            Miss(outcome.Rewording.Id, outcome.Rewording.Text, changes);
        }

        foreach (var outcome in build.Masking)
        {
            Miss(outcome.Item.Id, $"{outcome.Item.Text}\n    {outcome.Result}", [.. outcome.Leaked.Select(part => $"leaks \"{part}\""), .. outcome.Lost.Select(part => $"took \"{part}\"")]);
        }
    }

    private static List<string> Faults(Outcome outcome)
    {
        var faults = new List<string>();
        if (!outcome.Item.Kinds.Contains(outcome.Trace.Kind))
        {
            faults.Add($"kind {outcome.Trace.Kind}, not {string.Join('|', outcome.Item.Kinds)}");
        }

        if (outcome is { HasIncident: true, IncidentFirst: false })
        {
            faults.Add($"incident {outcome.Trace.Incident}, not {outcome.Item.Incident}");
        }

        faults.AddRange(outcome.Item.Routes.Except(outcome.Trace.Routes, StringComparer.Ordinal).Select(route => $"without {route}"));
        faults.AddRange(outcome.Item.NotRoutes.Intersect(outcome.Trace.Routes, StringComparer.Ordinal).Select(route => $"with {route}"));
        if (outcome.InScopeQuestion && outcome.Trace.Kind is Kinds.Question && !outcome.GuidanceWithin(1))
        {
            faults.Add($"guidance {string.Join(", ", outcome.Trace.Guidance.Take(3))}, not {string.Join('|', outcome.Item.Guidance)}");
        }

        faults.AddRange(outcome.Item.Facts
            .Where(fact => Evaluation.Agrees(outcome, fact.Key) == false)
            .Select(fact => $"{fact.Key} {string.Join('|', outcome.Trace.Facts[fact.Key].Values)} (\"{outcome.Trace.Facts[fact.Key].From}\"), not {string.Join('|', fact.Value)}"));
        faults.AddRange(outcome.Item.Facts
            .Where(fact => Evaluation.Agrees(outcome, fact.Key) is null)
            .Select(fact => $"without {fact.Key} {string.Join('|', fact.Value)}"));
        return faults;
    }

    private static string Verdict(Outcome outcome) => outcome.Trace.Incident ?? (outcome.Trace.Kind is Kinds.Question ? $"question {outcome.GuidanceShown.FirstOrDefault()}" : outcome.Trace.Kind);

    private static string Before(JsonObject earlier, string split, Figure figure) =>
        earlier[split]?[figure.Key]?.GetValue<double>() is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %") : "-";

    private static string Text(Figure figure) => figure.Of == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{figure.Share * 100:0.0} % ({figure.Count}/{figure.Of})");

    private void Miss(string id, string text, List<string> faults)
    {
        if (faults.Count > 0)
        {
            Line($"\n{id}: {string.Join("; ", faults)}\n    {text.ReplaceLineEndings("\n    ")}");
        }
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
