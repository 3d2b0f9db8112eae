namespace BotAdvice.Indexer.Knowledge;

/// <summary>A place to report to, or to get help from.</summary>
public sealed record Route : Entry
{
    /// <summary>Earlier names, so that a reader who knows one still finds it.</summary>
    public IReadOnlyList<string> Formerly { get; init; } = [];

    /// <summary>One sentence: what it is for.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>england, wales, scotland, ni, outside-uk: where it serves.</summary>
    public IReadOnlyList<string> Nations { get; init; } = [];

    /// <summary>The police areas that it serves; empty for all of its nations.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>The kinds of organisation it serves, as in the fact <c>organisation</c>.</summary>
    public IReadOnlyList<string> Serves { get; init; } = [];

    /// <summary>How to reach it, best first.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>What to say first; empty when there is no need.</summary>
    public string Say { get; init; } = "";

    /// <summary>What to have ready.</summary>
    public IReadOnlyList<string> HaveReady { get; init; } = [];

    /// <summary>When it would turn a reader away, in words.</summary>
    public IReadOnlyList<string> NotFor { get; init; } = [];

    /// <summary>Where to send a reader in a nation that it does not serve.</summary>
    public IReadOnlyList<Alternative> Instead { get; init; } = [];

    /// <summary>Relay, textphone, languages; empty when not known.</summary>
    public string Accessibility { get; init; } = "";
}

/// <summary>The route that serves a nation in the place of another.</summary>
/// <param name="Nation">A value of the fact <c>nation</c>.</param>
/// <param name="Route">A route id.</param>
public sealed record Alternative(string Nation, string Route);

/// <summary>One way to reach a route or an adviser.</summary>
public sealed record Channel
{
    /// <summary>phone, sms, email, web, post, textphone, app or in-person.</summary>
    public required string Type { get; init; }

    /// <summary>The number or address; empty when it is the reader's own (see <see cref="Find"/>).</summary>
    public string Value { get; init; } = "";

    /// <summary>Where the reader finds a number or address that is not the same for everybody.</summary>
    public string Find { get; init; } = "";

    /// <summary>When somebody answers; null when not known.</summary>
    public Hours? Hours { get; init; }

    /// <summary>What a reader should know about this channel.</summary>
    public string Note { get; init; } = "";
}

/// <summary>When a channel is answered, in UK local time.</summary>
/// <param name="Always">At all hours, every day; the spans are then empty.</param>
/// <param name="Spans">The opening times of a week.</param>
/// <param name="BankHolidays">open, closed or empty when not known.</param>
public sealed record Hours(bool Always, IReadOnlyList<HoursSpan> Spans, string BankHolidays);

/// <summary>An opening time on some days of the week.</summary>
/// <param name="Days">The days.</param>
/// <param name="From">Opens, UK local time.</param>
/// <param name="To">Closes, UK local time, later than <paramref name="From"/>.</param>
public sealed record HoursSpan(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To);

/// <summary>A legal or practical clock.</summary>
public sealed record Deadline : Entry
{
    /// <summary>"72 hours", "13 months", "5 working days", "30 days" or "promptly".</summary>
    public string Within { get; init; } = "";

    /// <summary>The fact that starts the clock: when-noticed or when-happened.</summary>
    public string From { get; init; } = "";

    /// <summary>The route to tell.</summary>
    public string Route { get; init; } = "";

    /// <summary>Whom it binds, in words.</summary>
    public string Who { get; init; } = "";

    /// <summary>The duty in one sentence.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it does not apply, in words; empty when it always does.</summary>
    public string NotNeeded { get; init; } = "";
}
