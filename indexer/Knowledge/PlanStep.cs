namespace BotAdvice.Indexer.Knowledge;

/// <summary>One thing to do that makes an organisation safer; a plan shows five at a time.</summary>
public sealed record PlanStep : Entry
{
    /// <summary>The control of a step that Cyber Essentials does not ask for.</summary>
    public const string Beyond = "beyond";

    /// <summary>
    /// The five technical controls of Cyber Essentials, by the names of its requirements, and <see cref="Beyond"/>.
    /// </summary>
    public static IReadOnlyList<string> Controls { get; } =
        ["firewalls", "secure-configuration", "security-update-management", "user-access-control", "malware-protection", Beyond];

    /// <summary>The parts of the five-step plan, in order.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["audit", "plan", "execute", "monitor", "repeat"];

    /// <summary>One of <see cref="Parts"/>.</summary>
    public string Step { get; init; } = "";

    /// <summary>One of <see cref="Controls"/>.</summary>
    public string Control { get; init; } = Beyond;

    /// <summary>From 1 to 99: of two steps that fit equally well, the lower rank comes first.</summary>
    public int Rank { get; init; }

    /// <summary>Whom it is for.</summary>
    public Condition For { get; init; } = Condition.Always;

    /// <summary>Incident ids after which it comes first; they are also the rehearsals that ask for it.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Ids of steps that have to be done, or skipped, before this one is shown.</summary>
    public IReadOnlyList<string> First { get; init; } = [];

    /// <summary>Who does it: owner, it-supplier or staff.</summary>
    public string Who { get; init; } = "";

    /// <summary>How much time it takes, in words.</summary>
    public string Effort { get; init; } = "";

    /// <summary>What it costs, in words.</summary>
    public string Cost { get; init; } = "";

    /// <summary>What it saves the reader from, in one sentence.</summary>
    public string Why { get; init; } = "";

    /// <summary>The guidance that tells how.</summary>
    public string Guidance { get; init; } = "";

    /// <summary>A question whose "yes" means that it is done; empty when a readiness check does not ask for it.</summary>
    public string Check { get; init; } = "";

    /// <summary>What to ask of an IT supplier, to be forwarded; empty when there is nothing to ask of one.</summary>
    public string Forward { get; init; } = "";
}
