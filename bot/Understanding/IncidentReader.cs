using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Bot.Understanding;

/// <summary>Finds which incidents a story tells: the one it is about, and a second one that stands in a part of it.</summary>
internal sealed class IncidentReader(KnowledgeIndex index)
{
    // A second incident has to be told clearly in a sentence of its own, and the whole story must leave room for it.
    private const double SecondInSentence = 0.7;
    private const double SecondInStory = 0.06;
    private const double ToldInSentence = 0.5;
    private const int ShortestSentence = 4;
    private const int CandidatesKept = 3;

    // A fact that was told and that an incident rules out, or takes for granted, weighs more than a likeness of words.
    private const double Contradicted = 0.15;
    private const double Borne = 1.5;

    /// <summary>Incidents told, the likeliest first; candidates; and the ranking that they come from.</summary>
    public (IReadOnlyList<Finding> Told, IReadOnlyList<Finding> Candidates, Classification Ranking) Read(
        IReadOnlyList<Word> words, IReadOnlyList<CueMatch<Signal>> noticed, IReadOnlyDictionary<string, FactValue> facts)
    {
        var ranking = index.Incidents.Classify(words, Lexicon.Features(noticed));
        var weighed = Weighed(ranking, facts);
        var told = new List<Finding> { weighed[0] };
        if (Second(words, noticed, ranking, weighed[0].Incident) is { } second)
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

    private Finding? Second(IReadOnlyList<Word> words, IReadOnlyList<CueMatch<Signal>> noticed, Classification whole, IncidentType first)
    {
        if (words.Count == 0 || words[^1].Sentence == 0)
        {
            return null;
        }

        Finding? best = null;
        foreach (var sentence in words.Select((word, at) => (word, at)).GroupBy(entry => entry.word.Sentence))
        {
            var (from, count) = (sentence.First().at, sentence.Count());
            if (count < ShortestSentence)
            {
                continue;
            }

            var part = words.Skip(from).Take(count).ToList();
            var features = Lexicon.Features([.. noticed.Where(match => match.First >= from && match.First + match.Count <= from + count)]);
            var (label, probability) = index.Incidents.Classify(part, features).Ranked[0];
            if (label == first.Id || probability < SecondInSentence || whole.Of(label) < SecondInStory
                || first.ConfusedWith.Any(confusion => confusion.Incident == label)
                || index.Kinds.Classify(part, features).Of(Kinds.Incident) < ToldInSentence)
            {
                continue;
            }

            if (best is null || probability > best.Confidence)
            {
                best = new(index.Knowledge.Incidents[label], probability);
            }
        }

        return best;
    }
}
