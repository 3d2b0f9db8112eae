using System.Globalization;
using System.Text;

namespace BotAdvice.Indexer.Language;

// The program runs with InvariantGlobalization, where string.Normalize returns its argument unchanged. So the part of
// Unicode compatibility folding (NFKC) that real messages need is written out here: full-width and "fancy" letters,
// ligatures, accents. The result is the same on every machine.
internal static class Letters
{
    private const string AccentedFrom =
        "àáâãäåāăąǎçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųẁẃẅŵỳýÿŷźżžºªſ";

    private const string AccentedTo =
        "aaaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssssttttuuuuuuuuuuwwwwyyyyzzzoas";

    private static readonly char[] Accents = BuildAccents();

    /// <summary>The letter or digit that stands for this rune, in lower case and without its accent.</summary>
    public static void Append(Rune rune, StringBuilder into)
    {
        var value = rune.Value;
        if (value < 0x80)
        {
            into.Append(char.ToLowerInvariant((char)value));
            return;
        }

        switch (value)
        {
            case >= 0xFF01 and <= 0xFF5E:
                into.Append(char.ToLowerInvariant((char)(value - 0xFEE0)));
                return;
            case 0xDF or 0x1E9E:
                into.Append("ss");
                return;
            case 0xE6 or 0xC6:
                into.Append("ae");
                return;
            case 0x153 or 0x152:
                into.Append("oe");
                return;
            case >= 0xFB00 and <= 0xFB06:
                into.Append((value - 0xFB00) switch { 0 => "ff", 1 => "fi", 2 => "fl", 3 => "ffi", 4 => "ffl", _ => "st" });
                return;
            case >= 0x24B6 and <= 0x24E9:
                into.Append((char)('a' + ((value - 0x24B6) % 26)));
                return;
            case >= 0x1D400 and <= 0x1D6A3:
                into.Append((char)('a' + ((value - 0x1D400) % 52 % 26)));
                return;
            case >= 0x1D7CE and <= 0x1D7FF:
                into.Append((char)('0' + ((value - 0x1D7CE) % 10)));
                return;
            case >= 0x1F130 and <= 0x1F149:
                into.Append((char)('a' + (value - 0x1F130)));
                return;
        }

        var lower = Rune.ToLowerInvariant(rune);
        if (lower.Value < Accents.Length && Accents[lower.Value] != 0)
        {
            into.Append(Accents[lower.Value]);
            return;
        }

        into.Append(lower.ToString());
    }

    /// <summary>Whether the rune is part of a word: a letter, a digit, or a sign that folds to one.</summary>
    public static bool IsWord(Rune rune) => rune.Value < 0x80
        ? char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsLetterOrDigit(rune) || rune.Value is >= 0x24B6 and <= 0x24E9 or >= 0x1F130 and <= 0x1F149;

    public static bool IsDigit(Rune rune) => rune.Value < 0x80
        ? char.IsAsciiDigit((char)rune.Value)
        : rune.Value is >= 0xFF10 and <= 0xFF19 or >= 0x1D7CE and <= 0x1D7FF;

    /// <summary>Whether the rune can be left out wherever it stands: it shows nothing, or only changes the letter before.</summary>
    public static bool IsInvisible(Rune rune) => rune.Value >= 0x80 && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    public static bool IsApostrophe(Rune rune) =>
        rune.Value is '\'' or '`' or 0xB4 or 0x2018 or 0x2019 or 0x201B or 0x2BC or 0x2032 or 0xFF07;

    public static bool IsHyphen(Rune rune) => rune.Value is '-' or >= 0x2010 and <= 0x2015 or 0x2212 or 0xFF0D;

    private static char[] BuildAccents()
    {
        var table = new char[0x1F00];
        for (var i = 0; i < AccentedFrom.Length; i++)
        {
            table[AccentedFrom[i]] = AccentedTo[i];
        }

        return table;
    }
}
