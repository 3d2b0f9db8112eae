using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Loading;

/// <summary>Reads the files that are tables: publishers, areas, language, phrases, golden cases.</summary>
internal static partial class TableReader
{
    private static readonly string[] PublisherKinds = ["owner", "partner", "press"];
    private static readonly string[] PlaceNations = ["england", "wales", "scotland", "ni", "outside-uk"];

    private static readonly string[] CaseKinds =
        ["incident", "question", "advice", "plan", "emergency", "small-talk", "command", "out-of-scope", "unclear"];

    public static IEnumerable<Publisher> Publishers(YamlEntry entry)
    {
        foreach (var part in entry.Items("publishers", required: true))
        {
            var publisher = new Publisher(
                part.Text("id", required: true),
                part.Name("name", required: true),
                part.Texts("domains", required: true),
                part.OneOf("kind", PublisherKinds, required: true));
            part.RefuseOthers();
            yield return publisher;
        }
    }

    public static IEnumerable<PoliceForce> Forces(YamlEntry entry)
    {
        foreach (var part in entry.Items("forces"))
        {
            var force = new PoliceForce(
                part.Text("id", required: true),
                part.Name("name", required: true),
                part.OneOf("nation", PlaceNations, required: true),
                part.Texts("covers"),
                part.Reference("centre", ReferenceKind.Centre));
            part.RefuseOthers();
            yield return force;
        }
    }

    public static IEnumerable<ResilienceCentre> Centres(YamlEntry entry)
    {
        foreach (var part in entry.Items("centres"))
        {
            var centre = new ResilienceCentre(
                part.Text("id", required: true), part.Name("name", required: true), part.Reference("adviser", ReferenceKind.Adviser));
            part.RefuseOthers();
            yield return centre;
        }
    }

    public static IEnumerable<PostcodeArea> Postcodes(YamlEntry entry)
    {
        if (entry.Part("postcodes") is not { } areas)
        {
            yield break;
        }

        foreach (var letters in areas.AllNames())
        {
            if (!PostcodeLetters().IsMatch(letters))
            {
                areas.Fault(areas.LineOf(letters), $"\"{letters}\" is no postcode area.", "Write one or two capital letters, such as B or SW.");
            }

            if (areas.Part(letters, required: true) is not { } part)
            {
                continue;
            }

            var districts = new SortedDictionary<string, string>(StringComparer.Ordinal);
            if (part.Part("districts") is { } exceptions)
            {
                foreach (var district in exceptions.AllNames())
                {
                    if (!PostcodeDistrict().IsMatch(district) || !district.StartsWith(letters, StringComparison.Ordinal))
                    {
                        exceptions.Fault(
                            exceptions.LineOf(district), $"\"{district}\" is no district of {letters}.", $"Write the area and a number, such as {letters}1.");
                    }

                    districts[district] = exceptions.Reference(district, ReferenceKind.Force, required: true);
                }
            }

            var area = new PostcodeArea(
                letters, part.SomeOf("nations", PlaceNations, required: true), part.References("forces", ReferenceKind.Force), districts);
            part.RefuseOthers();
            yield return area;
        }
    }

    public static IEnumerable<Place> Places(YamlEntry entry)
    {
        foreach (var part in entry.Items("places"))
        {
            var place = new Place(
                part.Name("name", required: true),
                part.Texts("also"),
                part.OneOf("nation", PlaceNations, required: true),
                part.Reference("force", ReferenceKind.Force),
                part.Text("near"),
                part.YesNo("needs-preposition"));
            part.RefuseOthers();
            yield return place;
        }
    }

    public static IEnumerable<(string Name, IReadOnlyList<string> Words)> WordLists(YamlEntry entry)
    {
        if (entry.Part("lists") is { } lists)
        {
            foreach (var name in lists.AllNames())
            {
                yield return (name, lists.Texts(name, required: true));
            }
        }
    }

    public static IEnumerable<(string Typed, string Meant)> ShortForms(YamlEntry entry)
    {
        if (entry.Part("short-forms") is { } forms)
        {
            foreach (var typed in forms.AllNames())
            {
                var meant = forms.Text(typed, required: true);
                if (meant.Contains(' ', StringComparison.Ordinal))
                {
                    forms.Fault(forms.LineOf(typed), $"\"{typed}\" stands for more than one word.", "Write one word: each word as typed is taken for one other.");
                }

                yield return (typed, meant);
            }
        }
    }

    public static IEnumerable<IReadOnlyList<string>> Synonyms(YamlEntry entry)
    {
        foreach (var group in entry.TextLists("groups"))
        {
            if (group.Texts.Count < 2)
            {
                entry.Fault(group.Line, "The group has fewer than two words.", "Add a word that means the same, or take the group out.");
            }
            else
            {
                yield return group.Texts;
            }
        }
    }

    public static IEnumerable<BannedWord> Banned(YamlEntry entry)
    {
        foreach (var part in entry.Items("banned"))
        {
            var word = new BannedWord(part.Text("word", required: true).ToLowerInvariant(), part.Text("instead", required: true));
            part.RefuseOthers();
            if (word.Word.Length > 0)
            {
                yield return word;
            }
        }
    }

    public static FactCues Fact(YamlEntry entry)
    {
        var fact = entry.File.Id;
        var cues = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (!FactNames.Values.TryGetValue(fact, out var allowed))
        {
            entry.Fault(
                1,
                $"The file name \"{fact}\" is no fact.",
                Suggestion.For(fact, FactNames.Values.Keys) + $"The facts are: {string.Join(", ", FactNames.Values.Keys)}.");
        }

        if (entry.Part("values", required: true) is { } values)
        {
            foreach (var value in values.AllNames())
            {
                if (allowed?.Contains(value, StringComparer.Ordinal) == false)
                {
                    values.Fault(
                        values.LineOf(value),
                        $"\"{value}\" is no value of the fact {fact}.",
                        Suggestion.For(value, allowed) + $"The values are: {string.Join(", ", allowed)}.");
                }

                cues[value] = values.Cues(value, required: true);
            }
        }

        return new FactCues(fact, cues, entry.YesNo("negatable"));
    }

    public static IEnumerable<Telling> Tellings(YamlEntry entry)
    {
        entry.File.References.Add(new FoundReference("tellings", entry.LineOf("tellings"), ReferenceKind.Incident, entry.File.Id));
        foreach (var part in entry.Items("tellings", required: true))
        {
            var text = part.Said("text");
            var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (fact, allowed) in FactNames.Values)
            {
                if (allowed.Count > 0 && part.OneOf(fact, [.. allowed]) is { Length: > 0 } value)
                {
                    facts[fact] = value;
                }
            }

            part.RefuseOthers();
            if (text.Length > 0)
            {
                yield return new(text, entry.File.Id, facts);
            }
        }
    }

    public static IEnumerable<TwofoldStory> Twofold(YamlEntry entry)
    {
        foreach (var part in entry.Items("twofold"))
        {
            var story = new TwofoldStory(
                part.Said("text"), part.Reference("incident", ReferenceKind.Incident, required: true), part.Reference("also", ReferenceKind.Incident, required: true));
            part.RefuseOthers();
            if (story is { Text.Length: > 0, Incident.Length: > 0, Also.Length: > 0 })
            {
                yield return story;
            }
        }
    }

    public static Concept Concept(YamlEntry entry) => new(entry.File.Id, entry.Cues("cues", required: true));

    public static IEnumerable<(string Key, string Text)> Phrases(YamlEntry entry)
    {
        if (entry.Part("phrases") is { } phrases)
        {
            foreach (var key in phrases.AllNames())
            {
                yield return (key, phrases.Prose(key, required: true));
            }
        }
    }

    public static IEnumerable<Question> Questions(YamlEntry entry)
    {
        if (entry.Part("questions") is not { } questions)
        {
            yield break;
        }

        foreach (var fact in questions.AllNames())
        {
            if (!FactNames.Values.TryGetValue(fact, out var values))
            {
                questions.Fault(
                    questions.LineOf(fact), $"\"{fact}\" is no fact.", Suggestion.For(fact, FactNames.Values.Keys) + "Name the question after its fact.");
                continue;
            }

            if (questions.Part(fact, required: true) is { } part)
            {
                var question = new Question(
                    fact, part.Prose("ask", required: true), part.Prose("why", required: true), [.. Options(part, values)]);
                part.RefuseOthers();
                yield return question;
            }
        }
    }

    public static IEnumerable<GoldenCase> Cases(YamlEntry entry)
    {
        foreach (var part in entry.Items("cases", required: true))
        {
            var id = part.Text("id", required: true);
            var turns = part.Has("turns") ? part.Texts("turns", required: true) : [part.Text("said", required: true)];
            if (part.Has("turns") && part.Has("said"))
            {
                part.Fault(part.LineOf("said"), "The case has both \"said\" and \"turns\".", "Keep one of the two.");
            }

            var golden = new GoldenCase
            {
                Id = id,
                Where = $"{entry.File.Path}({part.Line})",
                Turns = turns,
                Now = part.Moment("now"),
                Kind = part.OneOf("kind", CaseKinds),
                Incident = part.Reference("incident", ReferenceKind.IncidentOrEmergency),
                Also = part.References("also", ReferenceKind.IncidentOrEmergency),
                Facts = FactsOf(part),
                Routes = part.References("routes", ReferenceKind.Route),
                NotRoutes = part.References("not-routes", ReferenceKind.Route),
                Guidance = part.References("guidance", ReferenceKind.Guidance),
                Asks = part.OneOf("asks", [.. FactNames.Values.Keys]),
                MustSay = part.Texts("must-say"),
                MustNotSay = part.Texts("must-not-say"),
            };
            part.RefuseOthers();
            if (id.Length > 0)
            {
                yield return golden;
            }
        }
    }

    private static IEnumerable<QuestionOption> Options(YamlEntry question, IReadOnlyList<string> values)
    {
        foreach (var part in question.Items("options"))
        {
            // An option of a measured fact, such as an amount, is a text that the recogniser of that fact reads.
            var option = new QuestionOption(
                part.Name("label", required: true),
                values.Count > 0 ? part.OneOf("value", values, required: true) : part.Text("value", required: true));
            part.RefuseOthers();
            yield return option;
        }
    }

    private static SortedDictionary<string, string> FactsOf(YamlEntry goldenCase)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (goldenCase.Part("facts") is { } part)
        {
            foreach (var fact in part.AllNames())
            {
                if (FactNames.Values.TryGetValue(fact, out var values))
                {
                    facts[fact] = values.Count > 0 ? part.OneOf(fact, [.. values, Condition.Unknown], required: true) : part.Text(fact, required: true);
                }
                else
                {
                    part.Fault(part.LineOf(fact), $"\"{fact}\" is no fact.", Suggestion.For(fact, FactNames.Values.Keys) + "See docs/knowledge-base.md.");
                }
            }
        }

        return facts;
    }

    [GeneratedRegex("^[A-Z]{1,2}$", RegexOptions.NonBacktracking)]
    private static partial Regex PostcodeLetters();

    [GeneratedRegex("^[A-Z]{1,2}[0-9]{1,2}[A-Z]?$", RegexOptions.NonBacktracking)]
    private static partial Regex PostcodeDistrict();
}
