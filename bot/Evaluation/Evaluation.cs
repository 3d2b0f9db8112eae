using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace BotAdvice.Bot.Evaluation;

/// <summary>Figures over many outcomes. Each is a count of right ones out of all that it concerns.</summary>
internal sealed record Evaluation(
    KnowledgeBase Knowledge, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<RewordingOutcome> Rewordings, IReadOnlyList<MaskingOutcome> Masking)
{
    /// <summary>Asks each item afresh.</summary>
    public static Evaluation Of(Responder responder, EvaluationSet set, DateTimeOffset now)
    {
        var outcomes = set.Items.ToDictionary(item => item.Id, item => Ask(item, item.Text), StringComparer.Ordinal);
        return new(
            responder.Knowledge,
            [.. outcomes.Values],
            [.. set.Rewordings.Select(rewording => new RewordingOutcome(rewording, outcomes[rewording.Of.Id], Ask(rewording.Of, rewording.Text)))],
            [.. set.Masking.Select(MaskingOutcome.Of)]);

        Outcome Ask(EvaluationItem item, string text)
        {
            var started = Stopwatch.GetTimestamp();
            var response = responder.Respond(Situation.New, text, item.Now ?? now);
            return new(item, response.Trace, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    public Evaluation Split(bool build) => this with
    {
        Outcomes = [.. Outcomes.Where(outcome => outcome.Item.IsBuild == build)],
        Rewordings = [.. Rewordings.Where(outcome => outcome.Rewording.Of.IsBuild == build)],
        Masking = [.. Masking.Where(outcome => outcome.Item.IsBuild == build)],
    };

    /// <summary>The figures, by name, in the order in which they are printed.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        var classes = Classes();
        var calibration = Calibration();
        return
        [
            Share("incident or danger recognised", outcome => outcome.ShouldAlarm, outcome => outcome.Alarmed),
            Share("emergencies found", outcome => outcome.Item.Kinds is [Kinds.Emergency], outcome => outcome.Trace.Kind is Kinds.Emergency),
            Share("false alarms on questions", outcome => outcome.Item.Kinds is [Kinds.Question], outcome => outcome.Alarmed),
            Share("false emergencies", outcome => !outcome.Item.Kinds.Contains(Kinds.Emergency), outcome => outcome.Trace.Kind is Kinds.Emergency),
            Share("incident type first", outcome => outcome.HasIncident, outcome => outcome.IncidentFirst),
            Share("incident type in the first two", outcome => outcome.HasIncident, outcome => outcome.IncidentInTwo),
            new("macro-F2 over incident types (x1000)", (int)Math.Round(1000 * classes.Select(one => one.F2).DefaultIfEmpty().Average()), 1000),
            new("lowest F2 of a type (x1000)", (int)Math.Round(1000 * classes.Select(one => one.F2).DefaultIfEmpty().Min()), 1000),
            Share("held back on incidents", outcome => outcome.HasIncident, outcome => outcome.Abstained),
            Share("incident type first, when not held back", outcome => outcome is { HasIncident: true, Abstained: false }, outcome => outcome.IncidentFirst),
            new("confidence off by, on average (x1000)", (int)Math.Round(1000 * calibration.Sum(step => step.Items * Math.Abs(step.Expected - step.Observed)) / Math.Max(1, calibration.Sum(step => step.Items))), 1000),
            Count("second incidents found", outcome => outcome.Item.Also.Count, outcome => outcome.Item.Also.Count(
                also => outcome.Trace.Also.Append(outcome.Trace.Incident).Contains(also))),
            Count("second incidents named that are none", outcome => outcome.Trace.Also.Count, outcome => outcome.Trace.Also.Count(
                also => !outcome.Item.Also.Contains(also) && !outcome.Item.Acceptable.Contains(also) && also != outcome.Item.Incident)),
            Count("required routes named", outcome => outcome.Item.Routes.Count, outcome => outcome.Item.Routes.Count(outcome.Trace.Routes.Contains)),
            Count("forbidden routes named", outcome => outcome.Item.NotRoutes.Count, outcome => outcome.Item.NotRoutes.Count(outcome.Trace.Routes.Contains)),
            Count("routes wrong for the nation told", outcome => StatesNation(outcome) ? outcome.Trace.Routes.Count : 0, WrongForNation),
            Share("in-scope questions answered", outcome => outcome.InScopeQuestion, outcome => outcome.Answered),
            Share("right guidance first", outcome => outcome.InScopeQuestion, outcome => outcome.GuidanceWithin(1)),
            Share("right guidance in the first three", outcome => outcome.InScopeQuestion, outcome => outcome.GuidanceWithin(3)),
            Share("out of scope declined", outcome => outcome.ShouldDecline, outcome => outcome.Declined),
            Count("stated facts found", outcome => outcome.Item.Facts.Count, outcome => outcome.Item.Facts.Count(fact => Agrees(outcome, fact.Key) == true)),
            Count("facts found that agree", outcome => outcome.Item.Facts.Keys.Count(fact => Agrees(outcome, fact) is not null), outcome =>
                outcome.Item.Facts.Keys.Count(fact => Agrees(outcome, fact) == true)),
            .. RewordingOutcome.Figures(Rewordings),
            .. MaskingOutcome.Figures(Masking),
        ];
    }

    /// <summary>Precision, recall and F2 of each incident type.</summary>
    public IReadOnlyList<(string Incident, int Items, double Precision, double Recall, double F2)> Classes() => [.. Outcomes
        .Where(outcome => outcome.HasIncident)
        .GroupBy(outcome => outcome.Item.Incident!, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group =>
        {
            var found = group.Count(outcome => outcome.IncidentFirst);
            var wrongly = Outcomes.Count(outcome => outcome.Trace.Incident == group.Key && outcome.Trace.Kind is Kinds.Incident && !outcome.IncidentFirst);
            var recall = found / (double)group.Count();
            var precision = found + wrongly == 0 ? 0 : found / (double)(found + wrongly);
            var f2 = precision + recall == 0 ? 0 : 5 * precision * recall / ((4 * precision) + recall);
            return (group.Key, group.Count(), precision, recall, f2);
        })];

    /// <summary>For each fact, with its value unless that is measured: how often it is stated, found, and found rightly.</summary>
    public IReadOnlyList<(string Fact, int Stated, int Found, int Right)> Facts() => [.. Outcomes
        .SelectMany(outcome => outcome.Item.Facts.Select(fact => (Fact: NameOf(fact), Agrees: Agrees(outcome, fact.Key))))
        .GroupBy(told => told.Fact, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Count(), group.Count(told => told.Agrees is not null), group.Count(told => told.Agrees == true)))];

    /// <summary>Confidence against what came true, in five steps.</summary>
    public IReadOnlyList<(double From, int Items, double Expected, double Observed)> Calibration() => [.. Outcomes
        .Where(outcome => outcome.HasIncident && outcome.Trace.Kind is Kinds.Incident)
        .GroupBy(outcome => Math.Min(4, (int)(outcome.Trace.Confidence * 5)))
        .OrderBy(group => group.Key)
        .Select(group => (group.Key / 5.0, group.Count(), group.Average(outcome => outcome.Trace.Confidence), group.Average(outcome => outcome.IncidentFirst ? 1.0 : 0)))];

    /// <summary>Null when the fact was not found.</summary>
    public static bool? Agrees(Outcome outcome, string fact)
    {
        if (!outcome.Trace.Facts.TryGetValue(fact, out var found))
        {
            return null;
        }

        var wanted = outcome.Item.Facts[fact];
        if (fact is FactNames.WhenHappened or FactNames.WhenNoticed)
        {
            return true;
        }

        return FactNames.Several.Contains(fact)
            ? wanted.All(found.Values.Contains)
            : found.Number is { } number && decimal.TryParse(wanted[0], System.Globalization.CultureInfo.InvariantCulture, out var right)
                ? number == right
                : wanted.Contains(found.Value);
    }

    private static bool StatesNation(Outcome outcome) => outcome.Item.Facts.ContainsKey(FactNames.Nation);

    private int WrongForNation(Outcome outcome) => StatesNation(outcome)
        ? outcome.Trace.Routes.Count(route => Knowledge.Routes[route].Nations is { Count: > 0 } nations && !outcome.Item.Facts[FactNames.Nation].Any(nations.Contains))
        : 0;

    private static string NameOf(KeyValuePair<string, IReadOnlyList<string>> fact) =>
        FactNames.Values.GetValueOrDefault(fact.Key) is { Count: > 0 } ? $"{fact.Key}: {string.Join(", ", fact.Value)}" : fact.Key;

    private Figure Share(string name, Func<Outcome, bool> concerns, Func<Outcome, bool> holds)
    {
        var all = Outcomes.Where(concerns).ToList();
        return new(name, all.Count(holds), all.Count);
    }

    private Figure Count(string name, Func<Outcome, int> all, Func<Outcome, int> right) => new(name, Outcomes.Sum(right), Outcomes.Sum(all));
}

/// <summary>A figure: how many of how many.</summary>
internal sealed record Figure(string Name, int Count, int Of)
{
    /// <summary>The figure of which this one is a part; empty for one that stands alone.</summary>
    public string Group { get; init; } = "";

    /// <summary>Unique among the figures of a split.</summary>
    public string Key => Group.Length == 0 ? Name : $"{Group}: {Name.Trim()}";

    public double Share => Of == 0 ? double.NaN : Count / (double)Of;
}
