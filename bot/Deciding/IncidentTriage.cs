using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>The conversation about an incident: act first, then ask little, then read back.</summary>
internal sealed class IncidentTriage(KnowledgeBase knowledge, CasePlanner planner, QuestionPicker questions)
{
    private const int GuidanceOffered = 3;
    private const double SureOfStory = 0.8;

    // Below this, what happened is a guess: the reader is asked which of the nearest it was, and until then told only what is
    // right whatever it was.
    internal const double GuessBelow = 0.3;

    // "Hacked": one word says less than it seems to.
    private const double GuessOfOneWordBelow = 0.5;

    // It may be doubtful whether anything happened, and still plain what: "we paid a fake invoice in January, is it too late?"
    private const double SureOfWhich = 0.6;

    // In the middle of a story, vague words go on with it rather than begin another one.
    private const double SureOfAnother = 0.6;
    // Somebody who claims to be the bank or the police has been in touch, and nothing has been given or lost as far as we were
    // told: how to check who it is comes first, unless the story plainly tells something else.
    private const double ClaimBelow = 0.5;
    internal const string Contacted = "phishing-received";
    private const string Blackmail = "extortion";

    /// <summary>The phrase for what was told and changes nothing.</summary>
    internal const string Kept = "kept-in-the-middle";
    private const string WhateverItWas = "something-wrong";

    /// <summary>The plan as it stands.</summary>
    public CasePlan PlanOf(Situation situation, DateOnly today) => planner.Plan(
        [.. situation.Incidents.Where(knowledge.Incidents.ContainsKey).Select(id => knowledge.Incidents[id])], situation.Facts, today);

    /// <summary>A story was told: help at once, then ask.</summary>
    public Decision Told(Situation situation, Reading reading, DateOnly today)
    {
        if (situation.Incidents.Count == 0 && (reading.Confidence < ClaimBelow || IsOnlyThreatened(reading)) && OnlyClaims(reading.Facts))
        {
            reading = reading with { Incidents = [new(knowledge.Incidents[Contacted], reading.Confidence)], Confidence = ClaimBelow };
        }

        var isWord = !reading.Text.Trim().Contains(' ', StringComparison.Ordinal);
        if (situation.Incidents.Count == 0 && reading.Confidence < (isWord ? GuessOfOneWordBelow : GuessBelow) && (isWord || reading.Incidents[0].Confidence < SureOfWhich) && reading.Candidates.Count > 1)
        {
            var facts = FactMerge.Merge(situation.Facts, reading.Facts).Facts;
            return Nearest(situation with { Facts = facts, Nearest = [.. reading.Candidates.Select(found => found.Incident.Id)] }, [], today);
        }

        var told = reading.Incidents
            .Where(found => situation.Incidents.Count == 0 || (reading.Confidence >= SureOfAnother && !IsKnownAsMore(found.Incident, situation, reading.Facts)))
            .Select(found => found.Incident.Id)
            .ToList();
        var fresh = told.Except(situation.Incidents, StringComparer.Ordinal).ToList();
        if (situation.Incidents.Count > 0 && fresh.Count == 0)
        {
            // What would follow from an incident that it is not taken for does not follow.
            var isSame = reading.Incidents.Any(found => situation.Incidents.Contains(found.Incident.Id));
            var said = reading.Facts.Where(fact => isSame || fact.Value.How != Known.Inferred || Triage.WhoAsks.Contains(fact.Key)).ToDictionary(StringComparer.Ordinal);
            return Answered(situation, reading with { Facts = said }, today);
        }

        var incidents = ByUrgency(situation.Incidents.Union(told, StringComparer.Ordinal));
        var known = WithImplied(FactMerge.Merge(situation.Facts, reading.Facts).Facts, incidents, situation.Turns);
        var next = situation with
        {
            Topic = Kinds.Incident,
            Emergency = null,
            Nearest = [],
            Incidents = [.. incidents.Select(incident => incident.Id)],
            Facts = known,
            Pending = null,
        };

        // A later incident is answered for itself first; the rest of the plan stands as it was told before.
        var now = situation.Incidents.Count > 0 ? [.. incidents.Where(incident => fresh.Contains(incident.Id))] : incidents;
        var plan = planner.Plan(now, known, today);
        var moves = FirstHelp.Moves(now, plan, now.Count == 1 ? plan : planner.Plan([now[0]], known, today), reading.ForAnother);

        // Who asks something in a story, or may not tell one, may want only that: what answers it first, then what is usual with such a story.
        var asked = reading.Guidance.Where(hit => hit.Confidence >= Triage.AnswerBar).Select(hit => hit.Guidance);
        var offered = asked.Concat(reading.Asks || reading.Guidance.Count > 0 || reading.Confidence < SureOfStory ? Usual(incidents) : []).DistinctBy(guidance => guidance.Id).Take(GuidanceOffered).ToList();
        if (offered.Count > 0)
        {
            moves.Add(new Move.Offer("guidance-heading", offered));
        }

        return AskNext(Kinds.Incident, next, plan, moves, today);
    }

    // "Paid", then "invoice": what takes nothing for granted is no second incident beside the one that it is mistaken for, as long as
    // what tells them apart still holds.
    private bool IsKnownAsMore(IncidentType told, Situation situation, IReadOnlyDictionary<string, FactValue> facts) =>
        told.Implies.Count == 0 && told.ConfusedWith.Any(confusion => !IsNoAct(confusion.Fact) && situation.Incidents.Contains(confusion.Incident)
            && knowledge.Incidents[confusion.Incident].Implies.GetValueOrDefault(confusion.Fact) is "yes"
            && situation.Facts.GetValueOrDefault(confusion.Fact)?.Value is "yes" && facts.GetValueOrDefault(confusion.Fact)?.Value is null or "yes");

    private static bool OnlyClaims(IReadOnlyDictionary<string, FactValue> told) => told.ContainsKey(FactNames.ClaimedToBe)
        && !new[] { FactNames.MoneyLost, FactNames.Clicked, FactNames.RemoteAccess, FactNames.MailboxCompromised, FactNames.DetailsGiven }
            .Any(fact => told.TryGetValue(fact, out var value) && value.Value is not ("no" or "unsure"));

    // "Pay or be struck off", in the name of Companies House, is a false message before it is blackmail.
    private static bool IsOnlyThreatened(Reading reading) => reading.Incidents.Any(found => found.Incident.Id is Blackmail) && !reading.Facts.ContainsKey(FactNames.IntimateImages);

    // Not sure enough what it was: what is right in any case, who to ring, and the likeliest to choose from.
    private Decision Nearest(Situation situation, IReadOnlyList<Move> before, DateOnly today)
    {
        var general = knowledge.SmallTalk.GetValueOrDefault(WhateverItWas);
        var doors = planner.Doors(general?.Routes ?? [], situation.Facts, today);
        return new(
            Kinds.Incident,
            situation with { Topic = Kinds.Incident, Told = [.. situation.Told.Union(doors.Select(door => door.Route.Id), StringComparer.Ordinal)] },
            [
                .. before,
                new Move.OfferIncidents("unclear-incident", [.. situation.Nearest.Select(id => knowledge.Incidents[id])]),
                .. general is null ? [] : new Move[] { new Move.SayExchange(general) },
                new Move.TellDoors(doors, [.. doors.Take(1).Select(door => door.Route.Id)]),
            ]);
    }

    /// <summary>Somebody may be in danger: the doors come at once, and nothing is asked.</summary>
    public Decision Emergency(IncidentType emergency, Situation situation, Reading reading, DateOnly today)
    {
        var facts = FactMerge.Merge(situation.Facts, reading.Facts).Facts;
        var incidents = ByUrgency(situation.Incidents.Union(reading.Incidents.Select(found => found.Incident.Id), StringComparer.Ordinal));
        var plan = planner.Plan([emergency], facts, today);
        var moves = FirstHelp.Moves([emergency], plan, plan, isForAnother: false);
        foreach (var incident in incidents.Where(incident => reading.Incidents.Any(found => found.Incident.Id == incident.Id)).Take(1))
        {
            var also = planner.Plan([incident], facts, today);
            moves.Add(new Move.AlsoFound(incident, [.. also.Steps.Take(FirstHelp.StepsAtOnce)]));
            var others = also.Doors.Where(door => plan.Doors.All(told => told.Route.Id != door.Route.Id)).ToList();
            if (others.Count > 0)
            {
                moves.Add(new Move.TellDoors(others, []));
            }
        }

        return new(
            Kinds.Emergency,
            situation with
            {
                Topic = incidents.Count > 0 ? Kinds.Incident : null,
                Emergency = emergency.Id,
                Incidents = [.. incidents.Select(incident => incident.Id)],
                Facts = WithImplied(facts, [emergency, .. incidents], situation.Turns),
                Pending = null,
                Told = [.. situation.Told.Union(plan.Doors.Select(door => door.Route.Id), StringComparer.Ordinal)],
            },
            moves);
    }

    /// <summary>A question was answered, or a fact was told or corrected: say what it changes, and ask the next.</summary>
    public Decision Answered(Situation situation, Reading reading, DateOnly today)
    {
        var (merged, changed) = FactMerge.Merge(situation.Facts, reading.Facts);
        var before = PlanOf(situation, today);
        var wasDone = situation.Pending is null && questions.Next(before, situation, today) is null;
        var next = situation with { Facts = merged, Pending = null };
        if (Mistaken(next, reading.Facts) is var (mistaken, right))
        {
            // What happened is something else than it seemed: help for that comes first, as if it had just been told. Money that was
            // paid stays paid, though, when somebody was in the mailbox as well: what still holds is kept beside it.
            var implied = knowledge.Incidents[mistaken].Implies;
            var holds = implied.Count > 0 && implied.All(fact => merged.GetValueOrDefault(fact.Key)?.Values.Contains(fact.Value) == true);
            return Told(
                next with { Incidents = [.. situation.Incidents.Where(id => holds || id != mistaken)] },
                // Sure, whatever the message was like otherwise: it is the fact that tells.
                reading with { Incidents = [new(knowledge.Incidents[right], 1)], Confidence = 1 },
                today);
        }

        var plan = PlanOf(next, today);
        if (Escalated(next, reading.Facts) is { } emergency)
        {
            return Emergency(emergency, next, reading, today);
        }

        if (situation.Nearest.Count > 0)
        {
            return Nearest(next, Heard(situation, reading, changed), today);
        }

        // A question that was passed over for another fact may be asked again.
        if (situation.Pending is { } pending && !merged.ContainsKey(pending))
        {
            next = next with { Asked = [.. next.Asked.Where(fact => fact != pending)] };
        }

        var moves = Heard(situation, reading, changed);
        var gone = before.Doors.Where(door => situation.Told.Contains(door.Route.Id) && plan.Doors.All(one => one.Route.Id != door.Route.Id)).ToList();
        if (gone.Count > 0)
        {
            moves.Add(new Move.NoLonger(gone));
            next = next with { Told = [.. next.Told.Except(gone.Select(door => door.Route.Id), StringComparer.Ordinal)] };
        }

        var steps = plan.Steps.Except(before.Steps).Take(FirstHelp.StepsAtOnce).ToList();
        if (steps.Count == 0 && reading.Facts.GetValueOrDefault(FactNames.StillHappening)?.Value is "yes")
        {
            // It is still going on: what stops it is worth saying twice.
            steps = [.. plan.Steps.Take(FirstHelp.StepsForAnother)];
        }

        if (steps.Count > 0)
        {
            moves.Add(new Move.DoNow(steps));
        }

        if (plan.DoNots is [var doNot, ..] && !before.DoNots.Take(1).Contains(doNot))
        {
            moves.Add(new Move.DoNot(doNot));
        }

        if (moves is not [Move.Say { Key: Kept }])
        {
            moves.Add(FirstHelp.Doors(plan, plan.Doors.Select(door => door.Route.Id).Except(situation.Told, StringComparer.Ordinal).Take(2)) with { Known = situation.Told });
        }

        if (plan.Clocks.Count > 0
            && (!plan.Clocks.SequenceEqual(before.Clocks) || plan.Clocks.Any(clock => reading.Facts.ContainsKey(clock.From))))
        {
            moves.Add(new Move.RunClocks(plan.Clocks));
        }

        return AskNext(Kinds.Incident, next, plan, moves, today, wasDone);
    }

    // What is new is said back, and what is now another; what was known already is not told twice.
    private static List<Move> Heard(Situation before, Reading reading, IReadOnlyList<string> changed)
    {
        var news = reading.Facts.Where(fact => !changed.Contains(fact.Key) && before.Facts.GetValueOrDefault(fact.Key)?.Values.SequenceEqual(fact.Value.Values) is not true).ToList();
        return
        [
            .. changed.Count > 0 ? (Move[])[new Move.Changed(changed)] : [],
            .. news.Count > 0 && news.All(fact => fact.Value.Value is "unsure") ? (Move[])[new Move.Say("noted-unsure")]
                : news.Count > 0 ? [new Move.Noted([.. news.Select(fact => fact.Key)])]
                : changed.Count > 0 ? [] : reading.Facts.Count > 0 ? [new Move.Noted([])] : [new Move.Say(Kept)],
        ];
    }

    // A threat against somebody under 18, and a danger to life told on the way, are emergencies whatever the story began with.
    private IncidentType? Escalated(Situation situation, IReadOnlyDictionary<string, FactValue> told)
    {
        var id = true switch
        {
            _ when told.GetValueOrDefault(FactNames.DangerToLife)?.Value is "yes" => FactNames.DangerToLife,
            _ when told.GetValueOrDefault(FactNames.Under18)?.Value is "yes" && situation.Incidents.Contains(Blackmail) => "child-at-risk",
            _ => null,
        };
        return id is not null ? knowledge.Emergencies.GetValueOrDefault(id) : null;
    }

    // An incident names those that it is mistaken for and the fact that tells them apart. When that fact is told, and it is
    // what the other one takes for granted and this one does not, it was the other one. When it denies what this one takes for
    // granted, it was the first of those that do not.
    private (string Mistaken, string Right)? Mistaken(Situation situation, IReadOnlyDictionary<string, FactValue> told)
    {
        foreach (var incident in situation.Incidents.Select(id => knowledge.Incidents[id]))
        {
            foreach (var confusion in incident.ConfusedWith.Where(confusion => !situation.Incidents.Contains(confusion.Incident)))
            {
                if (!told.TryGetValue(confusion.Fact, out var fact))
                {
                    continue;
                }

                var mine = incident.Implies.GetValueOrDefault(confusion.Fact);
                var others = knowledge.Incidents[confusion.Incident].Implies.GetValueOrDefault(confusion.Fact);
                if ((others == fact.Value && mine != fact.Value) || (mine is "yes" && fact.Value is "no" && others != mine && IsDecisive(confusion.Fact)))
                {
                    return (incident.Id, confusion.Incident);
                }
            }
        }

        return null;
    }

    // Whether one can still work is a matter of degree: a firm with a ransom note on one computer has ransomware.
    private static bool IsDecisive(string fact) => fact is not FactNames.SystemsDown;

    /// <summary>Everything as it stands: facts, doors, clocks.</summary>
    public Decision Summary(Situation situation, DateOnly today)
    {
        var plan = PlanOf(situation, today);
        var moves = new List<Move> { new Move.ReadBack(), new Move.DoNow([.. plan.Steps.Take(FirstHelp.StepsAtOnce)]), FirstHelp.Doors(plan, []) };
        if (plan.Clocks.Count > 0)
        {
            moves.Add(new Move.RunClocks(plan.Clocks));
        }

        moves.Add(new Move.OfferRecord());
        moves.AddRange(OfferElsewhere(situation));
        return new(Kinds.Command, situation, moves);
    }

    /// <summary>Who is in the mailbox or on the computer may be in Teams and in this chat as well: then going on elsewhere is offered.</summary>
    public static IEnumerable<Move> OfferElsewhere(Situation situation) =>
        situation.Facts.GetValueOrDefault(FactNames.MailboxCompromised)?.Value is "yes"
        || situation.Facts.GetValueOrDefault(FactNames.RemoteAccess)?.Value is "yes"
            ? [new Move.OfferToGoOn()]
            : [];

    private IEnumerable<Guidance> Usual(IEnumerable<IncidentType> incidents) => incidents.SelectMany(incident => incident.Guidance)
        .Where(knowledge.Guidance.ContainsKey).Select(id => knowledge.Guidance[id]);

    // While there is something to ask, nothing is offered to read: it would stand between the help and the question.
    private IEnumerable<Move> ToRead(CasePlan plan, IReadOnlyList<Move> moves)
    {
        var offered = Usual(plan.Incidents)
            .Except(moves.OfType<Move.Offer>().SelectMany(offer => offer.Guidance))
            .Take(GuidanceOffered)
            .ToList();
        return offered.Count > 0 ? [new Move.Offer("guidance-heading", offered)] : [];
    }

    private Decision AskNext(string kind, Situation next, CasePlan plan, List<Move> moves, DateOnly today, bool wasDone = false)
    {
        if (next.Facts.GetValueOrDefault(FactNames.Nation) is { Value: CasePlanner.OutsideUk } nation && nation.Turn == next.Turns)
        {
            moves.Add(new Move.Say("outside-uk"));
        }

        next = next with { Told = [.. next.Told.Union(plan.Doors.Select(door => door.Route.Id), StringComparer.Ordinal)] };

        // The plan at hand may be for a later incident alone.
        var whole = plan.Incidents.Count == next.Incidents.Count ? plan : PlanOf(next, today);
        if (questions.Next(whole, next, today) is { } question)
        {
            moves.Add(new Move.Ask(question));
            return new(kind, next with { Pending = question.Fact, Asked = [.. next.Asked, question.Fact] }, moves);
        }

        // Once everything has been told, it is not told again for each thing that the reader adds.
        return wasDone ? new(kind, next, [.. moves, new Move.OfferRecord()]) : new(
            kind,
            next,
            [
                .. moves.Select(move => move is Move.TellDoors doors ? doors with { Recap = true } : move),
                new Move.ReadBack(),
                new Move.Say("all-doors-known"),
                .. ToRead(plan, moves),
                new Move.OfferRecord(),
                .. OfferElsewhere(next),
            ]);
    }

    private List<IncidentType> ByUrgency(IEnumerable<string> incidents) =>
        [.. incidents.Select(id => knowledge.Incidents[id]).OrderBy(incident => incident.Severity switch
        {
            "now" => 0,
            "today" => 1,
            _ => 2,
        })];

    // What befell, unlike what somebody did: "I did not let him on" is told on purpose.
    private static bool IsNoAct(string fact) => fact is FactNames.PersonalData or FactNames.SystemsDown or FactNames.MailboxCompromised;

    private static IReadOnlyDictionary<string, FactValue> WithImplied(
        IReadOnlyDictionary<string, FactValue> facts, IReadOnlyList<IncidentType> incidents, int turn)
    {
        var implied = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
        foreach (var incident in incidents)
        {
            foreach (var (fact, value) in incident.Implies)
            {
                // A denial in the very story that tells of it denies something else: "in cc instead of bcc" denies no breach.
                var known = facts.GetValueOrDefault(fact);
                if (known is null || (IsNoAct(fact) && known is { Value: "no", How: Known.Said } && known.Turn == turn))
                {
                    implied.TryAdd(fact, FactValue.Of(value, incident.Id, known is null ? Known.Inferred : Known.Said, turn));
                }
            }
        }

        return implied.Count == 0 ? facts : FactMerge.Merge(facts, implied).Facts;
    }
}
