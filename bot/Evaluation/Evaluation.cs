using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace BotAdvice.Bot.Evaluation;

/// <summary>An item with what came back.</summary>
/// <param name="Item">The item.</param>
/// <param name="Trace">What was understood and decided.</param>
/// <param name="Milliseconds">How long the turn took.</param>
internal sealed record Outcome(EvaluationItem Item, Trace Trace, double Milliseconds)
{
    public bool ShouldAlarm => Item.Kinds.All(kind => kind is Kinds.Incident or Kinds.Emergency);

    public bool Alarmed => Trace.Kind is Kinds.Incident or Kinds.Emergency;

    public bool HasIncident => Item.Incident is not null && Item.Kinds.Contains(Kinds.Incident);

    public bool IncidentFirst => Fits(Trace.Incident);

    public bool IncidentInTwo => IncidentFirst || Trace.Candidates.Take(2).Concat(Trace.Also).Any(Fits);

    public bool InScopeQuestion => Item.Guidance.Count > 0 && Item.Kinds.Contains(Kinds.Question);

    public bool Answered => Trace.Kind is Kinds.Question or Kinds.Advice or Kinds.Plan && (Trace.Guidance.Count > 0 || Trace.Advisers.Count > 0) && !NoAnswer;

    public bool GuidanceWithin(int places) => Shown.Take(places).Any(Item.Guidance.Contains);

    public bool ShouldDecline => Item.Kinds.All(kind => kind is Kinds.OutOfScope or Kinds.SmallTalk);

    public bool Declined => Trace.Kind is Kinds.OutOfScope or Kinds.SmallTalk or Kinds.Unclear or Kinds.Command || NoAnswer;

    private bool NoAnswer => Trace.Kind is Kinds.Question && !Trace.Answered;

    private IEnumerable<string> Shown => Trace.Guidance.Select(id => id.Split('#')[0]);

    private bool Fits(string? incident) => incident is not null && (incident == Item.Incident || Item.Acceptable.Contains(incident));
}

/// <summary>Figures over many outcomes. Each is a count of right ones out of all that it concerns.</summary>
internal sealed record Evaluation(IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>Asks each item afresh.</summary>
    public static Evaluation Of(IResponder responder, IEnumerable<EvaluationItem> items, DateTimeOffset now) => new([.. items.Select(item =>
    {
        var started = Stopwatch.GetTimestamp();
        var response = responder.Respond(Situation.New, item.Text, item.Now ?? now);
        return new Outcome(item, response.Trace, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    })]);

    public Evaluation Split(bool build) => new([.. Outcomes.Where(outcome => outcome.Item.IsBuild == build)]);

    /// <summary>The figures, by name, in the order in which they are printed.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        var figures = new List<Figure>
        {
            Share("incident or danger recognised", outcome => outcome.ShouldAlarm, outcome => outcome.Alarmed),
            Share("emergencies found", outcome => outcome.Item.Kinds is [Kinds.Emergency], outcome => outcome.Trace.Kind is Kinds.Emergency),
            Share("false alarms on questions", outcome => outcome.Item.Kinds is [Kinds.Question], outcome => outcome.Alarmed),
            Share("false emergencies", outcome => !outcome.Item.Kinds.Contains(Kinds.Emergency), outcome => outcome.Trace.Kind is Kinds.Emergency),
            Share("incident type first", outcome => outcome.HasIncident, outcome => outcome.IncidentFirst),
            Share("incident type in the first two", outcome => outcome.HasIncident, outcome => outcome.IncidentInTwo),
        };
        var classes = Classes();
        figures.Add(new("macro-F2 over incident types (x1000)", (int)Math.Round(1000 * classes.Select(one => one.F2).DefaultIfEmpty().Average()), classes.Count == 0 ? 0 : 1000));
        figures.AddRange(
        [
            Count("second incidents found", outcome => outcome.Item.Also.Count, outcome => outcome.Item.Also.Count(
                also => outcome.Trace.Also.Append(outcome.Trace.Incident).Contains(also))),
            Count("second incidents named that are none", outcome => outcome.Trace.Also.Count, outcome => outcome.Trace.Also.Count(
                also => !outcome.Item.Also.Contains(also) && !outcome.Item.Acceptable.Contains(also) && also != outcome.Item.Incident)),
            Count("required routes named", outcome => outcome.Item.Routes.Count, outcome => outcome.Item.Routes.Count(outcome.Trace.Routes.Contains)),
            Count("forbidden routes named", outcome => outcome.Item.NotRoutes.Count, outcome => outcome.Item.NotRoutes.Count(outcome.Trace.Routes.Contains)),
            Share("in-scope questions answered", outcome => outcome.InScopeQuestion, outcome => outcome.Answered),
            Share("right guidance first", outcome => outcome.InScopeQuestion, outcome => outcome.GuidanceWithin(1)),
            Share("right guidance in the first three", outcome => outcome.InScopeQuestion, outcome => outcome.GuidanceWithin(3)),
            Share("out of scope declined", outcome => outcome.ShouldDecline, outcome => outcome.Declined),
            Count("stated facts found", outcome => outcome.Item.Facts.Count, outcome => outcome.Item.Facts.Count(fact => Agrees(outcome, fact.Key) == true)),
            Count("facts found that agree", outcome => outcome.Item.Facts.Keys.Count(fact => Agrees(outcome, fact) is not null), outcome =>
                outcome.Item.Facts.Keys.Count(fact => Agrees(outcome, fact) == true)),
        ]);
        return figures;
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

    /// <summary>Confidence against what came true, in five steps.</summary>
    public IReadOnlyList<(double From, int Items, double Expected, double Observed)> Calibration() => [.. Outcomes
        .Where(outcome => outcome.HasIncident && outcome.Trace.Kind is Kinds.Incident)
        .GroupBy(outcome => Math.Min(4, (int)(outcome.Trace.Confidence * 5)))
        .OrderBy(group => group.Key)
        .Select(group => (group.Key / 5.0, group.Count(), group.Average(outcome => outcome.Trace.Confidence), group.Average(outcome => outcome.IncidentFirst ? 1.0 : 0)))];

    /// <summary>Null when the fact was not found.</summary>
    private static bool? Agrees(Outcome outcome, string fact)
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
    public double Share => Of == 0 ? double.NaN : Count / (double)Of;
}
