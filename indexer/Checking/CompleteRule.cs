using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>The entries that the bot relies on are there, and none of them lacks a part that a reader needs.</summary>
internal sealed class CompleteRule : IRule
{
    private const int FewestOutOfScopeAsks = 20;

    private static readonly string[] Incidents =
    [
        "bank-card-fraud", "data-breach", "ddos", "email-account-takeover", "extortion", "impersonation", "insider", "invoice-fraud-attempt",
        "invoice-fraud-paid", "lost-device", "malware", "other-fraud", "phishing-clicked", "phishing-received", "purchase-fraud", "ransomware",
        "remote-access-scam", "sim-swap", "social-account-takeover", "supplier-breach", "website-hacked",
    ];

    private static readonly string[] Commands =
    [
        "advice", "back", "delete", "go-on", "help", "not-sure", "plan", "readiness", "record", "rehearsal", "remind", "resume",
        "speak-to-a-person", "start-again", "stop-reminding", "summary", "what-is-stored", "why",
    ];

    // The bot answers these by what it does. Any other command is at times answered with its text.
    private static readonly string[] CommandsWithoutReply = ["advice", "back", "plan", "readiness", "rehearsal", "start-again"];

    public string Name => "complete";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today) =>
        Missing(load, "incidents", Incidents)
            .Concat(Missing(load, "language/commands", Commands))
            .Concat(UnknownIncidents(load))
            .Concat(Parts(load))
            .Concat(Texts(load));

    private static IEnumerable<Problem> Missing(LoadResult load, string folder, string[] wanted)
    {
        var found = load.IdsIn(folder);
        return wanted.Where(id => !found.Contains(id))
            .Select(id => new Problem($"{folder}/{id}.md", 1, "The file is missing.", "Write it: the bot relies on it."));
    }

    /// <summary>Cases, evaluation and the telemetry of operators count by incident: a new one is decided on, not slipped in.</summary>
    private static IEnumerable<Problem> UnknownIncidents(LoadResult load)
    {
        foreach (var id in load.IdsIn("incidents").Where(id => !Incidents.Contains(id, StringComparer.Ordinal)))
        {
            yield return new Problem(
                $"incidents/{id}.md", 1, $"\"{id}\" is no incident that the bot knows.", Suggestion.For(id, Incidents) + "A new one needs a programmer.");
        }
    }

    private static IEnumerable<Problem> Parts(LoadResult load)
    {
        foreach (var (file, incident) in load.Entries<IncidentType>())
        {
            (string Field, int Count, string Why)[] parts =
            [
                ("said-as", incident.SaidAs.Count, "how people tell it"),
                ("do-now", incident.DoNow.Count, "what to do this minute"),
                ("do-not", incident.DoNot.Count, "what to avoid"),
                ("keep", file.Folder is "emergencies" ? 1 : incident.Keep.Count, "the evidence to keep"),
                ("routes", incident.Routes.Count, "whom to tell"),
            ];
            foreach (var (field, _, why) in parts.Where(part => part.Count == 0))
            {
                yield return new Problem(file.Path, file.LineOf(field), $"The entry has no \"{field}\".", $"Add {why}.");
            }
        }
    }

    private static IEnumerable<Problem> Texts(LoadResult load)
    {
        foreach (var (file, entry) in load.Entries<Entry>())
        {
            var isDone = file.Folder is "language/commands" && CommandsWithoutReply.Contains(file.Id, StringComparer.Ordinal);
            if (entry is Guidance or Alert or Exchange && entry.Sections.Count == 0 && !isDone)
            {
                yield return new Problem(file.Path, 1, "There is no text under the front matter.", "Write what the reader should see.");
            }

            if (file.Folder is "language/out-of-scope" && entry is Exchange { Asks.Count: < FewestOutOfScopeAsks } few)
            {
                yield return new Problem(
                    file.Path,
                    file.LineOf("asks"),
                    $"There are {few.Asks.Count} \"asks\".",
                    $"Write at least {FewestOutOfScopeAsks}, really different from one another.");
            }
        }
    }
}
