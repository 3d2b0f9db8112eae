using System.Collections.Frozen;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Language;

/// <summary>What a cue of the knowledge base stands for.</summary>
public enum SignalKind
{
    /// <summary>A value of a fact.</summary>
    Fact,

    /// <summary>Something worth noticing that is no fact.</summary>
    Concept,

    /// <summary>A strong sign of an incident.</summary>
    Sign,

    /// <summary>A cue that decides for an emergency.</summary>
    Emergency,

    /// <summary>Any entry of a word list: many words for one thing.</summary>
    List,
}

/// <summary>What a cue of the knowledge base stands for.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The fact, concept, incident or emergency.</param>
/// <param name="Value">The fact's value; empty for the others.</param>
/// <param name="Negatable">Whether a denial turns the fact's "yes" into "no".</param>
public sealed record Signal(SignalKind Kind, string Id, string Value = "", bool Negatable = false)
{
    private readonly string[] features = Names(Kind, Id, Value);

    /// <summary>Its name as a feature for the classifier.</summary>
    public string Feature(bool negated, bool supposed) => features[supposed ? 2 : negated ? 1 : 0];

    private static string[] Names(SignalKind kind, string id, string value)
    {
        var name = kind switch
        {
            SignalKind.Fact => $"fact:{id}={value}",
            SignalKind.Concept => $"concept:{id}",
            SignalKind.Sign => $"sign:{id}",
            SignalKind.Emergency => $"emergency:{id}",
            SignalKind.List => $"list:{id}",
            _ => throw new System.Diagnostics.UnreachableException($"No feature for a {kind}."),
        };
        return [name, "not " + name, "if " + name];
    }
}

/// <summary>All cues of the knowledge base, ready to be found in a text.</summary>
public sealed class Lexicon
{
    // A florist and a church are robbed alike: who tells it says nothing of what happened.
    private static readonly FrozenSet<string> WhoTheyAre = FrozenSet.Create(
        StringComparer.Ordinal, FactNames.Organisation, FactNames.Sector, FactNames.Nation, FactNames.ItSupport);

    private readonly CueSet<Signal> cues;

    /// <summary>Compiles the cues. One that cannot be read is left out: <c>check</c> reports it.</summary>
    public Lexicon(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var entries = new List<(Cue, Signal)>();
        var known = new CuesRead();
        foreach (var fact in knowledge.Facts.Values)
        {
            foreach (var (value, texts) in fact.Values)
            {
                Add(texts, new(SignalKind.Fact, fact.Fact, value, fact.Negatable));
            }
        }

        foreach (var concept in knowledge.Concepts.Values)
        {
            Add(concept.Cues, new(SignalKind.Concept, concept.Id));
        }

        foreach (var incident in knowledge.Incidents.Values)
        {
            Add(incident.Signs, new(SignalKind.Sign, incident.Id));
        }

        foreach (var emergency in knowledge.Emergencies.Values)
        {
            Add(emergency.Cues, new(SignalKind.Emergency, emergency.Id));
        }

        foreach (var list in knowledge.WordLists.Keys)
        {
            Add(["$" + list], new(SignalKind.List, list));
        }

        cues = new(entries);

        void Add(IEnumerable<string> texts, Signal signal)
        {
            foreach (var text in texts)
            {
                if (Cue.TryParse(text, knowledge.WordLists, known, out var cue, out _))
                {
                    entries.Add((cue, signal));
                }
            }
        }
    }

    /// <summary>The cues that a text holds, in the order of their places.</summary>
    public IReadOnlyList<CueMatch<Signal>> Notice(IReadOnlyList<Word> words) => cues.Match(words);

    /// <summary>What was noticed as features for the classifier: each once, denials and suppositions told apart.</summary>
    /// <remarks>
    /// Cues of an emergency are no features: they were written beside the phrases that train the models, which would learn
    /// to lean on them, and then miss the dangers that no cue knows.
    /// </remarks>
    public static IReadOnlyList<string> Features(IReadOnlyList<CueMatch<Signal>> noticed)
    {
        ArgumentNullException.ThrowIfNull(noticed);
        var features = new List<string>(noticed.Count);
        foreach (var match in noticed)
        {
            if (match.Payload.Kind is not SignalKind.Emergency && !WhoTheyAre.Contains(match.Payload.Id))
            {
                features.Add(match.Payload.Feature(match.Negated, match.Supposed));
            }
        }

        features.Sort(StringComparer.Ordinal);
        var kept = 0;
        for (var at = 0; at < features.Count; at++)
        {
            if (kept == 0 || !string.Equals(features[at], features[kept - 1], StringComparison.Ordinal))
            {
                features[kept++] = features[at];
            }
        }

        features.RemoveRange(kept, features.Count - kept);
        return features;
    }
}
