using System.Collections.Frozen;
using System.Text;

namespace BotAdvice.Indexer.Language;

/// <summary>
/// Cuts a text into words. One way for everything that compares words: cues, the classifier and the search.
/// </summary>
public static class Words
{
    private const string CurrencySigns = "£$€¥₿";

    private static readonly FrozenSet<string> Schemes =
        FrozenSet.Create(StringComparer.Ordinal, "http", "https", "hxxp", "hxxps", "ftp");

    // Endings that make "name.ending" a host name. Endings that are common words (shop, live, help) count only with a
    // path after them: people leave out the space after a full stop.
    private static readonly FrozenSet<string> HostEndings = FrozenSet.Create(
        StringComparer.Ordinal,
        "com", "net", "org", "uk", "io", "biz", "gov", "eu", "info", "xyz", "ru", "cn", "ie", "scot", "wales", "cymru", "london",
        "co", "ly", "edu", "example", "test");

    private static readonly FrozenSet<string> Abbreviations = FrozenSet.Create(
        StringComparer.Ordinal, "mr", "mrs", "ms", "dr", "st", "ltd", "etc", "inc", "approx", "no", "vs", "co", "dept", "tel", "ref", "eg", "ie");

    /// <summary>
    /// The words of the text in order. Apostrophes are dropped, hyphens split (but <c>e-mail</c> is <c>email</c>), numbers
    /// and amounts stay whole, and so do web and e-mail addresses. A sentence ends at <c>. ! ? ; …</c>, at a new line, at a
    /// bullet, and at a dash between spaces.
    /// </summary>
    public static IReadOnlyList<Word> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cutter = new Cutter(text);
        cutter.Run();
        return cutter.Found;
    }

    private sealed class Cutter(string text)
    {
        private readonly StringBuilder folded = new();
        private int at;
        private int sentence;
        private int clause;
        private int sentenceBegan;
        private int clauseBegan;

        public List<Word> Found { get; } = new(text.Length / 5 + 1);

        public void Run()
        {
            while (at < text.Length)
            {
                var rune = RuneAt(at, out var width);
                if (TryAddress() || TryAmount(rune, width))
                {
                    continue;
                }

                if (Letters.IsDigit(rune))
                {
                    ReadNumber(at, money: false);
                }
                else if (Letters.IsWord(rune))
                {
                    ReadWord();
                }
                else
                {
                    Punctuation(rune, width);
                    at += width;
                }
            }
        }

        private Rune RuneAt(int index, out int width)
        {
            var c = text[index];
            if (c < 0x80)
            {
                width = 1;
                return new Rune(c);
            }

            // A lone surrogate is not a letter of anything: it is read as the replacement character.
            return Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out width) == System.Buffers.OperationStatus.Done
                ? rune
                : Rune.ReplacementChar;
        }

        private void Punctuation(Rune rune, int width)
        {
            switch (rune.Value)
            {
                case '!' or '?' or ';' or '\n' or '\r' or 0x2028 or 0x2029 or 0x85 or 0x2026 or 0x2022 or 0xFF01 or 0xFF1F or 0x3002:
                    EndSentence();
                    break;
                case '.' when EndsAtStop():
                    EndSentence();
                    break;
                case ',' or ':' or '(' or ')' or '[' or ']' or 0xFF0C or 0x3001:
                    EndClause();
                    break;
                default:
                    if (Letters.IsHyphen(rune) && (at == 0 || IsSpace(at - 1)) && (at + width >= text.Length || IsSpace(at + width) || text[at + width] == '-'))
                    {
                        EndSentence();
                    }

                    break;
            }
        }

        private bool EndsAtStop()
        {
            var after = at + 1 < text.Length ? text[at + 1] : ' ';
            if (char.IsAsciiLetterLower(after) || char.IsAsciiDigit(after))
            {
                return false;
            }

            var touches = Found.Count > 0 && Found[^1] is var last && last.Start + last.Length == at;
            return !(touches && after != '.' && Abbreviations.Contains(Found[^1].Text));
        }

        private void EndSentence()
        {
            if (Found.Count > sentenceBegan)
            {
                sentence++;
                sentenceBegan = Found.Count;
            }

            EndClause();
        }

        private void EndClause()
        {
            if (Found.Count > clauseBegan)
            {
                clause++;
                clauseBegan = Found.Count;
            }
        }

        private bool IsSpace(int index) => char.IsWhiteSpace(text[index]);

        private void ReadWord()
        {
            var start = at;
            var end = at;
            folded.Clear();
            while (at < text.Length)
            {
                var rune = RuneAt(at, out var width);
                if (Letters.IsWord(rune))
                {
                    Letters.Append(rune, folded);
                    at += width;
                    end = at;
                }
                else if (Letters.IsInvisible(rune))
                {
                    at += width;
                }
                else if (Letters.IsApostrophe(rune) && WordFollows(at + width))
                {
                    at += width;
                }
                else if (rune.Value == '.' && JoinsInitials(start, width))
                {
                    at += width;
                }
                else if (Letters.IsHyphen(rune) && folded.Length == 1 && folded[0] == 'e' && WordFollows(at + width))
                {
                    at += width;
                }
                else
                {
                    break;
                }
            }

            at = end;
            Add(start, end, folded.ToString(), WordKind.Plain);
        }

        // "a.m.", "e.g.", "U.K.": single letters with stops between are one word.
        private bool JoinsInitials(int start, int width)
        {
            var next = at + width;
            return char.IsAsciiLetter(text[at - 1]) && (at - start == 1 || text[at - 2] == '.')
                && next < text.Length && char.IsAsciiLetter(text[next])
                && (next + 1 >= text.Length || !char.IsAsciiLetterOrDigit(text[next + 1]));
        }

        private bool WordFollows(int index)
        {
            while (index < text.Length)
            {
                var rune = RuneAt(index, out var width);
                if (!Letters.IsInvisible(rune))
                {
                    return Letters.IsWord(rune);
                }

                index += width;
            }

            return false;
        }

        private bool TryAmount(Rune rune, int width)
        {
            if (!CurrencySigns.Contains((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal))
            {
                return false;
            }

            var next = at + width;
            while (next < text.Length && text[next] is ' ' or '\u00A0')
            {
                next++;
            }

            if (next >= text.Length || !Letters.IsDigit(RuneAt(next, out _)))
            {
                return false;
            }

            var start = at;
            at = next;
            ReadNumber(start, money: true);
            return true;
        }

        private void ReadNumber(int start, bool money)
        {
            folded.Clear();
            var end = at;
            var dateOrTime = false;
            var digits = 0;
            while (at < text.Length)
            {
                var rune = RuneAt(at, out var width);
                if (Letters.IsDigit(rune))
                {
                    Letters.Append(rune, folded);
                    at += width;
                    end = at;
                    digits++;
                }
                else if (rune.Value is ',' or '.' or ':' or '/' && at + 1 < text.Length && Letters.IsDigit(RuneAt(at + 1, out _))
                    && !(money && rune.Value is ':' or '/'))
                {
                    dateOrTime |= rune.Value is ':' or '/';
                    if (rune.Value != ',')
                    {
                        folded.Append((char)rune.Value);
                    }

                    at++;
                }
                else
                {
                    break;
                }
            }

            // Letters that touch the figures belong to them: 2fa, 3am, 4.5k.
            var suffix = folded.Length;
            while (at < text.Length && RuneAt(at, out var width) is var rune && Letters.IsWord(rune))
            {
                Letters.Append(rune, folded);
                at += width;
                end = at;
            }

            at = end;
            var tail = folded.ToString(suffix, folded.Length - suffix);
            var kind = (tail, money, dateOrTime) switch
            {
                (_, true, _) or ("k", _, false) or ("grand" or "quid" or "gbp", _, false) => WordKind.Money,
                ("", _, true) => WordKind.DateOrTime,
                ("", _, _) => WordKind.Number,
                _ => WordKind.Plain,
            };
            if (money)
            {
                folded.Insert(0, '£');
            }

            Add(start, end, folded.ToString(), kind);
        }

        private bool TryAddress()
        {
            // Only looked for where a run of non-spaces begins, and only when it holds a dot or an @.
            if (at > 0 && !IsSpace(at - 1) && text[at - 1] is not ('<' or '(' or '[' or '"' or '\'' or ':' or ',' or '“' or '‘' or '*'))
            {
                return false;
            }

            if (!char.IsAsciiLetterOrDigit(text[at]))
            {
                return false;
            }

            var end = at;
            var dot = false;
            var mail = -1;
            while (end < text.Length && text[end] is > ' ' and not ('<' or '>' or '"' or '|' or '“' or '”' or '’' or ',' or '\u00A0' or '\u2028' or '\u200B'))
            {
                dot |= text[end] == '.' || (text[end] == '/' && end > at && text[end - 1] == '/');
                mail = text[end] == '@' && mail < 0 ? end : mail;
                end++;
            }

            while (end > at && text[end - 1] is '.' or '!' or '?' or ')' or ']' or '\'' or ';' or ':' or '*' or '_' or '}')
            {
                end--;
            }

            if (!dot || end - at < 4)
            {
                return false;
            }

            var run = text.AsSpan(at, end - at);
            var kind = mail > at ? (IsHost(run[(mail - at + 1)..], strict: false) ? WordKind.Email : WordKind.Plain)
                : IsLink(run) ? WordKind.Link : WordKind.Plain;
            if (kind == WordKind.Plain)
            {
                return false;
            }

            var start = at;
            at = end;
            Add(start, end, run.ToString().ToLowerInvariant(), kind);
            return true;
        }

        private static bool IsLink(ReadOnlySpan<char> run)
        {
            var colon = run.IndexOf("://", StringComparison.Ordinal);
            if (colon > 0)
            {
                return Schemes.Contains(run[..colon].ToString().ToLowerInvariant()) && run.Length > colon + 3;
            }

            if (run.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            {
                return run.Length > 6;
            }

            var slash = run.IndexOf('/');
            return slash < 0 ? IsHost(run, strict: true) : IsHost(run[..slash], strict: false);
        }

        private static bool IsHost(ReadOnlySpan<char> run, bool strict)
        {
            var dot = run.LastIndexOf('.');
            if (dot < 1 || run.Length - dot < 3)
            {
                return false;
            }

            foreach (var c in run)
            {
                if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '[' or ']'))
                {
                    return false;
                }
            }

            foreach (var c in run[(dot + 1)..])
            {
                if (!char.IsAsciiLetter(c))
                {
                    return false;
                }
            }

            return !strict || HostEndings.Contains(run[(dot + 1)..].ToString().ToLowerInvariant());
        }

        private void Add(int start, int end, string word, WordKind kind)
        {
            if (word.Length == 0)
            {
                return;
            }

            var stem = kind == WordKind.Plain ? EnglishStemmer.Stem(word) : word;
            Found.Add(new Word(word, start, end - start, stem, sentence, clause, kind));
        }
    }
}
