using System.Globalization;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Understanding.Recognisers;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Bot.Understanding;

/// <summary>Reads one message: what kind it is, what happened, which facts it tells. Pure: no clock, no store, no channel.</summary>
internal sealed class Reader
{
    /// <summary>Characters read of one message; the rest of a longer one is left out.</summary>
    public const int Longest = 16_000;

    // To miss an incident does more harm than to help somebody who only asked, so it takes less to be one.
    private const double IncidentBar = 0.18;
    private const double EmergencyBar = 0.5;

    // Nobody who may tell of an incident is sent away as out of scope: the likeliest incidents are offered.
    private const double DoubtBar = 0.12;

    // What is asked in the form of a question is one, unless it tells of an incident nearly as plainly.
    private const double AskedRatio = 2;

    // A cue for danger decides unless the whole message speaks plainly against it: "my boss is going to kill me".
    private const double CueBar = 0.06;
    private const double KindBar = 0.4;
    private const double CommandBar = 0.5;
    private const double SureOutOfScope = 0.5;
    private const double SureOfIncident = 0.5;
    private const double SurePractised = 0.7;

    // What is said to something out of scope that is like none of the known ones.
    private const string OtherTopics = "other-topics";

    // What tells that somebody writes for somebody else.
    private const string ForAnother = "writes-for-another";

    // What tells that the next story is another client's.
    private const string AnotherCase = "another-case";

    private const string GoOn = "go-on";
    private const int LongestCommand = 9;

    // In the middle of a story a few words nearly always go on with it. What would lead away from it has to be plain.
    private const double SureAside = 0.8;
    private const double SureDanger = 0.95;
    private const int FewWords = 8;

    // "By bank transfer" tells no story of its own.
    private const int FewestOfAStory = 3;
    private const int LongestPlainAnswer = 12;

    // No kind is so unlikely that the search may not speak against it.
    private const double Doubt = 0.03;
    private const int ReasonsKept = 4;

    private readonly KnowledgeIndex index;
    private readonly KnowledgeBase knowledge;
    private readonly FactReader facts;
    private readonly IncidentReader incidents;
    private readonly Sayings sayings;

    public Reader(KnowledgeIndex index)
    {
        this.index = index;
        knowledge = index.Knowledge;
        facts = new(knowledge, index.Facts, new PlaceReader(knowledge));
        incidents = new(index);
        sayings = new(knowledge);
    }

    /// <param name="situation">What the conversation knows: the open question says what a short answer means.</param>
    /// <param name="text">The words as typed.</param>
    /// <param name="now">When they were said.</param>
    public Reading Read(Situation situation, string text, DateTimeOffset now)
    {
        var said = Hear(text, now, situation.Turns + 1);
        var (masked, words, noticed, told) = (said.Text, said.Words, said.Noticed, said.Told);
        var reading = new Reading { Kind = Kinds.Unclear, Text = masked, Facts = told, Asks = words.Count > 0 && (said.Asks || Wants(words)), ForAnother = Notices(ForAnother, noticed), IsAnotherCase = Notices(AnotherCase, noticed) };
        if (words.Count == 0)
        {
            return reading;
        }

        if (noticed.FirstOrDefault(match => match is { Payload.Kind: SignalKind.Emergency, Negated: false, Supposed: false })
                is { Payload: not null } danger
            && said.Kind.OfGroup(KnowledgeModels.Emergency).Probability >= CueBar)
        {
            return Emergency(reading, danger.Payload.Id, 1, said, situation.Turns + 1, [$"emergency cue \"{danger.Quote(masked)}\""]);
        }

        if ((situation.Pending is not null || situation.Checks.Count > 0) && sayings.Exactly(words) is { Kind: Kinds.Command, Id: GoOn })
        {
            // It agrees to nothing: "go on" after a stop wants the open question again.
            return Exactly(reading, Kinds.Command, GoOn, said, situation.Turns + 1);
        }

        if (StepMarkReader.Read(situation, masked, words) is { } mark)
        {
            return reading with { Kind = Kinds.Plan, Confidence = 1, Mark = mark, Why = [$"says {mark.State} of {mark.Step}".TrimEnd()] };
        }

        if (told.Count == 0 && AnswerReader.CorrectedAmount(situation, masked, words, situation.Turns + 1) is { } sum)
        {
            told[FactNames.Amount] = sum;
        }

        var answered = situation.Pending is { } pending && !(said.Asks && !told.ContainsKey(pending)) && knowledge.Questions.TryGetValue(pending, out var question)
            ? AnswerReader.Read(question, masked, words, told, now, situation.Turns + 1)
            : null;
        if (answered is not null)
        {
            if (AnswerReader.IsOption(knowledge.Questions[situation.Pending!], masked))
            {
                // The words of a button are ours: "fewer than 10 staff" tells of no ten.
                told.Clear();
            }

            told[situation.Pending!] = answered;
            if (words.Count <= LongestPlainAnswer)
            {
                return reading with { Kind = situation.Topic ?? Kinds.Incident, Confidence = 1, AnswersPending = true, Why = [$"answer to {situation.Pending}"] };
            }
        }

        if (situation.Topic is not null && AnswerReader.AnyOption(knowledge.Questions.Values, masked) is { } option)
        {
            told[option.Fact] = FactValue.Of(option.Value, masked, Known.Chosen, situation.Turns + 1);
            return reading with { Kind = situation.Topic, Confidence = 1, AnswersPending = true, Why = [$"tells {option.Fact}"] };
        }

        if (sayings.Exactly(words) is { } saying)
        {
            return Exactly(reading, saying.Kind, saying.Id, said, situation.Turns + 1);
        }

        // "Wales", "we're a charity": in the middle of a conversation, a few words that tell a fact are an answer, asked or not.
        if (situation.Topic is not null && told.Count > 0 && words.Count <= LongestPlainAnswer && !said.Asks
            && (said.Kind.Of(KnowledgeModels.Incident) < SureOfIncident || (words.Count <= FewestOfAStory && !said.Features.Any(feature => feature.StartsWith("sign:", StringComparison.Ordinal)))))
        {
            return reading with { Kind = situation.Topic, Confidence = 1, AnswersPending = true, Why = [.. told.Keys.Select(fact => $"tells {fact}")] };
        }

        if (situation.Pending is not null && AnswerReader.Denies(words) && !said.Asks)
        {
            return reading with { Kind = situation.Topic ?? Kinds.Incident, Confidence = 1, AnswersPending = true, Why = ["denies something of the story"] };
        }

        return Classified(reading with { AnswersPending = answered is not null }, said, situation.Turns + 1, isUnderWay: situation.Incidents.Count > 0, isFirst: situation.Turns == 0, wasInDanger: situation.Emergency is not null);
    }

    /// <summary>What the judges say of the kind of a message, for <c>KindWeighing</c> to be fitted; null when there is no word in it.</summary>
    public KindSigns? Signs(string text, DateTimeOffset now) => Hear(text, now, 1) is { Words.Count: > 0 } said ? said.Signs : null;

    private Said Hear(string text, DateTimeOffset now, int turn)
    {
        var masked = Masking.Mask(text.Length > Longest ? text[..Longest] : text);
        var words = index.Speller.Mend(Words.Of(masked));
        var noticed = index.Lexicon.Notice(words);
        return new(index, incidents, masked, words, noticed, facts.Read(masked, words, noticed, now, turn));
    }

    private Reading Classified(Reading reading, Said said, int turn, bool isUnderWay, bool isFirst, bool wasInDanger)
    {
        var kinds = said.Kind;
        var dangerBar = !isFirst && said.Words.Count <= FewWords ? SureDanger : EmergencyBar;
        if (kinds.OfGroup(KnowledgeModels.Emergency) is var (sure, emergency) && sure >= dangerBar)
        {
            return Emergency(reading, emergency[(KnowledgeModels.Emergency.Length + 1)..], sure, said, turn, Why(kinds, emergency));
        }

        var weighed = said.Weighed;

        // After a danger, what is told is what led to it: "it was a fake invoice".
        if (weighed.Incident >= (wasInDanger && !said.Asks ? DoubtBar : IncidentBar) && !(said.Asks && weighed.Question > AskedRatio * weighed.Incident))
        {
            return Incident(reading, weighed.Incident, said, turn, Why(kinds, KnowledgeModels.Incident));
        }

        var (top, probability) = Top(kinds, weighed);
        if (top == KnowledgeModels.Command && probability >= (isUnderWay ? SureAside : CommandBar) && said.Words.Count <= LongestCommand
            && (!isUnderWay || said.Words.Count > 1) && sayings.Nearest(Kinds.Command, said.Words) is { } command && !(said.Asks && Undoes(command)))
        {
            return Command(reading, command, probability, Why(kinds, top));
        }

        if (top is KnowledgeModels.Advice or KnowledgeModels.Plan && probability >= (isUnderWay ? SureAside : KindBar))
        {
            reading = reading with { Guidance = Guidance(said) };
            return top == KnowledgeModels.Plan && sayings.Nearest(Kinds.Command, said.Words) is { } wanted && IsPlan(wanted)
                ? Command(WithPractised(reading, wanted, said), wanted, probability, Why(kinds, top))
                : reading with { Kind = top, Confidence = probability, Why = Why(kinds, top) };
        }

        if (isUnderWay && top == KnowledgeModels.SmallTalk && probability >= SureAside && !said.Asks && sayings.Nearest(Kinds.SmallTalk, said.Words) is { } talk
            && Triage.IsForTheMiddle(knowledge.SmallTalk[talk]))
        {
            // "I feel so stupid, I can't stop crying" wants no page to read.
            return reading with { Kind = Kinds.SmallTalk, Confidence = probability, Exchange = knowledge.SmallTalk[talk], Why = Why(kinds, top) };
        }

        // In the middle of a story, what is asked is most likely about it.
        reading = reading with { Guidance = Guidance(said, isUnderWay ? 1 : 0), Why = Why(kinds, top), Confidence = probability };
        var declines = !isUnderWay && weighed.OutOfScope >= SureOutOfScope;
        if ((reading.Guidance is [{ Confidence: >= Triage.AnswerBar }, ..] && !declines) || (top == KnowledgeModels.Question && probability >= KindBar))
        {
            return reading with { Kind = Kinds.Question };
        }

        if (isUnderWay && probability < SureAside)
        {
            return reading;
        }

        if (probability < KindBar || !kinds.Known || (top == KnowledgeModels.OutOfScope && weighed.Incident >= DoubtBar))
        {
            return reading with { Candidates = [.. said.Story.Candidates.Where(found => found.Confidence >= KindBar)] };
        }

        return top switch
        {
            KnowledgeModels.SmallTalk when sayings.Nearest(Kinds.SmallTalk, said.Words) is { } id =>
                reading with { Kind = Kinds.SmallTalk, Exchange = knowledge.SmallTalk[id] },
            KnowledgeModels.OutOfScope when knowledge.OutOfScope.TryGetValue(sayings.Nearest(Kinds.OutOfScope, said.Words) ?? OtherTopics, out var exchange) =>
                reading with { Kind = Kinds.OutOfScope, Exchange = exchange },
            _ => reading,
        };
    }

    private Reading Exactly(Reading reading, string kind, string id, Said said, int turn)
    {
        string[] why = [$"the words of {kind} {id}"];
        reading = reading with { Confidence = 1, Why = why };
        return kind switch
        {
            Kinds.Command => Command(WithPractised(reading, id, said), id, 1, why),
            Kinds.SmallTalk => reading with { Kind = kind, Exchange = knowledge.SmallTalk[id] },
            Kinds.OutOfScope => reading with { Kind = kind, Exchange = knowledge.OutOfScope[id] },
            Kinds.Question => reading with { Kind = kind, Guidance = [new(knowledge.Guidance[id], "", 1)] },
            Kinds.Incident => reading with { Kind = kind, Incidents = [new(knowledge.Incidents[id], 1)] },
            _ => Emergency(reading, id, 1, said, turn, why),
        };
    }

    private static Reading Command(Reading reading, string id, double confidence, IEnumerable<string> why) => reading with
    {
        Kind = id switch { "advice" => Kinds.Advice, _ when IsPlan(id) => Kinds.Plan, _ => Kinds.Command },
        Command = id is "advice" ? null : id,
        Confidence = confidence,
        Why = why,
    };

    // "Practise a lost laptop": what a rehearsal is of is told like any incident, in words that are a sign of it.
    private static Reading WithPractised(Reading reading, string command, Said said) => command is not "rehearsal" ? reading : reading with
    {
        Incidents = [.. said.Story.Told.Where(found => found.Confidence >= SurePractised && said.Features.Contains($"sign:{found.Incident.Id}")).Take(1)],
    };

    private static bool Notices(string concept, IReadOnlyList<CueMatch<Signal>> noticed) =>
        noticed.Any(match => match is { Payload.Kind: SignalKind.Concept, Negated: false } && match.Payload.Id == concept);

    // "Tell me about insurance" asks as well.
    private static bool Wants(IReadOnlyList<Word> words) => words[0].Text is "tell" or "explain" or "show" or "give" or "help" or "need" or "want" or "please" or "any" or "advice" or "info";

    // "Can I get it back?" must not undo anything: what undoes is said in its own words.
    private static bool Undoes(string command) => command is "back" or "start-again" or "delete";

    private static bool IsPlan(string command) => command is "plan" or "readiness" or "rehearsal";

    private Reading Emergency(
        Reading reading, string id, double confidence, Said said, int turn, IEnumerable<string> why)
    {
        // The story beside the danger is helped as well, when it is told clearly enough.
        var isOne = said.Kind.Of(KnowledgeModels.Incident) >= IncidentBar;
        var told = isOne ? said.Story.Told.Where(found => found.Confidence >= SureOfIncident).Take(1).ToList() : [];
        return reading with
        {
            Kind = Kinds.Emergency,
            Emergency = id,
            Incidents = told,
            Facts = facts.Infer(reading.Facts, said, told.FirstOrDefault()?.Incident, turn),
            Confidence = confidence,
            Why = why,
        };
    }

    private Reading Incident(
        Reading reading, double isOne, Said said, int turn, IEnumerable<string> why)
    {
        var (told, candidates, ranking) = said.Story;
        return reading with
        {
            Kind = Kinds.Incident,
            Incidents = told,
            Candidates = candidates,
            Facts = facts.Infer(reading.Facts, said, told[0].Incident, turn),
            Confidence = isOne * told.Sum(found => found.Confidence),
            Guidance = said.Words.Any(word => word.Text is "how" or "what" or "can" or "should" or "do" or "will") ? Guidance(said) : [],
            Why = why.Concat(told.SelectMany(found => Why(ranking, found.Incident.Id))),
        };
    }

    // "How do I apply for a school place?" shares its words with our page for schools, and is none of ours: what the search
    // says of the entry and what the kinds say of the question are taken together, as odds.
    private List<GuidanceHit> Guidance(Said said, double leastOdds = 0)
    {
        var weighed = said.Weighed;
        var odds = Math.Max(leastOdds, (weighed.Question + Doubt) / (weighed.OutOfScope + weighed.SmallTalk + Doubt));
        return [.. said.Found.Select(hit => new GuidanceHit(
            knowledge.Guidance[hit.Guidance], hit.Anchor, hit.Confidence * odds / (1 - hit.Confidence + (hit.Confidence * odds))))];
    }

    private static (string Kind, double Probability) Top(Classification kinds, in KindOdds weighed)
    {
        var top = (Kind: KnowledgeModels.Incident, Probability: weighed.Incident);
        foreach (var (kind, model) in kinds.Ranked)
        {
            var probability = kind switch
            {
                KnowledgeModels.Incident => weighed.Incident,
                KnowledgeModels.Question => weighed.Question,
                KnowledgeModels.OutOfScope => weighed.OutOfScope,
                KnowledgeModels.SmallTalk => weighed.SmallTalk,
                _ => model,
            };
            if (probability > top.Probability)
            {
                top = (kind, probability);
            }
        }

        return top;
    }

    private static IEnumerable<string> Why(Classification classification, string label)
    {
        foreach (var (feature, weight) in classification.Why(label, ReasonsKept))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{label}: {feature} ({weight:+0.00})");
        }
    }
}
