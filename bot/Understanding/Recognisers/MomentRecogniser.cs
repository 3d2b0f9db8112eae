namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>How a moment bounds what is told of it.</summary>
internal enum Bound
{
    At,
    Since,
    Before,
    After,
    Until,
}

/// <param name="From">The first instant that is meant, in UK time.</param>
/// <param name="To">The end, not included; equal to <paramref name="From"/> for an instant.</param>
/// <param name="Grain">
/// now ("right now", "at the moment": a state, not when something began), minute, hour, morning, lunch, afternoon, evening, night, daytime, part, day, weekend, week, month, quarter, year, or span ("from ... to ...").
/// </param>
/// <param name="Bound">"since", "before", "after", "until", with the moment itself in From and To.</param>
/// <param name="About">Said roughly.</param>
internal sealed record Moment(DateTimeOffset From, DateTimeOffset To, string Grain, Bound Bound = Bound.At, bool About = false);

/// <summary>
/// Instants and times as people tell them, seen from a given now in the United Kingdom. Where the words fit a day behind and a
/// day ahead, the one behind is meant: people tell what has happened.
/// </summary>
internal static class MomentRecogniser
{
    public static List<Recognised<Moment>> Recognise(string text, DateTimeOffset now) => Recognise(Tokens.Of(text), now);

    public static List<Recognised<Moment>> Recognise(Tokens tokens, DateTimeOffset now)
    {
        var reader = new MomentReader(tokens, now);
        var found = new List<Recognised<Moment>>();
        for (var i = 0; i < tokens.Count;)
        {
            if (reader.Read(i, out var moment, out var first, out var next))
            {
                if (moment is not null)
                {
                    found.Add(tokens.Found(moment, first, next));
                }

                i = next;
            }
            else
            {
                i++;
            }
        }

        return found;
    }
}
