using System.Globalization;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Loading;

/// <summary>Reads the entries that advise: incidents, routes, deadlines, guidance, plan steps, advisers, alerts.</summary>
internal static class EntryReader
{
    private static readonly string[] ChannelTypes = ["phone", "sms", "email", "web", "post", "textphone", "app", "in-person"];
    private static readonly string[] Severities = ["now", "today", "soon"];
    private const int LastRank = 99;

    private static readonly string[] Doers = ["owner", "it-supplier", "staff"];
    private static readonly string[] Clocks = [FactNames.WhenNoticed, FactNames.WhenHappened];
    private static readonly string[] AllNations = ["england", "wales", "scotland", "ni", "outside-uk"];
    private static readonly string[] Kinds = [.. FactNames.Values[FactNames.Organisation].Where(kind => kind is not "unsure")];

    private static readonly (string Name, DayOfWeek Day)[] Days =
    [
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday),
    ];

    public static IncidentType Incident(YamlEntry entry, IReadOnlyList<Section> sections)
    {
        var isEmergency = entry.File.Folder is "emergencies";
        return new IncidentType
        {
            Id = entry.File.Id,
            Title = entry.Name("title", required: true),
            Severity = isEmergency ? EmergencySeverity(entry) : entry.OneOf("severity", Severities, required: true),
            Understood = entry.Prose("understood", required: true),
            SaidAs = entry.Texts("said-as", TextKind.Said),
            Signs = entry.Cues("signs"),
            Cues = isEmergency ? entry.Cues("cues", required: true) : [],
            ConfusedWith = [.. entry.Items("confused-with").Select(Confusion).OfType<Confusion>()],
            Implies = Implied(entry),
            DoNow = entry.Lines("do-now"),
            DoNot = entry.Lines("do-not"),
            Keep = entry.Lines("keep"),
            Asks = isEmergency ? [] : AskedFacts(entry),
            Routes = [.. entry.Items("routes").Select(Door).OfType<Door>()],
            Deadlines = [.. entry.Items("deadlines").Select(Clock).OfType<Clock>()],
            Guidance = entry.References("guidance", ReferenceKind.Guidance),
            Sources = Sources(entry),
            ValidFrom = entry.Date("valid-from"),
            ValidTo = entry.Date("valid-to"),
            Sections = sections,
        };
    }

    public static Route Route(YamlEntry entry, IReadOnlyList<Section> sections) => new()
    {
        Id = entry.File.Id,
        Title = entry.Name("title", required: true),
        Formerly = entry.Texts("formerly", TextKind.Name),
        Purpose = entry.Prose("purpose", required: true),
        Nations = entry.SomeOf("nations", AllNations, required: true),
        Areas = entry.References("areas", ReferenceKind.Force),
        Serves = entry.SomeOf("serves", Kinds, required: true),
        Channels = Channels(entry, required: true),
        Say = entry.Prose("say"),
        HaveReady = entry.Texts("have-ready", TextKind.Prose),
        NotFor = entry.Texts("not-for", TextKind.Prose),
        Instead = [.. entry.Items("instead").Select(Instead).OfType<Alternative>()],
        Accessibility = entry.Prose("accessibility"),
        Sources = Sources(entry),
        ValidFrom = entry.Date("valid-from"),
        ValidTo = entry.Date("valid-to"),
        Sections = sections,
    };

    public static Deadline Deadline(YamlEntry entry, IReadOnlyList<Section> sections)
    {
        var within = entry.Text("within", required: true);
        if (within.Length > 0 && !IsSpan(within))
        {
            entry.Fault(
                entry.LineOf("within"),
                $"\"within\" is \"{within}\", which is no span of time that is known.",
                "Write it as \"72 hours\", \"30 days\", \"5 working days\", \"13 months\" or \"promptly\".");
        }

        return new Deadline
        {
            Id = entry.File.Id,
            Title = entry.Name("title", required: true),
            Within = within,
            From = entry.OneOf("from", Clocks, required: true),
            Route = entry.Reference("route", ReferenceKind.Route, required: true),
            Who = entry.Prose("who", required: true),
            Text = entry.Prose("text", required: true),
            NotNeeded = entry.Prose("not-needed"),
            Sources = Sources(entry),
            ValidFrom = entry.Date("valid-from"),
            ValidTo = entry.Date("valid-to"),
            Sections = sections,
        };
    }

    public static Guidance Guidance(YamlEntry entry, IReadOnlyList<Section> sections) => new()
    {
        Id = entry.File.Id,
        Title = entry.Name("title", required: true),
        Asks = entry.Texts("asks", TextKind.Said, required: true),
        Topics = entry.Texts("topics", required: true),
        For = entry.Condition("for"),
        Effort = entry.Name("effort"),
        Cost = entry.Name("cost"),
        Step = entry.OneOf("step", [.. Knowledge.PlanStep.Parts]),
        Next = entry.References("next", ReferenceKind.Guidance),
        MustSay = entry.Texts("must-say"),
        MustNotSay = entry.Texts("must-not-say"),
        Sources = Sources(entry),
        ValidFrom = entry.Date("valid-from"),
        ValidTo = entry.Date("valid-to"),
        Sections = sections,
    };

    public static PlanStep PlanStep(YamlEntry entry, IReadOnlyList<Section> sections) => new()
    {
        Id = entry.File.Id,
        Title = entry.Name("title", required: true),
        Step = entry.OneOf("step", [.. Knowledge.PlanStep.Parts], required: true),
        Control = entry.OneOf("control", [.. Knowledge.PlanStep.Controls], required: true),
        Rank = entry.WholeNumber("rank", 1, LastRank) ?? LastRank,
        For = entry.Condition("for"),
        After = entry.References("after", ReferenceKind.Incident),
        First = entry.References("first", ReferenceKind.PlanStep),
        Who = entry.OneOf("who", Doers, required: true),
        Effort = entry.Name("effort", required: true),
        Cost = entry.Name("cost", required: true),
        Why = entry.Prose("why", required: true),
        Guidance = entry.Reference("guidance", ReferenceKind.Guidance, required: true),
        Check = entry.Prose("check"),
        Forward = entry.Prose("forward"),
        Sources = Sources(entry),
        ValidFrom = entry.Date("valid-from"),
        ValidTo = entry.Date("valid-to"),
        Sections = sections,
    };

    public static Adviser Adviser(YamlEntry entry, IReadOnlyList<Section> sections) => new()
    {
        Id = entry.File.Id,
        Title = entry.Name("title", required: true),
        What = entry.Prose("what", required: true),
        For = entry.Condition("for"),
        Rank = entry.WholeNumber("rank", 1, 9) ?? Knowledge.Adviser.UsualRank,
        Areas = entry.IsList("areas") ? entry.References("areas", ReferenceKind.ForceOrCentre) : [entry.OneOf("areas", ["all"], required: true)],
        Cost = entry.Name("cost", required: true),
        How = entry.Prose("how", required: true),
        Channels = Channels(entry, required: false),
        Asks = entry.Texts("asks", TextKind.Said),
        Sources = Sources(entry),
        ValidFrom = entry.Date("valid-from"),
        ValidTo = entry.Date("valid-to"),
        Sections = sections,
    };

    public static Alert Alert(YamlEntry entry, IReadOnlyList<Section> sections) => new()
    {
        Id = entry.File.Id,
        Title = entry.Name("title", required: true),
        For = entry.Condition("for"),
        ValidFrom = entry.Date("from", required: true),
        ValidTo = entry.Date("until", required: true),
        Sources = Sources(entry),
        Sections = sections,
    };

    public static Exchange Exchange(YamlEntry entry, IReadOnlyList<Section> sections) => new()
    {
        Id = entry.File.Id,
        Title = entry.Name("title", required: true),
        Asks = entry.Texts("asks", TextKind.Said, required: true),
        Routes = [.. entry.Items("routes").Select(Door).OfType<Door>()],
        Sections = sections,
    };

    private static string EmergencySeverity(YamlEntry entry)
    {
        _ = entry.OneOf("severity", ["now"]);
        return "now";
    }

    internal static List<Source> Sources(YamlEntry entry)
    {
        var sources = new List<Source>();
        foreach (var part in entry.Items("sources", required: true))
        {
            var url = part.Text("url", required: true);
            var publisher = part.Reference("publisher", ReferenceKind.Publisher, required: true);
            var seen = part.Date("checked", required: true);
            part.RefuseOthers();
            if (url.Length > 0 && seen is { } day)
            {
                sources.Add(new Source(url, publisher, day));
            }
        }

        return sources;
    }

    private static Confusion? Confusion(YamlEntry part)
    {
        var incident = part.Reference("incident", ReferenceKind.IncidentOrEmergency, required: true);
        var fact = part.OneOf("fact", [.. FactNames.Values.Keys], required: true);
        part.RefuseOthers();
        return incident.Length > 0 && fact.Length > 0 ? new Confusion(incident, fact) : null;
    }

    private static SortedDictionary<string, string> Implied(YamlEntry entry)
    {
        var implied = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (entry.Part("implies") is { } part)
        {
            foreach (var fact in part.AllNames())
            {
                if (!FactNames.Values.TryGetValue(fact, out var values) || values.Count == 0)
                {
                    var known = FactNames.Values.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key).ToList();
                    part.Fault(
                        part.LineOf(fact),
                        $"\"{fact}\" is no fact that an incident can imply.",
                        Suggestion.For(fact, known) + $"The facts are: {string.Join(", ", known)}.");
                }
                else if (part.OneOf(fact, values, required: true) is { Length: > 0 } value)
                {
                    implied[fact] = value;
                }
            }
        }

        return implied;
    }

    private static IReadOnlyList<string> AskedFacts(YamlEntry entry)
    {
        var facts = entry.SomeOf("asks", [.. FactNames.Values.Keys]);
        for (var i = 0; i < facts.Count; i++)
        {
            var field = $"asks[{i}]";
            entry.File.References.Add(new FoundReference(field, entry.File.LineOf(field), ReferenceKind.Question, facts[i]));
        }

        return facts;
    }

    private static Door? Door(YamlEntry part)
    {
        var door = new Door(part.Reference("route", ReferenceKind.Route, required: true), part.Condition(), part.Prose("why"));
        part.RefuseOthers();
        return door.Route.Length > 0 ? door : null;
    }

    private static Clock? Clock(YamlEntry part)
    {
        var clock = new Clock(part.Reference("deadline", ReferenceKind.Deadline, required: true), part.Condition());
        part.RefuseOthers();
        return clock.Deadline.Length > 0 ? clock : null;
    }

    private static Alternative? Instead(YamlEntry part)
    {
        var nation = part.OneOf("nation", AllNations, required: true);
        var route = part.Reference("route", ReferenceKind.Route, required: true);
        part.RefuseOthers();
        return nation.Length > 0 && route.Length > 0 ? new Alternative(nation, route) : null;
    }

    private static List<Channel> Channels(YamlEntry entry, bool required)
    {
        var channels = new List<Channel>();
        foreach (var part in entry.Items("channels", required))
        {
            var channel = new Channel
            {
                Type = part.OneOf("type", ChannelTypes, required: true),
                Value = part.Text("value"),
                Find = part.Prose("find"),
                Hours = Hours(part),
                Note = part.Prose("note"),
            };
            part.RefuseOthers();
            if (channel.Value.Length == 0 && channel.Find.Length == 0 && !part.Has("value"))
            {
                part.Fault(
                    part.Line,
                    "The channel has neither a \"value\" nor a \"find\".",
                    "Write the number or address as \"value\", or say under \"find\" where the reader finds their own.");
            }

            if (channel.Type.Length > 0)
            {
                channels.Add(channel);
            }
        }

        return channels;
    }

    private static Hours? Hours(YamlEntry channel)
    {
        var holidays = channel.OneOf("bank-holidays", ["open", "closed"]);
        if (!channel.Has("hours"))
        {
            if (holidays.Length > 0)
            {
                channel.Fault(channel.LineOf("bank-holidays"), "\"bank-holidays\" stands without \"hours\".", "Add the hours, or take it out.");
            }

            return null;
        }

        if (!channel.IsList("hours"))
        {
            return channel.OneOf("hours", ["always"]).Length > 0 ? new Hours(Always: true, [], holidays) : null;
        }

        var spans = new List<HoursSpan>();
        foreach (var part in channel.Items("hours"))
        {
            var days = DaysOf(part);
            var from = part.TimeOfDay("from");
            var to = part.TimeOfDay("to");
            part.RefuseOthers();
            if (from >= to)
            {
                part.Fault(
                    part.LineOf("to"),
                    "The hours end before they begin.",
                    "Write the end of the day as \"24:00\". Cut hours that pass midnight in two.");
            }
            else if (from is { } opens && to is { } closes && days.Count > 0)
            {
                spans.Add(new HoursSpan(days, opens, closes));
            }
        }

        return spans.Count > 0 ? new Hours(Always: false, spans, holidays) : null;
    }

    private static List<DayOfWeek> DaysOf(YamlEntry part)
    {
        var texts = part.IsList("days") ? part.Texts("days", required: true) : part.Text("days", required: true).Split(',', StringSplitOptions.TrimEntries);
        var days = new List<DayOfWeek>();
        foreach (var text in texts.Where(text => text.Length > 0))
        {
            var ends = text.Split('-');
            var first = Array.FindIndex(Days, day => string.Equals(day.Name, ends[0], StringComparison.Ordinal));
            var last = Array.FindIndex(Days, day => string.Equals(day.Name, ends[^1], StringComparison.Ordinal));
            if (first < 0 || last < first || ends.Length > 2)
            {
                part.Fault(
                    part.LineOf("days"),
                    $"\"days\" is \"{text}\", which is no day of the week.",
                    "Write mon, tue, wed, thu, fri, sat or sun, or two of them such as mon-fri.");
                continue;
            }

            days.AddRange(Days[first..(last + 1)].Select(day => day.Day).Where(day => !days.Contains(day)));
        }

        return days;
    }

    private static bool IsSpan(string within)
    {
        if (within is "promptly")
        {
            return true;
        }

        var parts = within.Split(' ');
        return parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and < 3660
            && string.Join(' ', parts[1..]) is "hour" or "hours" or "day" or "days" or "working day" or "working days" or "week" or "weeks" or "month" or "months" or "year" or "years";
    }
}
