namespace BotAdvice.Indexer.Language;

/// <summary>
/// Brings the endings of an English word together: <c>invoices</c>, <c>invoiced</c> and <c>invoicing</c> have one stem.
/// </summary>
/// <remarks>
/// The algorithm is Porter2, also known as the Snowball English stemmer, written anew from its published rules and held
/// against its published word list. Two things are added: American <c>-ize</c> is read as British <c>-ise</c>, and a
/// business is not busy.
/// </remarks>
public static class EnglishStemmer
{
    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
        ["business"] = "business",
        ["businesses"] = "business",
        ["inning"] = "inning",
        ["innings"] = "inning",
        ["outing"] = "outing",
        ["outings"] = "outing",
        ["canning"] = "canning",
        ["cannings"] = "canning",
        ["herring"] = "herring",
        ["herrings"] = "herring",
        ["earring"] = "earring",
        ["earrings"] = "earring",
        ["evening"] = "evening",
        ["evenings"] = "evening",
        ["proceed"] = "proceed",
        ["proceeds"] = "proceed",
        ["exceed"] = "exceed",
        ["exceeds"] = "exceed",
        ["succeed"] = "succeed",
        ["succeeds"] = "succeed",
    };

    private static readonly string[] LongBeginnings = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];

    private static readonly (string Ending, string Instead)[] Step2 =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"),
        ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("ogist", "og"), ("enci", "ence"), ("anci", "ance"),
        ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Ending, string Instead)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic",
    ];

    /// <summary>The stem of one word.</summary>
    /// <param name="word">In lower case, without apostrophes, as <see cref="Word.Text"/> is.</param>
    /// <returns>The stem: for words of one or two letters, and for words with other signs than a to z, the word itself.</returns>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length <= 2 || word.Length > 40 || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            return word;
        }

        if (Special.TryGetValue(word, out var special))
        {
            return special;
        }

        Span<char> buffer = stackalloc char[word.Length + 2];
        word.CopyTo(buffer);
        return new Stemming(buffer, word.Length).Run(word);
    }

    private ref struct Stemming(Span<char> w, int length)
    {
        private readonly Span<char> w = w;
        private int n = length;
        private int r1;
        private int r2;

        public string Run(string word)
        {
            MakeBritish();
            for (var i = 0; i < n; i++)
            {
                // A y that begins a syllable is a consonant, written Y until the end.
                if (w[i] == 'y' && (i == 0 || IsVowel(w[i - 1])))
                {
                    w[i] = 'Y';
                }
            }

            FindRegions();
            Plurals();
            PastAndPresent();
            if (n > 2 && w[n - 1] is 'y' or 'Y' && !IsVowel(w[n - 2]))
            {
                w[n - 1] = 'i';
            }

            DoStep2();
            DoStep3();
            DoStep4();
            FinalE();
            for (var i = 0; i < n; i++)
            {
                if (w[i] == 'Y')
                {
                    w[i] = 'y';
                }
            }

            return w[..n].SequenceEqual(word) ? word : w[..n].ToString();
        }

        private readonly void MakeBritish()
        {
            ReadOnlySpan<string> endings = ["ize", "izes", "ized", "izing", "izer", "izers", "ization", "izations", "yze", "yzed", "yzing"];
            foreach (var ending in endings)
            {
                if (n >= ending.Length + 3 && Ends(ending))
                {
                    w[n - ending.Length + 1] = 's';
                    return;
                }
            }
        }

        private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

        private readonly bool Ends(string ending) => w[..n].EndsWith(ending);

        private void Replace(int cut, string instead)
        {
            n -= cut;
            instead.CopyTo(w[n..]);
            n += instead.Length;
        }

        private void FindRegions()
        {
            r1 = -1;
            foreach (var beginning in LongBeginnings)
            {
                if (w[..n].StartsWith(beginning))
                {
                    r1 = beginning.Length;
                }
            }

            if (r1 < 0)
            {
                r1 = AfterVowelAndConsonant(0);
            }

            r2 = AfterVowelAndConsonant(r1);
        }

        private readonly int AfterVowelAndConsonant(int from)
        {
            for (var i = from + 1; i < n; i++)
            {
                if (!IsVowel(w[i]) && IsVowel(w[i - 1]))
                {
                    return i + 1;
                }
            }

            return n;
        }

        private readonly bool HasVowel(int before)
        {
            for (var i = 0; i < before; i++)
            {
                if (IsVowel(w[i]))
                {
                    return true;
                }
            }

            return false;
        }

        private readonly bool EndsInShortSyllable(int end) => end switch
        {
            < 2 => false,
            2 => IsVowel(w[0]) && !IsVowel(w[1]),
            4 when w[..4].SequenceEqual("past") => true,
            _ => !IsVowel(w[end - 3]) && IsVowel(w[end - 2]) && !IsVowel(w[end - 1]) && w[end - 1] is not ('w' or 'x' or 'Y'),
        };

        private void Plurals()
        {
            if (Ends("sses"))
            {
                n -= 2;
            }
            else if (Ends("ied") || Ends("ies"))
            {
                n -= n > 4 ? 2 : 1;
            }
            else if (w[n - 1] == 's' && !Ends("us") && !Ends("ss") && HasVowel(n - 2))
            {
                n--;
            }
        }

        private void PastAndPresent()
        {
            if (Ends("eedly") || Ends("eed"))
            {
                var cut = Ends("eed") ? 3 : 5;
                if (n - cut >= r1 && !(w[..(n - cut)] is "proc" or "exc" or "succ"))
                {
                    Replace(cut, "ee");
                }

                return;
            }

            var ending = Ends("ingly") ? 5 : Ends("edly") ? 4 : Ends("ing") ? 3 : Ends("ed") ? 2 : 0;
            if (ending == 0 || !HasVowel(n - ending))
            {
                return;
            }

            if (ending == 3 && n == 5 && w[1] == 'y')
            {
                // vying: vie
                Replace(4, "ie");
                return;
            }

            n -= ending;
            if (Ends("at") || Ends("bl") || Ends("iz"))
            {
                Replace(0, "e");
            }
            else if (n >= 2 && w[n - 1] == w[n - 2] && w[n - 1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't')
            {
                if (!(n == 3 && w[0] is 'a' or 'e' or 'o'))
                {
                    n--;
                }
            }
            else if (n <= r1 && EndsInShortSyllable(n))
            {
                Replace(0, "e");
            }
        }

        private void DoStep2()
        {
            foreach (var (ending, instead) in Step2)
            {
                if (!Ends(ending))
                {
                    continue;
                }

                var stem = n - ending.Length;
                var fits = stem >= r1 && ending switch
                {
                    "ogi" => stem > 0 && w[stem - 1] == 'l',
                    "li" => stem > 0 && w[stem - 1] is 'c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't',
                    _ => true,
                };
                if (fits)
                {
                    Replace(ending.Length, instead);
                }

                return;
            }
        }

        private void DoStep3()
        {
            foreach (var (ending, instead) in Step3)
            {
                if (!Ends(ending))
                {
                    continue;
                }

                if (n - ending.Length >= (ending == "ative" ? r2 : r1))
                {
                    Replace(ending.Length, instead);
                }

                return;
            }
        }

        private void DoStep4()
        {
            foreach (var ending in Step4)
            {
                if (!Ends(ending))
                {
                    continue;
                }

                var stem = n - ending.Length;
                if (stem >= r2 && (ending != "ion" || (stem > 0 && w[stem - 1] is 's' or 't')))
                {
                    n = stem;
                }

                return;
            }
        }

        private void FinalE()
        {
            if (w[n - 1] == 'e')
            {
                if (n - 1 >= r2 || (n - 1 >= r1 && !EndsInShortSyllable(n - 1)))
                {
                    n--;
                }
            }
            else if (w[n - 1] == 'l' && n - 1 >= r2 && n > 1 && w[n - 2] == 'l')
            {
                n--;
            }
        }
    }
}
