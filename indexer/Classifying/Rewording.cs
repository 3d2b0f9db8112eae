using System.Text;

namespace BotAdvice.Indexer.Classifying;

/// <summary>
/// Makes a copy of a training text as somebody else, or somebody in a hurry, would have typed it. No chance is involved: the
/// same text and round give the same copy.
/// </summary>
internal static class Rewording
{
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    private static readonly string[] Articles = ["a", "an", "the", "our", "my", "just", "have", "has", "been", "was", "really"];

    // Names of one kind stand for one another, so that no label is learned from a brand.
    private static readonly string[][] Kinds =
    [
        ["barclays", "lloyds", "hsbc", "natwest", "santander", "starling", "monzo", "tide", "nationwide", "halifax", "tsb"],
        ["royal mail", "evri", "dpd", "hermes", "dhl", "ups", "yodel", "parcelforce"],
        ["hmrc", "dvla", "companies house", "tv licensing", "the council"],
        ["outlook", "office 365", "microsoft 365", "gmail", "yahoo", "hotmail"],
        ["facebook", "instagram", "linkedin", "tiktok", "twitter"],
        ["xero", "sage", "quickbooks", "freeagent"],
        ["bt", "virgin media", "sky", "talktalk", "vodafone", "ee"],
        ["wordpress", "shopify", "wix", "squarespace"],
        ["anydesk", "teamviewer", "quick assist", "screenconnect"],
    ];

    /// <param name="text">The text as a curator wrote it.</param>
    /// <param name="round">Number of the copy, from 1.</param>
    public static string Of(string text, int round)
    {
        var chance = new Chance(text, round);
        var result = SwapNames(text.ToLowerInvariant(), ref chance);
        var words = result.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var kept = new StringBuilder(result.Length);
        foreach (var word in words)
        {
            if (words.Length > 4 && Articles.Contains(word, StringComparer.Ordinal) && chance.OneIn(2))
            {
                continue;
            }

            if (kept.Length > 0 && !(word.Length > 2 && chance.OneIn(15)))
            {
                kept.Append(' ');
            }

            kept.Append(word.Length > 3 && chance.OneIn(6) ? Mistype(word, ref chance) : word);
        }

        return kept.ToString();
    }

    private static string SwapNames(string text, ref Chance chance)
    {
        foreach (var kind in Kinds)
        {
            foreach (var name in kind)
            {
                var at = text.IndexOf(name, StringComparison.Ordinal);
                if (at >= 0 && IsEdge(text, at - 1) && IsEdge(text, at + name.Length))
                {
                    var other = kind[chance.Below(kind.Length)];
                    text = string.Concat(text.AsSpan(0, at), other, text.AsSpan(at + name.Length));
                    break;
                }
            }
        }

        return text;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);

    private static string Mistype(string word, ref Chance chance)
    {
        var at = 1 + chance.Below(word.Length - 1);
        switch (chance.Below(4))
        {
            case 0:
                return word.Remove(at, 1);
            case 1:
                return word.Insert(at, word[at].ToString());
            case 2 when at + 1 < word.Length:
                return string.Concat(word.AsSpan(0, at), [word[at + 1], word[at]], word.AsSpan(at + 2));
            default:
                return string.Concat(word.AsSpan(0, at), [Beside(word[at], ref chance)], word.AsSpan(at + 1));
        }
    }

    private static char Beside(char c, ref Chance chance)
    {
        foreach (var row in Rows)
        {
            var at = row.IndexOf(c, StringComparison.Ordinal);
            if (at >= 0)
            {
                return row[at == 0 || (at + 1 < row.Length && chance.OneIn(2)) ? at + 1 : at - 1];
            }
        }

        return c;
    }

    private struct Chance
    {
        private ulong state;

        public Chance(string text, int round)
        {
            // FNV-1a, because string.GetHashCode differs from run to run.
            state = 14695981039346656037UL ^ (ulong)round;
            foreach (var c in text)
            {
                state = (state ^ c) * 1099511628211UL;
            }

            state |= 1;
        }

        public int Below(int n)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (int)((state >> 11) % (ulong)n);
        }

        public bool OneIn(int n) => Below(n) == 0;
    }
}
