using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <param name="Amount">How many of the unit.</param>
/// <param name="Unit">second, minute, hour, day, week, weekend, month, year or decade.</param>
/// <param name="About">Said roughly.</param>
internal sealed record Duration(double Amount, string Unit, bool About = false)
{
    /// <summary>A parted length ("3 hours 30 minutes") is told in its smallest unit.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(Amount * Units.Seconds(Unit));

    internal static class Units
    {
        public static double Seconds(string unit) => unit switch
        {
            "second" => 1,
            "minute" => 60,
            "hour" => 3600,
            "day" => 86_400,
            "week" => 604_800,
            "weekend" => 172_800,
            "month" => 2_592_000,
            "year" => 31_536_000,
            "decade" => 315_360_000,
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of time."),
        };
    }
}

/// <summary>How long: "half an hour", "a couple of days", "3 hours 30 minutes", "2w".</summary>
internal static class DurationRecogniser
{
    // Longer than anything that a firm can mean; it also keeps the sum inside what a TimeSpan holds.
    private const double LongestSeconds = 3.2e10;

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["second"] = "second",
        ["seconds"] = "second",
        ["sec"] = "second",
        ["secs"] = "second",
        ["minute"] = "minute",
        ["minutes"] = "minute",
        ["min"] = "minute",
        ["mins"] = "minute",
        ["minuts"] = "minute",
        ["hour"] = "hour",
        ["hours"] = "hour",
        ["hr"] = "hour",
        ["hrs"] = "hour",
        ["h"] = "hour",
        ["day"] = "day",
        ["days"] = "day",
        ["week"] = "week",
        ["weeks"] = "week",
        ["wk"] = "week",
        ["wks"] = "week",
        ["fortnight"] = "fortnight",
        ["fortnights"] = "fortnight",
        ["weekend"] = "weekend",
        ["weekends"] = "weekend",
        ["month"] = "month",
        ["months"] = "month",
        ["mth"] = "month",
        ["mths"] = "month",
        ["quarter"] = "quarter",
        ["quarters"] = "quarter",
        ["year"] = "year",
        ["years"] = "year",
        ["yr"] = "year",
        ["yrs"] = "year",
        ["decade"] = "decade",
        ["decades"] = "decade",
        ["day's"] = "day",
        ["week's"] = "week",
        ["hour's"] = "hour",
        ["month's"] = "month",
        ["year's"] = "year",
        ["fortnight's"] = "fortnight",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static List<Recognised<Duration>> Recognise(string text) => Recognise(Tokens.Of(text));

    public static List<Recognised<Duration>> Recognise(Tokens tokens)
    {
        var found = new List<Recognised<Duration>>();
        for (var i = 0; i < tokens.Count;)
        {
            if (Read(tokens, i, out var duration, out var next))
            {
                found.Add(tokens.Found(duration, i, next));
                i = next;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    /// <summary>One unit of time, as a word or, after digits, as a letter.</summary>
    public static bool Unit(Tokens tokens, int at, out string unit) =>
        Names.TryGetValue(tokens.Word(at), out unit!)
        || (tokens.Glued(at) && tokens.IsDigits(at - 1) && (unit = tokens.Word(at) switch { "d" => "day", "w" => "week", "s" => "second", "y" => "year", _ => null! }) is not null);

    public static bool Read(Tokens tokens, int at, out Duration duration, out int next)
    {
        duration = null!;
        next = at;
        if (!One(tokens, at, out var amount, out var unit, out var about, out next))
        {
            next = at;
            return false;
        }

        // "an hour and a half", "one year and a quarter"
        if (tokens.Is(next, "and"))
        {
            var part = tokens.Is(next + 1, "a") ? next + 2 : next + 1;
            if (tokens.Word(part) is "half" or "quarter" && !Names.ContainsKey(tokens.Word(part + 1)))
            {
                amount += tokens.Is(part, "half") ? 0.5 : 0.25;
                next = part + 1;
            }
        }

        // "3 hours 30 minutes", "an hour and ten minutes"
        var second = tokens.Is(next, "and") || tokens.Is(next, ",") ? next + 1 : next;
        if (One(tokens, second, out var more, out var smaller, out _, out var after) && Duration.Units.Seconds(smaller) < Duration.Units.Seconds(unit)
            && !(tokens.Word(after) is "ago" or "before" or "after" or "later" && tokens.Is(next, "and")))
        {
            amount = (amount * Duration.Units.Seconds(unit) / Duration.Units.Seconds(smaller)) + more;
            unit = smaller;
            next = after;
        }

        if (amount * Duration.Units.Seconds(unit) > LongestSeconds)
        {
            next = at;
            return false;
        }

        duration = new(amount, unit, about);
        return true;
    }

    private static bool One(Tokens tokens, int at, out double amount, out string unit, out bool about, out int next)
    {
        amount = 0;
        unit = "";
        about = false;
        next = at;

        switch (tokens.Word(at))
        {
            case "half" when tokens.Word(at + 1) is "an" or "a" && Unit(tokens, at + 2, out unit):
                amount = 0.5;
                next = at + 3;
                return Normal(ref amount, ref unit);
            case "half" or "quarter" when Unit(tokens, at + 1, out unit) && unit is not "quarter":
                amount = tokens.Is(at, "half") ? 0.5 : 0.25;
                next = at + 2;
                return Normal(ref amount, ref unit);
            case "quarter" when tokens.Are(at, "quarter", "of", "an", "hour"):
                amount = 0.25;
                unit = "hour";
                next = at + 4;
                return true;
            case "a" when tokens.Is(at + 1, "half") && Unit(tokens, at + 2, out unit):
                amount = 0.5;
                next = at + 3;
                return Normal(ref amount, ref unit);
            case "a" when tokens.Are(at, "a", "quarter", "of", "an", "hour"):
                amount = 0.25;
                unit = "hour";
                next = at + 5;
                return true;
            case "three" when tokens.Are(at, "three", "quarters", "of", "an", "hour"):
                amount = 0.75;
                unit = "hour";
                next = at + 5;
                return true;
            case "a" or "an" or "another" when Unit(tokens, at + 1, out unit):
                amount = 1;
                next = at + 2;
                return Normal(ref amount, ref unit);
            case "all" or "whole" when tokens.Word(at + 1) is "day" or "week" or "month" or "year" or "weekend":
                amount = 1;
                unit = tokens.Word(at + 1);
                next = at + 2;
                return true;
            case "several" or "some" or "few" when Unit(tokens, at + 1, out unit) && tokens.Word(at + 1).EndsWith('s'):
                amount = 3;
                about = true;
                next = at + 2;
                return Normal(ref amount, ref unit);
        }

        var token = tokens[at];
        if (token.Kind is not TokenKind.Digits && !Numerals.Unit(token.Text, out _) && token.Text is not ("a" or "couple" or "few" or "½" or "¼" or "¾" or "hundred" or "." or "twenty"))
        {
            return false;
        }

        if (!Numerals.Read(tokens, at, out var numeral) || (tokens.IsWord(at - 1) && tokens.Glued(at)))
        {
            return false;
        }

        var name = tokens.Is(numeral.Next, "-") ? numeral.Next + 1 : numeral.Next;

        // "2 or 3 days", "two to three weeks": the longer one.
        if (tokens.Word(name) is "or" or "to" or "-" && Numerals.Read(tokens, name + 1, out var upper) && Unit(tokens, upper.Next, out unit) && upper.Value > numeral.Value)
        {
            amount = upper.Value;
            about = true;
            next = upper.Next + 1;
            return Normal(ref amount, ref unit);
        }

        while (tokens.Word(name) is "whole" or "long" or "more" or "full" or "working" or "good" or "solid")
        {
            if (tokens.Is(name, "working"))
            {
                return false;
            }

            name++;
        }

        if (!Unit(tokens, name, out unit) || (unit is "quarter" && !tokens.Word(name).EndsWith('s')))
        {
            return false;
        }

        amount = numeral.Value;
        about = numeral.About;
        next = name + 1;
        return Normal(ref amount, ref unit);
    }

    private static bool Normal(ref double amount, ref string unit)
    {
        if (unit is "fortnight")
        {
            unit = "week";
            amount *= 2;
        }
        else if (unit is "quarter")
        {
            unit = "month";
            amount *= 3;
        }

        return true;
    }
}
