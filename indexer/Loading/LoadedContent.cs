using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Loading;

/// <summary>What has been read so far.</summary>
internal sealed class LoadedContent
{
    private readonly SortedDictionary<string, GoldenCase> cases = New<GoldenCase>();

    public List<Problem> Problems { get; } = [];

    public List<EntryFile> Files { get; } = [];

    public SortedDictionary<string, IncidentType> Incidents { get; } = New<IncidentType>();

    public SortedDictionary<string, IncidentType> Emergencies { get; } = New<IncidentType>();

    public SortedDictionary<string, Route> Routes { get; } = New<Route>();

    public SortedDictionary<string, Deadline> Deadlines { get; } = New<Deadline>();

    public SortedDictionary<string, Guidance> Guidance { get; } = New<Guidance>();

    public SortedDictionary<string, PlanStep> PlanSteps { get; } = New<PlanStep>();

    public SortedDictionary<string, Adviser> Advisers { get; } = New<Adviser>();

    public SortedDictionary<string, Sheet> Sheets { get; } = New<Sheet>();

    public SortedDictionary<string, Alert> Alerts { get; } = New<Alert>();

    public SortedDictionary<string, Exchange> SmallTalk { get; } = New<Exchange>();

    public SortedDictionary<string, Exchange> OutOfScope { get; } = New<Exchange>();

    public SortedDictionary<string, Exchange> Commands { get; } = New<Exchange>();

    public SortedDictionary<string, FactCues> Facts { get; } = New<FactCues>();

    public List<Telling> Tellings { get; } = [];

    public SortedDictionary<string, Concept> Concepts { get; } = New<Concept>();

    // More ways of telling an incident or an emergency, or more examples of a kind of message, by its id.
    private readonly SortedDictionary<string, IReadOnlyList<string>> stories = New<IReadOnlyList<string>>();

    public void AddStories(string id, IReadOnlyList<string> said) =>
        stories[id] = stories.TryGetValue(id, out var before) ? [.. before, .. said] : said;

    public SortedDictionary<string, Publisher> Publishers { get; } = New<Publisher>();

    public SortedDictionary<string, PoliceForce> Forces { get; } = New<PoliceForce>();

    public SortedDictionary<string, ResilienceCentre> Centres { get; } = New<ResilienceCentre>();

    public SortedDictionary<string, PostcodeArea> Postcodes { get; } = New<PostcodeArea>();

    public SortedDictionary<string, IReadOnlyList<string>> WordLists { get; } = New<IReadOnlyList<string>>();

    public SortedDictionary<string, string> ShortForms { get; } = New<string>();

    public SortedDictionary<string, string> Phrases { get; } = New<string>();

    public SortedDictionary<string, Question> Questions { get; } = New<Question>();

    public List<Place> Places { get; } = [];

    public List<IReadOnlyList<string>> Synonyms { get; } = [];

    public List<string> Closings { get; } = [];

    public List<TwofoldStory> Twofold { get; } = [];

    public List<BannedWord> Banned { get; } = [];

    public void Fault(string path, int line, string what, string fix) => Problems.Add(new Problem(path, line, what, fix));

    public static void Add<T>(SortedDictionary<string, T> entries, EntryFile file, T entry)
        where T : Entry
    {
        file.Entry = entry;
        entries[entry.Id] = entry;
    }

    public void AddAll<T>(SortedDictionary<string, T> table, EntryFile file, string field, IEnumerable<T> rows, Func<T, string> key) =>
        AddAll(table, file, field, rows, key, row => row);

    public void AddAll<TRow, TValue>(
        SortedDictionary<string, TValue> table, EntryFile file, string field, IEnumerable<TRow> rows, Func<TRow, string> key, Func<TRow, TValue> value)
    {
        var index = 0;
        foreach (var row in rows)
        {
            // Rows of a list are found by their number, those of a set of fields by their name.
            var line = file.LineOf($"{field}[{index}]");
            line = line == file.LineOf(field) ? file.LineOf($"{field}.{key(row)}") : line;
            if (key(row).Length > 0 && !table.TryAdd(key(row), value(row)))
            {
                Fault(file.Path, line, $"\"{key(row)}\" stands twice under \"{field}\".", "Keep one of the two.");
            }

            index++;
        }
    }

    public void AddCases(EntryFile file, IEnumerable<GoldenCase> found)
    {
        foreach (var golden in found)
        {
            if (!cases.TryAdd(golden.Id, golden))
            {
                var line = int.Parse(golden.Where[(golden.Where.LastIndexOf('(') + 1)..^1], System.Globalization.CultureInfo.InvariantCulture);
                Fault(file.Path, line, $"The case \"{golden.Id}\" stands twice, also in {cases[golden.Id].Where}.", "Give one of the two another id.");
            }
        }
    }

    private SortedDictionary<string, IncidentType> WithStories(SortedDictionary<string, IncidentType> types)
    {
        var told = New<IncidentType>();
        foreach (var (id, type) in types)
        {
            told[id] = stories.TryGetValue(id, out var said) ? type with { SaidAs = [.. type.SaidAs, .. said] } : type;
        }

        return told;
    }

    public LoadResult Result() =>
        new(
            new KnowledgeBase
            {
                Incidents = WithStories(Incidents),
                Emergencies = WithStories(Emergencies),
                Routes = Routes,
                Deadlines = Deadlines,
                Guidance = Guidance,
                PlanSteps = PlanSteps,
                Advisers = Advisers,
                Sheets = Sheets,
                Alerts = Alerts,
                Publishers = Publishers,
                SmallTalk = SmallTalk,
                OutOfScope = OutOfScope,
                Commands = Commands,
                Examples = new SortedDictionary<string, IReadOnlyList<string>>(
                    stories.Where(told => !Incidents.ContainsKey(told.Key) && !Emergencies.ContainsKey(told.Key)).ToDictionary(),
                    StringComparer.Ordinal),
                Facts = Facts,
                Tellings = Tellings,
                Concepts = Concepts,
                WordLists = WordLists,
                Synonyms = Synonyms,
                Closings = Closings,
                Twofold = Twofold,
                ShortForms = ShortForms,
                Phrases = Phrases,
                Questions = Questions,
                Forces = Forces,
                Centres = Centres,
                Postcodes = Postcodes,
                Places = Places,
            },
            [.. cases.Values],
            Problem.Sorted(Problems))
        {
            Files = Files,
            Banned = Banned,
        };

    private static SortedDictionary<string, T> New<T>() => new(StringComparer.Ordinal);
}
