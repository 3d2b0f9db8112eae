using System.Globalization;
using BotAdvice.Indexer.Checking;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Tests.Indexer;

/// <summary>A small knowledge base without a fault, in a folder of its own, for tests to spoil.</summary>
internal sealed class SampleKnowledge : IDisposable
{
    /// <summary>The day on which the sample is in date.</summary>
    public static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly string[] Incidents =
    [
        "bank-card-fraud", "data-breach", "ddos", "email-account-takeover", "extortion", "impersonation", "insider", "invoice-fraud-attempt",
        "invoice-fraud-paid", "lost-device", "malware", "other-fraud", "phishing-clicked", "phishing-received", "purchase-fraud", "ransomware",
        "remote-access-scam", "sim-swap", "social-account-takeover", "supplier-breach", "website-hacked",
    ];

    private static readonly string[] Commands =
    [
        "advice", "back", "delete", "go-on", "help", "not-sure", "remind", "stop-reminding", "plan", "readiness", "record", "rehearsal", "resume", "speak-to-a-person",
        "start-again", "summary", "what-is-stored", "why",
    ];

    private const string Head = "owner: adviser\nreviewed: 2026-11-22\nreview-by: 2027-05-22\nsources:\n  - { url: https://www.help.example.org/page, publisher: helpers, checked: 2026-11-20 }\n";

    private static readonly (string Part, string Control)[] Plan =
    [
        ("audit", "firewalls"), ("plan", "secure-configuration"), ("execute", "security-update-management"), ("execute", "user-access-control"),
        ("monitor", "malware-protection"), ("repeat", "beyond"),
    ];

    private SampleKnowledge() => Folder = Directory.CreateTempSubdirectory("botadvice-knowledge-").FullName;

    public string Folder { get; }

    public static SampleKnowledge Create()
    {
        var sample = new SampleKnowledge();
        sample.Write("publishers.md", "title: Publishers\nowner: bot-team\npublishers:\n  - { id: helpers, name: The helpers, kind: owner, domains: [help.example.org] }\n");
        sample.Write(
            "routes/helpline.md",
            "title: The helpline\n" + Head +
            """
            purpose: Help from people who know.
            nations: [england, wales, ni]
            serves: [sole-trader, micro, small, medium, large, charity, school, care, public, individual]
            channels:
              - type: phone
                value: "0300 000 0001"
                hours: [{ days: mon-fri, from: "08:00", to: "20:00" }, { days: sat, from: "09:00", to: "24:00" }]
                bank-holidays: closed
              - { type: web, value: "https://www.help.example.org", hours: always }
            instead:
              - { nation: scotland, route: scots-line }

            """,
            "They ask what happened.\n");
        sample.Write(
            "routes/scots-line.md",
            "title: The Scots line\n" + Head +
            """
            purpose: Help in Scotland.
            nations: [scotland]
            serves: [small]
            channels:
              - { type: phone, value: "101", hours: always }
              - { type: phone, find: the number on your card }

            """);
        sample.Write(
            "deadlines/tell-them.md",
            "title: Tell them\n" + Head + "within: 72 hours\nfrom: when-noticed\nroute: helpline\nwho: Every firm.\ntext: Tell them in time.\n");
        sample.Write(
            "guidance/passwords.md",
            "title: How strong should a password be?\n" + Head +
            """
            asks:
              - how long should a password be
              - is my password good
              - what makes a password strong
              - can I use a short password
              - are symbols needed in it
              - how do I pick a new one
              - my password is my name
              - three words or one
            topics: [passwords]
            for: { organisation: [small, charity] }
            effort: one hour
            cost: free
            step: plan
            must-say: ["three random words"]
            must-not-say: ["every 90 days"]

            """,
            """
            Use three random words. Ask [the helpline](route:helpline) if you are stuck.

            ## Steps
            1. Pick three words.
            2. Write them down at home.

            ## If that is too much
            Do one thing: see [the start](guidance:passwords#steps).
            """);
        foreach (var (part, control) in Plan)
        {
            sample.Write($"plan-steps/{part}-{control}.md", PlanStep(part, control));
        }

        sample.Write(
            "advisers/near-you.md",
            "title: Helpers near you\n" + Head + "what: They visit you.\nfor: { nation: [england] }\nareas: [north]\ncost: free\nhow: Ring them.\nchannels:\n  - { type: email, value: near@help.example.org }\n");
        sample.Write(
            "alerts/parcels.md", "title: Fake parcel texts\n" + Head + "from: 2026-11-01\nuntil: 2026-12-31\n", "Do not tap the link.\n");
        sample.Write(
            "emergencies/danger.md",
            "title: Somebody is in danger\n" + Head +
            "understood: Somebody may be hurt.\ncues: [$hurt ... now]\nsaid-as: [they hurt me]\ndo-now: [Ring for help.]\ndo-not: [Do not wait.]\nroutes:\n  - { route: helpline, why: They come. }\n");
        foreach (var incident in Incidents)
        {
            sample.Write($"incidents/{incident}.md", Incident(incident));
        }

        foreach (var command in Commands)
        {
            sample.Write($"language/commands/{command}.md", $"title: {command}\nowner: bot-team\nasks: [say {command} please]\n", "Done.\n");
        }

        sample.Write("language/word-lists.md", "title: Word lists\nowner: bot-team\nlists:\n  hurt: [hurt, harmed]\n");
        sample.Write("language/synonyms.md", "title: Synonyms\nowner: bot-team\ngroups:\n  - [two-step verification, 2fa]\n");
        sample.Write("language/banned.md", "title: Banned\nowner: bot-team\nbanned:\n  - { word: your fault, instead: what to do now }\n");
        sample.Write("language/facts/nation.md", "title: Nation\nowner: bot-team\nvalues: { scotland: [scotland], england: [england] }\n");
        sample.Write("language/concepts/ransom-note.md", "title: A ransom note\nowner: bot-team\ncues: [ransom note]\n");
        sample.Write("language/small-talk/thanks.md", "title: Thanks\nowner: bot-team\nasks: [thanks a lot]\n", "Glad to help.\n");
        sample.Write(
            "phrases/en/questions.md",
            "title: Questions\nowner: bot-team\nquestions:\n  nation: { ask: Where are you?, why: It changes whom you ring., options: [{ label: Scotland, value: scotland }] }\n");
        sample.Write("phrases/en/phrases.md", "title: Phrases\nowner: bot-team\nphrases:\n  hello: Hello, {name}.\n");
        sample.Write(
            "areas/forces.md",
            "title: Police forces\nowner: bot-team\nforces:\n  - { id: north, name: North Police, nation: england, covers: [The North], centre: north-centre }\n");
        sample.Write(
            "areas/others.md",
            "title: Other areas\nowner: bot-team\ncentres:\n  - { id: north-centre, name: North Centre, adviser: near-you }\npostcodes:\n  B: { nations: [england], forces: [north], districts: { B77: north } }\nplaces:\n  - { name: Northtown, nation: england, force: north }\n");
        sample.Write(
            "cases/first.md",
            "title: First\nowner: bot-team\ncases:\n  - { id: one, said: they hurt me, now: 2026-11-20T16:30:00Z, kind: emergency, facts: { amount: 4500 }, routes: [helpline] }\n");
        return sample;
    }

    /// <summary>Writes an entry of front matter and a body.</summary>
    public void Write(string path, string frontMatter, string body = "") => WriteRaw(path, $"---\n{frontMatter.TrimEnd('\n')}\n---\n{body}");

    /// <summary>Writes a file as it is.</summary>
    public void WriteRaw(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>Puts one text in the place of another.</summary>
    /// <returns>The line on which the change begins.</returns>
    public int Replace(string path, string old, string replacement)
    {
        var text = Read(path);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{path} holds no \"{old}\".");
        WriteRaw(path, text[..at] + replacement + text[(at + old.Length)..]);
        return text[..at].Count(letter => letter == '\n') + 1;
    }

    public LoadResult Load() => KnowledgeLoader.Load(Folder);

    public IReadOnlyList<Problem> Check() => KnowledgeChecker.Check(Load(), Today);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string PlanStep(string part, string control) => $"""
        title: Do the {part} of {control}
        {Head}step: {part}
        control: {control}
        rank: 1
        who: owner
        effort: one hour
        cost: free
        why: It helps you.
        guidance: passwords
        check: Have you done it?
        """;

    private static string Incident(string id)
    {
        var number = Array.IndexOf(Incidents, id).ToString(CultureInfo.InvariantCulture);
        return $$"""
            title: Something happened, kind {{number}}
            owner: adviser
            reviewed: 2026-11-22
            review-by: 2027-05-22
            severity: today
            understood: Something happened to you.
            said-as:
              - somebody did the thing {{number}} to us
            signs: [thing {{number}}]
            confused-with:
              - { incident: data-breach, fact: personal-data }
            implies:
              money-lost: yes
            do-now:
              - Ring [the helpline](route:helpline).
              - { text: Tell your staff., when: { organisation: [small, unknown] } }
            do-not:
              - Do not pay.
            keep:
              - The message.
            asks: [nation]
            routes:
              - { route: helpline, when: { nation: [england, wales, ni, unknown] }, why: They know what to do. }
              - { route: scots-line, when: { nation: [scotland] }, why: They know what to do. }
            deadlines:
              - { deadline: tell-them, when: { personal-data: [yes, unsure] } }
            guidance: [passwords]
            sources:
              - { url: https://www.help.example.org/incident, publisher: helpers, checked: 2026-11-20 }
            """;
    }
}
