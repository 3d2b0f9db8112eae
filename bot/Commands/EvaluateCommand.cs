using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using BotAdvice.Bot.Evaluation;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;

namespace BotAdvice.Bot.Commands;

/// <summary><c>evaluate</c>: how well the bot understands messages whose right understanding is known.</summary>
internal static class EvaluateCommand
{
    private const string DefaultFolder = "tests/evaluation";

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder with the .jsonl files.", DefaultValueFactory = _ => DefaultFolder };
        var json = new Option<string?>("--json") { Description = "Write the figures to this file, to compare with later." };
        var baseline = new Option<string?>("--baseline") { Description = "A file written by --json: shows what changed since." };
        var misses = new Option<bool>("--misses") { Description = "List the misses of the build split. Those of the score split are never listed." };
        var command = new Command("evaluate", "Measures understanding on tests/evaluation and prints a table for both splits.")
        {
            folder, json, baseline, misses, KnowledgeOptions.FolderOption,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder)!;
            if (!Directory.Exists(path))
            {
                Console.Error.WriteLine($"There is no folder \"{path}\". Run this in the repository, or name the folder.");
                return 2;
            }

            List<EvaluationItem> items;
            try
            {
                items = EvaluationItem.ReadFolder(path);
            }
            catch (FormatException fault)
            {
                Console.Error.WriteLine(fault.Message);
                return 2;
            }

            var responder = new Responder(KnowledgeFolder.Open(parsed.GetValue(KnowledgeOptions.FolderOption), Console.Error));
            var all = Evaluation.Evaluation.Of(responder, items, TimeProvider.System.GetUtcNow());
            var (build, score) = (all.Split(build: true), all.Split(build: false));
            var earlier = parsed.GetValue(baseline) is { } file ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : null;
            PrintFigures(build, score, earlier);
            PrintClasses(build, score);
            PrintFacts(build, score);
            PrintConfusions(build);
            PrintCalibration(score);
            if (parsed.GetValue(misses))
            {
                PrintMisses(build);
            }

            if (parsed.GetValue(json) is { } output)
            {
                File.WriteAllText(output, new JsonObject { ["build"] = Json(build), ["score"] = Json(score) }.ToJsonString());
            }

            return 0;
        });
        return command;
    }

    private static void PrintFigures(Evaluation.Evaluation build, Evaluation.Evaluation score, JsonObject? earlier)
    {
        Line($"{"",-40} {"build",18} {"score",18}{(earlier is null ? "" : "     score before")}");
        foreach (var (one, two) in build.Figures().Zip(score.Figures()))
        {
            var before = earlier?["score"]?[one.Name]?.GetValue<double>();
            Line($"{one.Name,-40} {Text(one),18} {Text(two),18}{(before is null ? "" : string.Create(CultureInfo.InvariantCulture, $"  {before,14:P1}"))}");
        }

        var times = build.Outcomes.Concat(score.Outcomes).Select(outcome => outcome.Milliseconds).Order().ToList();
        Line($"{"milliseconds a turn, median",-40} {times[times.Count / 2],18:0.00}");
    }

    private static void PrintClasses(Evaluation.Evaluation build, Evaluation.Evaluation score)
    {
        Line($"\n{"",-26} {"build: items",14} {"precision",10} {"recall",8} {"F2",6}   {"score: items",14} {"precision",10} {"recall",8} {"F2",6}");
        var others = score.Classes().ToDictionary(one => one.Incident, StringComparer.Ordinal);
        foreach (var one in build.Classes())
        {
            var two = others.GetValueOrDefault(one.Incident);
            Line($"{one.Incident,-26} {one.Items,14} {one.Precision,10:0.00} {one.Recall,8:0.00} {one.F2,6:0.00}   {two.Items,14} {two.Precision,10:0.00} {two.Recall,8:0.00} {two.F2,6:0.00}");
        }
    }

    private static void PrintFacts(Evaluation.Evaluation build, Evaluation.Evaluation score)
    {
        Line($"\n{"",-26} {"build: stated",14} {"found",10} {"right",8}   {"score: stated",16} {"found",10} {"right",8}");
        var others = score.Facts().ToDictionary(one => one.Fact, StringComparer.Ordinal);
        foreach (var fact in build.Facts().Select(one => one.Fact).Union(others.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var one = build.Facts().FirstOrDefault(one => one.Fact == fact);
            var two = others.GetValueOrDefault(fact);
            Line($"{fact,-26} {one.Stated,14} {one.Found,10} {one.Right,8}   {two.Stated,16} {two.Found,10} {two.Right,8}");
        }
    }

    private static void PrintConfusions(Evaluation.Evaluation build)
    {
        Line($"\nMost confused (build): told -> understood");
        foreach (var group in build.Outcomes.Where(outcome => outcome is { HasIncident: true, IncidentFirst: false })
            .GroupBy(outcome => $"{outcome.Item.Incident} -> {outcome.Trace.Incident ?? outcome.Trace.Kind}", StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(15))
        {
            Line($"{group.Count(),4}  {group.Key}");
        }
    }

    private static void PrintCalibration(Evaluation.Evaluation score)
    {
        Line($"\nConfidence in the incident (score): expected against observed");
        foreach (var (from, items, expected, observed) in score.Calibration())
        {
            Line($"{from,5:0.0} to {from + 0.2:0.0}  {items,5} items  {expected,6:P0} {observed,6:P0}");
        }
    }

    private static void PrintMisses(Evaluation.Evaluation build)
    {
        foreach (var outcome in build.Outcomes)
        {
            var wrong = new List<string>();
            if (!outcome.Item.Kinds.Contains(outcome.Trace.Kind))
            {
                wrong.Add($"kind {outcome.Trace.Kind}, not {string.Join('|', outcome.Item.Kinds)}");
            }

            if (outcome is { HasIncident: true, IncidentFirst: false })
            {
                wrong.Add($"incident {outcome.Trace.Incident}, not {outcome.Item.Incident}");
            }

            wrong.AddRange(outcome.Item.Routes.Except(outcome.Trace.Routes, StringComparer.Ordinal).Select(route => $"without {route}"));
            wrong.AddRange(outcome.Item.NotRoutes.Intersect(outcome.Trace.Routes, StringComparer.Ordinal).Select(route => $"with {route}"));
            if (outcome.InScopeQuestion && outcome.Trace.Kind is Kinds.Question && !outcome.GuidanceWithin(1))
            {
                wrong.Add($"guidance {string.Join(", ", outcome.Trace.Guidance.Take(3))}, not {string.Join('|', outcome.Item.Guidance)}");
            }

            wrong.AddRange(outcome.Item.Facts
                .Where(fact => Evaluation.Evaluation.Agrees(outcome, fact.Key) == false)
                .Select(fact => $"{fact.Key} {string.Join('|', outcome.Trace.Facts[fact.Key].Values)} (\"{outcome.Trace.Facts[fact.Key].From}\"), not {string.Join('|', fact.Value)}"));
            wrong.AddRange(outcome.Item.Facts
                .Where(fact => Evaluation.Evaluation.Agrees(outcome, fact.Key) is null)
                .Select(fact => $"without {fact.Key} {string.Join('|', fact.Value)}"));
            if (wrong.Count > 0)
            {
                Line($"\n{outcome.Item.Id}: {string.Join("; ", wrong)}\n    {outcome.Item.Text.ReplaceLineEndings(" ")}");
            }
        }
    }

    private static JsonObject Json(Evaluation.Evaluation evaluation)
    {
        var json = new JsonObject();
        foreach (var figure in evaluation.Figures().Where(figure => figure.Of > 0))
        {
            json[figure.Name] = figure.Share;
        }

        return json;
    }

    private static string Text(Figure figure) => figure.Of == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{figure.Share * 100:0.0} % ({figure.Count}/{figure.Of})");

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
