namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>What stands just before a number, which often says what the number is. Words are given in lower case; a reach is short.</summary>
internal static class Surroundings
{
    /// <summary>The last one of the words that begins in the <paramref name="reach"/> units before a place.</summary>
    /// <returns>The offset of its end, counted back from the place; -1 when none is there.</returns>
    public static int Distance(string text, int at, int reach, params ReadOnlySpan<string> words)
    {
        var from = Math.Max(0, at - reach);
        Span<char> before = stackalloc char[at - from];
        text.AsSpan(from, at - from).ToLowerInvariant(before);
        var nearest = -1;
        foreach (var word in words)
        {
            var search = (ReadOnlySpan<char>)before;
            while (search.LastIndexOf(word) is >= 0 and var index)
            {
                var freeBefore = index == 0 ? from == 0 || !char.IsLetter(text[from - 1]) : !char.IsLetter(search[index - 1]);
                var end = index + word.Length;
                var freeAfter = from + end >= text.Length || !char.IsLetter(text[from + end]) || text[from + end] is 's';
                if (freeBefore && freeAfter)
                {
                    var distance = before.Length - end;
                    nearest = nearest < 0 ? distance : Math.Min(nearest, distance);
                    break;
                }

                search = search[..index];
            }
        }

        return nearest;
    }

    public static bool Near(string text, int at, int reach, params ReadOnlySpan<string> words) => Distance(text, at, reach, words) >= 0;

    /// <summary>One of the words begins in the units after a place.</summary>
    public static bool Follows(string text, int at, int reach, params ReadOnlySpan<string> words)
    {
        Span<char> after = stackalloc char[Math.Min(reach, text.Length - at)];
        text.AsSpan(at, after.Length).ToLowerInvariant(after);
        foreach (var word in words)
        {
            if (after.IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public static bool LetterOrDigitAt(string text, int at) => (uint)at < (uint)text.Length && char.IsLetterOrDigit(text[at]);

    public static bool DigitAt(string text, int at) => (uint)at < (uint)text.Length && char.IsAsciiDigit(text[at]);
}
