using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;

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

    public bool GuidanceWithin(int places) => GuidanceShown.Take(places).Any(Item.Guidance.Contains);

    public bool ShouldDecline => Item.Kinds.All(kind => kind is Kinds.OutOfScope or Kinds.SmallTalk);

    public bool Declined => Trace.Kind is Kinds.OutOfScope or Kinds.SmallTalk or Kinds.Unclear or Kinds.Command || NoAnswer;

    /// <summary>The bot did not commit itself: it asked which incident it was, or what was meant, or said that it has no answer.</summary>
    public bool Abstained => Trace.Kind is Kinds.Unclear || NoAnswer || (Trace.Kind is Kinds.Incident && Trace.Confidence < IncidentTriage.GuessBelow);

    /// <summary>As labelled: the kind, the incident, and the first answer.</summary>
    public bool Right => Item.Kinds.Contains(Trace.Kind) && (!HasIncident || IncidentFirst || Trace.Kind is not Kinds.Incident) && (!InScopeQuestion || GuidanceWithin(1) || Trace.Kind is not Kinds.Question);

    private bool NoAnswer => Trace.Kind is Kinds.Question && !Trace.Answered;

    /// <summary>Ids of the guidance shown or offered, best first.</summary>
    public IEnumerable<string> GuidanceShown => Trace.Guidance.Select(id => id.Split('#')[0]);

    private bool Fits(string? incident) => incident is not null && (incident == Item.Incident || Item.Acceptable.Contains(incident));
}
