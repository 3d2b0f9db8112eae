using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Answering;

/// <summary>Puts a door into words: how to reach it, whether it is open at this moment, what to say.</summary>
internal sealed class DoorWriter(KnowledgeBase knowledge, Phrases phrases, SourceLines sources)
{
    /// <summary>The doors of a reply under their heading: those that are new, and one line for those that the reader has seen.</summary>
    /// <param name="tell">Which.</param>
    /// <param name="nation">The reader's nation; null when not known.</param>
    /// <param name="now">The moment.</param>
    public IEnumerable<Block> Write(Move.TellDoors tell, string? nation, DateTimeOffset now)
    {
        var isKnown = tell.Doors.ToLookup(door => tell.Known.Contains(door.Route.Id));
        if (isKnown[false].Any() || (tell.Recap && tell.Doors.Count > 0))
        {
            yield return new HeadingBlock(phrases["doors-heading"]);
        }

        var lines = new List<string>();
        foreach (var door in tell.Recap ? tell.Doors : isKnown[false])
        {
            var block = Write(door, tell.InFull.Contains(door.Route.Id), nation, now);
            if (tell.Known.Contains(door.Route.Id))
            {
                lines.Add(Line(block));
                continue;
            }

            if (lines.Count > 0)
            {
                yield return new ListBlock(false, [.. lines]);
                lines.Clear();
            }

            yield return block;
        }

        if (lines.Count > 0)
        {
            yield return new ListBlock(false, lines);
        }

        if (!tell.Recap && isKnown[true].Any())
        {
            yield return new TextBlock(phrases[isKnown[false].Any() ? "doors-stay" : "doors-same"]);
        }
    }

    /// <param name="door">The door.</param>
    /// <param name="inFull">With all that helps when ringing; otherwise name, way in and opening.</param>
    /// <param name="nation">The reader's nation; null when not known.</param>
    /// <param name="now">The moment.</param>
    public DoorBlock Write(PlannedDoor door, bool inFull, string? nation, DateTimeOffset now)
    {
        var route = door.Route;
        var ways = route.Channels.Select(channel => Way(channel)).ToList();
        var (open, isOpen) = Opening(route.Channels, nation, now);
        return new(
            route.Id,
            route.Title,
            door.Why.Length > 0 ? door.Why : route.Purpose,
            inFull ? ways : [.. ways.Take(2).Select(way => way with { Note = "" })],
            open,
            isOpen,
            inFull ? route.Say : "",
            inFull ? route.HaveReady : [],
            string.Join(' ', new[] { inFull ? Formerly(route) : "", nation is null or "unsure" ? Instead(route) : "" }.Where(note => note.Length > 0)),
            SourceOf(route));
    }

    /// <summary>A door in one line, for a reader who has seen it before: its name, the first way to it, whether it is open.</summary>
    public static string Line(DoorBlock door)
    {
        var way = door.Ways is [var first, ..] ? first.Href is { } href ? $": [{first.Text}]({href})" : $": {first.Text}" : "";
        return $"**{door.Name}**{way}{(door.Open.Length > 0 ? $". {door.Open}" : "")}";
    }

    /// <summary>A channel as a reader sees it.</summary>
    public static Way Way(Channel channel) => channel.Value.Length == 0
        ? new(channel.Type, channel.Find, null, channel.Note)
        : new(channel.Type, channel.Value, Links.Href(channel.Type, channel.Value), channel.Note);

    private SourceLine? SourceOf(Route route) => sources.Of(route, 1).FirstOrDefault();

    // Only a door that somebody answers opens and closes; a form on a website is left without a word.
    private (string Text, bool? IsOpen) Opening(IReadOnlyList<Channel> channels, string? nation, DateTimeOffset now)
    {
        var answered = channels.FirstOrDefault(channel => channel is { Type: "phone", Value.Length: > 0 });
        if (answered?.Hours is not { } hours)
        {
            return ("", null);
        }

        var week = hours.Spans.SelectMany(span => span.Days.Select(day => new WeeklySpan(day, span.From, span.To))).ToList();
        var rule = hours.BankHolidays switch
        {
            "closed" => BankHolidayRule.Closed,
            "open" => BankHolidayRule.Open,
            _ => BankHolidayRule.Unknown,
        };
        var opening = hours.Always ? OpeningHours.Always : new OpeningHours(week, rule, NationOf(nation));
        return opening.At(now) switch
        {
            OpenState.Always => (phrases["open-always"], true),
            OpenState.Open { Sure: false } => (phrases["bank-holiday-note"], null),
            OpenState.Open open => (Until(open, now), true),
            OpenState.Closed { Opens: { } opens } =>
                (phrases["opens-at", ("time", UkMoment.Time(opens)), ("day", UkMoment.Day(opens, now))], false),
            OpenState.Closed => (phrases["closed-now"], false),
            _ => ("", null),
        };
    }

    private string Until(OpenState.Open open, DateTimeOffset now) =>
        phrases["open-until", ("time", UkMoment.Time(open.Until)), ("day", UkMoment.Day(open.Until, now))];

    /// <summary>Whose bank holidays count; England's where the nation is not known.</summary>
    public static Nation NationOf(string? nation) => nation switch
    {
        "scotland" => Nation.Scotland,
        "ni" => Nation.NorthernIreland,
        "wales" => Nation.Wales,
        _ => Nation.England,
    };

    private string Formerly(Route route) => route.Formerly is [var name, ..] ? phrases["formerly", ("name", name)] : "";

    private string Instead(Route route)
    {
        var scotland = route.Instead.FirstOrDefault(alternative => alternative.Nation == "scotland");
        return scotland is not null && knowledge.Routes.TryGetValue(scotland.Route, out var other)
            && other.Channels.FirstOrDefault(channel => channel is { Type: "phone", Value.Length: > 0 }) is { } way
                ? phrases["scotland-instead", ("name", other.Title), ("number", way.Value)]
                : "";
    }
}
