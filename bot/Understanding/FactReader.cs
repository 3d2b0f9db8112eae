using System.Collections.Frozen;
using System.Globalization;
using BotAdvice.Bot.Understanding.Recognisers;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Bot.Understanding;

/// <summary>Finds the facts that a message tells: by curated cues, and by recognisers for what is measured.</summary>
internal sealed class FactReader(KnowledgeBase knowledge, FactModels models, PlaceReader places)
{
    // A fact that the whole story only makes likely is left to be asked. Measured on stories that trained nothing: docs/decisions/facts.md.
    // To take a loss or a leak for none hides a door, so that needs more.
    private const double InferredBar = 0.6;
    private const double InferredNoBar = 0.75;

    // Whether it goes on changes by the minute and is quickly asked: a story has to make it very plain.
    private const double InferredNowBar = 0.7;

    // "A man who said he was a plumber" is nobody's line of work but his.
    private const double InferredWorkBar = 0.8;
    private const int ReasonsWeighed = 40;
    private const int NoticedWithin = 8;
    private const int YoungestAge = 5;
    private const int ComingOfAge = 18;

    private static readonly FrozenSet<string> WhoTheyAre = FrozenSet.Create(StringComparer.Ordinal, FactNames.Organisation, FactNames.Sector, FactNames.Nation);
    private static readonly string[] Below = ["fewer than", "less than", "under", "below"];

    private readonly string[][] noticing =
        [.. knowledge.WordLists.GetValueOrDefault("noticed", []).Select(entry => Words.Of(entry).Select(word => word.Stem).ToArray())];

    /// <param name="text">The message, with personal data masked.</param>
    /// <param name="words">Its words.</param>
    /// <param name="noticed">The cues that it holds.</param>
    /// <param name="now">When it was said.</param>
    /// <param name="turn">Its number in the conversation.</param>
    public SortedDictionary<string, FactValue> Read(
        string text, IReadOnlyList<Word> words, IReadOnlyList<CueMatch<Signal>> noticed, DateTimeOffset now, int turn)
    {
        var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
        var tokens = Tokens.Of(text);
        Told(facts, text, noticed, turn);
        Where(facts, text, words, turn);
        HowMuch(facts, tokens, noticed, turn);
        HowMany(facts, tokens, turn);
        When(facts, tokens, words, now, turn);
        Age(facts, text, words, turn);
        return facts;
    }

    /// <summary>What no single phrase told but the whole story makes plain, for facts that are not told yet.</summary>
    /// <param name="told">The facts that are told.</param>
    /// <param name="said">The message.</param>
    /// <param name="incident">What it is about; null when that is not known.</param>
    /// <param name="turn">Its number in the conversation.</param>
    public SortedDictionary<string, FactValue> Infer(
        IReadOnlyDictionary<string, FactValue> told, Said said, IncidentType? incident, int turn)
    {
        var facts = new SortedDictionary<string, FactValue>(told.ToDictionary(), StringComparer.Ordinal);
        var story = FactModels.Look(said.OfWords, incident is null ? said.Features : FactModels.Signals(said.Features, incident.Id));
        foreach (var fact in models.Facts.Where(fact => !told.ContainsKey(fact) && incident?.Implies.ContainsKey(fact) is not true))
        {
            var found = models.Classify(fact, story);
            if (found.Ranked[0] is (not FactModels.Unsaid, var sure) and var (value, _) && sure >= BarOf(fact, value))
            {
                facts[fact] = FactValue.Of(value, ClauseThatTells(found, value, said.Text, said.Words), Known.Inferred, turn);
            }
        }

        // How they asked to be paid is not how money went when none did.
        if (facts.GetValueOrDefault(FactNames.MoneyLost)?.Value is "no")
        {
            facts.Remove(FactNames.PaidBy);
        }

        return facts;
    }

    private static double BarOf(string fact, string value) => fact switch
    {
        FactNames.StillHappening => InferredNowBar,
        FactNames.Sector => InferredWorkBar,
        _ => value is "no" ? InferredNoBar : InferredBar,
    };

    // The part of a sentence whose words speak most for the value.
    private static string ClauseThatTells(Classification found, string value, string text, IReadOnlyList<Word> words)
    {
        var weights = found.Why(value, ReasonsWeighed).Where(reason => reason.Feature[0] != '@').ToDictionary(reason => reason.Feature, reason => reason.Weight, StringComparer.Ordinal);
        var best = words.Select((word, at) => (Word: word, Weight: weights.GetValueOrDefault(word.Stem)
                + (at > 0 ? weights.GetValueOrDefault($"{words[at - 1].Stem} {word.Stem}") : 0)))
            .GroupBy(weighed => weighed.Word.Clause)
            .MaxBy(clause => clause.Sum(weighed => weighed.Weight))!;
        var (first, last) = (best.First().Word, best.Last().Word);
        return text[first.Start..(last.Start + last.Length)];
    }

    private static void Told(SortedDictionary<string, FactValue> facts, string text, IReadOnlyList<CueMatch<Signal>> noticed, int turn)
    {
        var told = noticed
            .Where(match => match.Payload.Kind == SignalKind.Fact && !match.Supposed)
            .Select(match => (match.Payload.Id, Value: ValueOf(match), Match: match))
            .Where(match => match.Value is not null);
        foreach (var fact in told.GroupBy(match => match.Id, StringComparer.Ordinal))
        {
            if (FactNames.Several.Contains(fact.Key))
            {
                var values = fact.OrderBy(match => match.Match.First).Select(match => match.Value!).Distinct(StringComparer.Ordinal).ToList();
                var positive = values.Where(value => value is not ("no" or "unsure")).ToList();
                facts[fact.Key] = new(positive.Count > 0 ? positive : values, null, fact.First().Match.Quote(text), Known.Said, turn);
                continue;
            }

            // The longer a cue, the more it says. Of two alike, what comes later corrects what came before; but who somebody is, they
            // say first: "I'm a sole trader ... with my patient notes".
            var longest = fact.OrderByDescending(match => match.Match.Count);
            var best = (WhoTheyAre.Contains(fact.Key) ? longest.ThenBy(match => match.Match.First) : longest.ThenByDescending(match => match.Match.First)).First();
            facts[fact.Key] = FactValue.Of(best.Value!, best.Match.Quote(text), Known.Said, turn);
        }
    }

    private static string? ValueOf(CueMatch<Signal> match) => match switch
    {
        { Negated: false } => match.Payload.Value,
        { Payload: { Negatable: true, Value: "yes" } } => "no",
        _ => null,
    };

    private void Where(SortedDictionary<string, FactValue> facts, string text, IReadOnlyList<Word> words, int turn)
    {
        foreach (var postcode in PostcodeRecogniser.Recognise(text))
        {
            var (nation, force) = places.OfPostcode(postcode.Value.Full ?? postcode.Value.District);
            Set(facts, FactNames.Nation, nation, postcode.Text, turn);
            Set(facts, FactNames.Area, force, postcode.Text, turn);
        }

        foreach (var (from, candidates) in places.Read(words))
        {
            Set(facts, FactNames.Nation, Only(candidates.Select(place => place.Nation)), from, turn);
            Set(facts, FactNames.Area, Only(candidates.Select(place => place.Force)), from, turn);
        }

        if (facts.GetValueOrDefault(FactNames.Area) is { } area && knowledge.Forces.TryGetValue(area.Value, out var known))
        {
            Set(facts, FactNames.Nation, known.Nation, area.From, turn);
        }
    }

    private static string? Only(IEnumerable<string> values) => values.Distinct(StringComparer.Ordinal).ToList() is [{ Length: > 0 } only] ? only : null;

    private static void Set(SortedDictionary<string, FactValue> facts, string fact, string? value, string from, int turn)
    {
        if (value is { Length: > 0 })
        {
            facts.TryAdd(fact, FactValue.Of(value, from, Known.Said, turn));
        }
    }

    // The amount that matters stands nearest to the words that tell of the loss; without such words, the largest one does.
    private static void HowMuch(SortedDictionary<string, FactValue> facts, Tokens tokens, IReadOnlyList<CueMatch<Signal>> noticed, int turn)
    {
        var amounts = MoneyRecogniser.Recognise(tokens);
        amounts = amounts.Count > 0 ? amounts : BareSum.Recognise(tokens);
        if (amounts.Count == 0)
        {
            return;
        }

        var losses = noticed.Where(match => match.Payload is { Kind: SignalKind.Fact, Id: FactNames.MoneyLost, Value: "yes" }).ToList();
        var best = losses.Count > 0
            ? amounts.MinBy(amount => losses.Min(loss => Distance(amount, loss)))!
            : amounts.MaxBy(amount => amount.Value.Amount)!;
        facts[FactNames.Amount] = FactValue.Of(
            best.Value.Amount.ToString(CultureInfo.InvariantCulture), best.Text, Known.Said, turn, best.Value.Unit);
    }

    private static int Distance(Recognised<Money> amount, CueMatch<Signal> loss) => Math.Max(
        0, Math.Max(loss.Start - amount.End, amount.Start - (loss.Start + loss.Length)));

    private static void HowMany(SortedDictionary<string, FactValue> facts, Tokens tokens, int turn)
    {
        foreach (var count in CountRecogniser.Recognise(tokens))
        {
            // "One of our teachers" and "three of the staff" are a part of the staff; "six of us" are all of it.
            if (count.Value.Of == CountOf.Staff && count.Text.Contains(" of ", StringComparison.OrdinalIgnoreCase)
                && !count.Text.EndsWith(" us", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var fact = count.Value.Of == CountOf.Staff ? FactNames.Staff : FactNames.PeopleAffected;
            var value = count.Value.Value - (Below.Any(tokens.Source[..count.Start].TrimEnd().ToLowerInvariant().EndsWith) ? 1 : 0);
            facts.TryAdd(fact, FactValue.Of(value.ToString(CultureInfo.InvariantCulture), count.Text, Known.Said, turn));
        }
    }

    // "I am 15", "he's only 16 years old"; not "I am 15 minutes away" and not "I am 40".
    private static void Age(SortedDictionary<string, FactValue> facts, string text, IReadOnlyList<Word> words, int turn)
    {
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at].Kind != WordKind.Number || !int.TryParse(words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var age)
                || age is < YoungestAge or >= ComingOfAge)
            {
                continue;
            }

            var before = words[at - 1].Text is "only" or "just" && at > 1 ? words[at - 2].Text : words[at - 1].Text;
            var after = at + 1 < words.Count && words[at + 1].Clause == words[at].Clause ? words[at + 1].Text : "";
            if (before is "im" or "am" or "is" or "aged" or "hes" or "shes" or "age" or "was" && after is "" or "and" or "year" or "years" or "yo" or "yrs" or "old")
            {
                facts[FactNames.Under18] = FactValue.Of("yes", text.Substring(words[at].Start, words[at].Length), Known.Said, turn);
            }
        }
    }

    // "We paid on Friday and found out this morning": each moment belongs to the verb that it stands with.
    private void When(SortedDictionary<string, FactValue> facts, Tokens tokens, IReadOnlyList<Word> words, DateTimeOffset now, int turn)
    {
        var from = 0;
        foreach (var moment in MomentRecogniser.Recognise(tokens, now).Where(moment => moment.Value.From <= now && moment.Value.Grain is not "now"))
        {
            // "Rang on Monday to say": the word that leads to the moment does not part the phrase.
            var before = words.Where(word => word.Start >= from && word.Start < moment.Start).TakeLast(NoticedWithin).ToList();
            var leads = before.Count > 0 && before[^1].Text is "on" or "at" or "in" ? 1 : 0;
            // "In January, only just noticed": what follows a comma is told of another moment, unless the moment stood first.
            var after = words.Where(word => word.Start >= moment.End).Take(NoticedWithin / 2);
            after = before.Count > leads ? after.TakeWhile(word => word.Clause == before[^1].Clause) : after;
            var around = before.SkipLast(leads).Concat(after).Select(word => word.Stem).ToArray();
            var fact = noticing.Any(phrase => around.AsSpan().IndexOf(phrase) >= 0) ? FactNames.WhenNoticed : FactNames.WhenHappened;
            facts.TryAdd(fact, FactValue.OfMoment(moment.Value.From, moment.Value.Grain, moment.Text, Known.Said, turn));
            from = moment.End;
        }
    }
}
