using System.Text.Json.Serialization;

namespace BotAdvice.Indexer.Knowledge;

/// <summary>Everything that the bot may say and everything that it decides by, as read from <c>knowledge-base/</c>.</summary>
/// <remarks>Dictionaries are keyed by id and sorted by it (ordinal), so that whatever is built from them is stable.</remarks>
public sealed record KnowledgeBase
{
    /// <summary>Kinds of incident.</summary>
    public IReadOnlyDictionary<string, IncidentType> Incidents { get; init; } = Empty<IncidentType>();

    /// <summary>Kinds of emergency, found before anything else.</summary>
    public IReadOnlyDictionary<string, IncidentType> Emergencies { get; init; } = Empty<IncidentType>();

    /// <summary>Places to report to.</summary>
    public IReadOnlyDictionary<string, Route> Routes { get; init; } = Empty<Route>();

    /// <summary>Clocks.</summary>
    public IReadOnlyDictionary<string, Deadline> Deadlines { get; init; } = Empty<Deadline>();

    /// <summary>Answers.</summary>
    public IReadOnlyDictionary<string, Guidance> Guidance { get; init; } = Empty<Guidance>();

    /// <summary>What a plan is made of.</summary>
    public IReadOnlyDictionary<string, PlanStep> PlanSteps { get; init; } = Empty<PlanStep>();

    /// <summary>Trusted sources of advice.</summary>
    public IReadOnlyDictionary<string, Adviser> Advisers { get; init; } = Empty<Adviser>();

    /// <summary>Pages of the incident record.</summary>
    public IReadOnlyDictionary<string, Sheet> Sheets { get; init; } = Empty<Sheet>();

    /// <summary>Current threats.</summary>
    public IReadOnlyDictionary<string, Alert> Alerts { get; init; } = Empty<Alert>();

    /// <summary>Who may be a source.</summary>
    public IReadOnlyDictionary<string, Publisher> Publishers { get; init; } = Empty<Publisher>();

    /// <summary>Small talk.</summary>
    public IReadOnlyDictionary<string, Exchange> SmallTalk { get; init; } = Empty<Exchange>();

    /// <summary>What the bot is not for.</summary>
    public IReadOnlyDictionary<string, Exchange> OutOfScope { get; init; } = Empty<Exchange>();

    /// <summary>What a reader may say at any time: back, start again, speak to a person, ...</summary>
    public IReadOnlyDictionary<string, Exchange> Commands { get; init; } = Empty<Exchange>();

    /// <summary>More examples of a kind of message (question, out-of-scope, small-talk, incident), by kind. They train models, and are not part of the index.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Examples { get; init; } = Empty<IReadOnlyList<string>>();

    /// <summary>What people ask behind what has happened: the model learns that it is still something that happened. Not part of the index.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Closings { get; init; } = [];

    /// <summary>How people tell facts, by fact.</summary>
    public IReadOnlyDictionary<string, FactCues> Facts { get; init; } = Empty<FactCues>();

    /// <summary>Stories with the facts that each tells. They train models, and are not part of the index.</summary>
    [JsonIgnore]
    public IReadOnlyList<Telling> Tellings { get; init; } = [];

    /// <summary>Stories that tell two incidents each. They train models, and are not part of the index.</summary>
    [JsonIgnore]
    public IReadOnlyList<TwofoldStory> Twofold { get; init; } = [];

    /// <summary>Things worth noticing.</summary>
    public IReadOnlyDictionary<string, Concept> Concepts { get; init; } = Empty<Concept>();

    /// <summary>Words that cues name as <c>$list</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> WordLists { get; init; } = Empty<IReadOnlyList<string>>();

    /// <summary>Groups of words that mean the same to the search.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Synonyms { get; init; } = [];

    /// <summary>What a short way of typing stands for, by the word as typed: "sum1" is "someone".</summary>
    public IReadOnlyDictionary<string, string> ShortForms { get; init; } = Empty<string>();

    /// <summary>The bot's own wording, by key.</summary>
    public IReadOnlyDictionary<string, string> Phrases { get; init; } = Empty<string>();

    /// <summary>The question that asks for a fact, by fact.</summary>
    public IReadOnlyDictionary<string, Question> Questions { get; init; } = Empty<Question>();

    /// <summary>Police forces.</summary>
    public IReadOnlyDictionary<string, PoliceForce> Forces { get; init; } = Empty<PoliceForce>();

    /// <summary>Resilience centres.</summary>
    public IReadOnlyDictionary<string, ResilienceCentre> Centres { get; init; } = Empty<ResilienceCentre>();

    /// <summary>Postcode areas.</summary>
    public IReadOnlyDictionary<string, PostcodeArea> Postcodes { get; init; } = Empty<PostcodeArea>();

    /// <summary>Places that people name; a name may stand several times.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    private static SortedDictionary<string, T> Empty<T>() => new(StringComparer.Ordinal);
}

/// <summary>A golden case: what is said, and what must and must not come back. Read for tests; not part of the index.</summary>
public sealed record GoldenCase
{
    /// <summary>Unique among all cases.</summary>
    public required string Id { get; init; }

    /// <summary>The file and the line on which the case begins, for messages.</summary>
    public required string Where { get; init; }

    /// <summary>The messages of the conversation, in order; the reply to the last is tested.</summary>
    public required IReadOnlyList<string> Turns { get; init; }

    /// <summary>The moment at which it is said; null for any.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The kind expected; empty when not tested.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The incident expected; empty when not tested.</summary>
    public string Incident { get; init; } = "";

    /// <summary>Further incidents that must be found.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Facts expected, as text.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Routes that must be named, in this order.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>Routes that must not be named.</summary>
    public IReadOnlyList<string> NotRoutes { get; init; } = [];

    /// <summary>Guidance expected, best first.</summary>
    public IReadOnlyList<string> Guidance { get; init; } = [];

    /// <summary>The fact that must be asked; empty when not tested.</summary>
    public string Asks { get; init; } = "";

    /// <summary>Words that the reply must hold.</summary>
    public IReadOnlyList<string> MustSay { get; init; } = [];

    /// <summary>Words that the reply must not hold.</summary>
    public IReadOnlyList<string> MustNotSay { get; init; } = [];
}
