using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <param name="Area">The letters: "BS".</param>
/// <param name="District">The part before the space: "BS1".</param>
/// <param name="Full">The whole in capitals ("BS1 4ST"), or null when only the first part was said.</param>
internal sealed record Postcode(string Area, string District, string? Full);

/// <summary>UK postcodes and the first parts of postcodes.</summary>
internal static class PostcodeRecogniser
{
    private static readonly FrozenSet<string> Areas = FrozenSet.Create(
        StringComparer.Ordinal,
        "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL",
        "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA",
        "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL",
        "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW",
        "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE");

    /// <summary>Areas in the middle of London whose districts may end in a letter.</summary>
    private static readonly FrozenSet<string> Lettered = FrozenSet.Create(StringComparer.Ordinal, "E", "EC", "N", "NW", "SE", "SW", "W", "WC");

    public static List<Recognised<Postcode>> Recognise(string text)
    {
        var found = new List<Recognised<Postcode>>();
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if (char.IsAsciiLetter(text[at]) && !Surroundings.LetterOrDigitAt(text, at - 1) && Read(text, at) is { } postcode)
            {
                found.Add(postcode);
                at = postcode.End - 1;
            }
        }

        return found;
    }

    private static Recognised<Postcode>? Read(string text, int at)
    {
        var letters = at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]) ? 2 : 1;
        var i = at + letters;
        if (!Surroundings.DigitAt(text, i))
        {
            return null;
        }

        var area = text.Substring(at, letters).ToUpperInvariant();
        if (!Areas.Contains(area))
        {
            return null;
        }

        // The district has one or two digits, or a digit and a letter; "BS14ST" without a space is read from its end.
        for (var districtLength = 2; districtLength >= 1; districtLength--)
        {
            var end = i + districtLength;
            if (districtLength == 2 && !(Surroundings.DigitAt(text, i + 1) || (Lettered.Contains(area) && i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]))))
            {
                continue;
            }

            var inward = end;
            while (inward < text.Length && text[inward] is ' ' or '\u00a0' && inward < end + 2)
            {
                inward++;
            }

            if (Surroundings.DigitAt(text, inward) && inward + 2 < text.Length && char.IsAsciiLetter(text[inward + 1]) && char.IsAsciiLetter(text[inward + 2])
                && !Surroundings.LetterOrDigitAt(text, inward + 3) && !IsMeasure(text, end, inward))
            {
                var district = text[at..end].ToUpperInvariant();
                var full = district + " " + text.Substring(inward, 3).ToUpperInvariant();
                return new(new(area, district, full), at, inward + 3 - at, text[at..(inward + 3)]);
            }
        }

        return Part(text, at, i, area);
    }

    /// <summary>"M4 3pm" is a road and a time.</summary>
    private static bool IsMeasure(string text, int end, int inward) =>
        inward > end && text.AsSpan(inward + 1, 2) is "pm" or "am" or "st" or "nd" or "rd" or "th" or "hr" or "GB" or "gb" or "MB";

    private static Recognised<Postcode>? Part(string text, int at, int digits, string area)
    {
        var end = digits + 1;
        if (Surroundings.DigitAt(text, end))
        {
            end++;
        }
        else if (Lettered.Contains(area) && end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        if (Surroundings.LetterOrDigitAt(text, end) || (end + 1 < text.Length && text[end] is '-' or '.' or '/' && Surroundings.LetterOrDigitAt(text, end + 1)))
        {
            return null;
        }

        // Roads, paper sizes and products look like districts: without a word about place, capitals and two letters are needed.
        var told = Surroundings.Near(text, at, 24, "postcode", "post code", "in", "near", "area", "from", "based", "at", "around", "district", "we're", "covering", "live", "office");
        var alone = at == 0 && end == text.TrimEnd(' ', '.', '!').Length;
        var capitals = char.IsAsciiLetterUpper(text[at]);
        var road = area is "M" && Surroundings.Near(text, at, 8, "the", "off", "on") || Surroundings.Near(text, at, 10, "motorway", "junction", "off the", "on the");
        if (road || !(alone || (capitals && area.Length == 2) || (capitals && told) || Surroundings.Near(text, at, 16, "postcode", "post code")))
        {
            return null;
        }

        var district = text[at..end].ToUpperInvariant();
        return new(new(area, district, null), at, end - at, text[at..end]);
    }
}
