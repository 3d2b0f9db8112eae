using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Bot.Understanding;

/// <summary>Finds which known saying a message is, or is most like: commands, small talk, what is out of scope.</summary>
internal sealed class Sayings
{
    private readonly Dictionary<string, (string Kind, string Id)> whole;
    private readonly ImpactIndex index;
    private readonly Analyzer analyzer = new([]);

    public Sayings(KnowledgeBase knowledge)
    {
        var said = Of(Kinds.Command, knowledge.Commands.Values)
            .Concat(Of(Kinds.SmallTalk, knowledge.SmallTalk.Values))
            .Concat(Of(Kinds.OutOfScope, knowledge.OutOfScope.Values))
            .ToList();
        whole = said
            .Concat(knowledge.Emergencies.Values.SelectMany(emergency => emergency.SaidAs.Select(text => (Kinds.Emergency, emergency.Id, Text: text))))
            .Concat(knowledge.Guidance.Values.Select(guidance => (Kinds.Question, guidance.Id, Text: guidance.Title)))
            .Concat(knowledge.Incidents.Values.Select(incident => (Kinds.Incident, incident.Id, Text: incident.Title)))
            .GroupBy(saying => Plain(Words.Of(saying.Text)), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (group.First().Item1, group.First().Id), StringComparer.Ordinal);
        index = ImpactIndex.Build([new("said", 1, 0.6f)], [.. said.Select(saying => new SearchDocument($"{saying.Item1}/{saying.Id}", [saying.Text]))]);
    }

    /// <summary>The kind and id of a saying that the message is, word for word; null when it is none.</summary>
    public (string Kind, string Id)? Exactly(IReadOnlyList<Word> words) => whole.TryGetValue(Plain(words), out var saying) ? saying : null;

    /// <summary>The id, among those of a kind, whose sayings are most like the message; null when none shares a word with it.</summary>
    public string? Nearest(string kind, IReadOnlyList<Word> words)
    {
        var query = analyzer.Query(words);
        var hit = query.Count == 0 ? default : index.Search(query, 200).FirstOrDefault(hit => hit.Id.StartsWith(kind + "/", StringComparison.Ordinal));
        return hit.Id?[(kind.Length + 1)..];
    }

    private static IEnumerable<(string, string Id, string Text)> Of(string kind, IEnumerable<Exchange> exchanges) =>
        exchanges.SelectMany(exchange => exchange.Asks.Select(text => (kind, exchange.Id, text)));

    private static string Plain(IReadOnlyList<Word> words) => string.Join(' ', words.Select(word => word.Text));
}
