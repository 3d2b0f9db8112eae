using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Classifying;

namespace BotAdvice.Bot.Understanding;

/// <summary>Finds which incidents a story tells: the one it is about, and a second one that stands in a part of it.</summary>
internal sealed class IncidentReader(KnowledgeIndex index)
{
    // The model learnt from stories that tell two; what is merely like the first takes no quarter of the whole.
    private const double SecondBar = 0.25;
    private const int CandidatesKept = 3;

    // A fact that was told and that an incident rules out, or takes for granted, weighs more than a likeness of words.
    private const double Contradicted = 0.15;
    private const double Borne = 1.5;

    /// <summary>Incidents told, the likeliest first; candidates; and the ranking that they come from.</summary>
    public (IReadOnlyList<Finding> Told, IReadOnlyList<Finding> Candidates, Classification Ranking) Read(
        TextFeatures story, IReadOnlyDictionary<string, FactValue> facts)
    {
        var ranking = index.Incidents.Classify(story);
        var weighed = Weighed(ranking, facts);
        var told = new List<Finding> { weighed[0] };
        if (weighed.Skip(1).FirstOrDefault() is { Confidence: >= SecondBar } second && !second.Incident.IsConfusedWith(weighed[0].Incident))
        {
            told.Add(second);
        }

        return (told, [.. weighed.Take(CandidatesKept)], ranking);
    }

    private List<Finding> Weighed(Classification ranking, IReadOnlyDictionary<string, FactValue> facts)
    {
        var weighed = ranking.Ranked.Select(label =>
        {
            var incident = index.Knowledge.Incidents[label.Label];
            var weight = incident.Implies.Aggregate(1.0, (product, implied) => facts.GetValueOrDefault(implied.Key) switch
            {
                null => product,
                { } told when told.Values.Contains(implied.Value) => product * Borne,
                _ => product * Contradicted,
            });
            return (incident, Score: label.Probability * weight);
        }).ToList();
        var sum = weighed.Sum(one => one.Score);
        return [.. weighed.Select(one => new Finding(one.incident, one.Score / sum)).OrderByDescending(found => found.Confidence)];
    }
}
