using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Answering;

/// <summary>Puts a decision into blocks. Every word of advice comes from the knowledge base.</summary>
internal sealed class Answerer
{
    private const int SectionsAtOnce = 3;
    private const int SourcesAtOnce = 2;

    private readonly KnowledgeBase knowledge;
    private readonly Phrases phrases;
    private readonly Links links;
    private readonly DoorWriter doors;
    private readonly SectionBlocks sections;
    private readonly FactWords facts;
    private readonly SourceLines sources;
    private readonly PlanWriter plan;

    public Answerer(KnowledgeBase knowledge)
    {
        this.knowledge = knowledge;
        phrases = new(knowledge.Phrases);
        links = new(knowledge);
        sources = new(knowledge);
        doors = new(knowledge, phrases, sources);
        sections = new(links);
        facts = new(knowledge, phrases);
        plan = new(phrases, links);
    }

    /// <summary>What we say first.</summary>
    public Answer Welcome() => new(
        [new TextBlock(phrases["welcome"]), new TextBlock(phrases["welcome-hint"])],
        [.. knowledge.Phrases.Where(phrase => phrase.Key.StartsWith("start.", StringComparison.Ordinal))
            .Select(phrase => new QuickReply(phrase.Value, phrase.Value))]);

    /// <summary>The decision in blocks.</summary>
    public Answer For(Decision decision, DateTimeOffset now)
    {
        var blocks = new List<Block>();
        if (decision.Next.Practice is not null)
        {
            blocks.Add(new NoticeBlock(phrases["practice-label"], phrases["practice"]));
        }

        foreach (var move in decision.Moves)
        {
            blocks.AddRange(Blocks(move, decision.Next, now));
        }

        // The question's own answers come first.
        var replies = decision.Moves.OrderBy(move => move is not (Move.Ask or Move.Check)).SelectMany(Replies).ToList();

        if (decision is { Kind: Kinds.Plan, Next.Checks.Count: 0 })
        {
            replies.AddRange(plan.Replies([.. decision.Next.Shown.Select(knowledge.PlanSteps.GetValueOrDefault).OfType<PlanStep>()]));
        }

        // What else might be read stands in the text alone while something is asked.
        var asked = decision.Moves.OfType<Move.Ask>().Any();
        return new(blocks, [.. (asked ? replies.Where(reply => !IsOffer(reply, decision)) : replies).DistinctBy(reply => reply.Says)]);
    }

    private static bool IsOffer(QuickReply reply, Decision decision) => decision.Moves.OfType<Move.Offer>()
        .Any(offer => offer.Guidance.Any(guidance => guidance.Title == reply.Says));

    private IEnumerable<Block> Blocks(Move move, Situation situation, DateTimeOffset now) => move switch
    {
        Move.Say say => [new TextBlock(links.Resolve(phrases.Fill(say.Key, name => say.Values?.GetValueOrDefault(name))))],
        Move.SayExchange said => Passages(said.Exchange, situation).SelectMany(sections.Of),
        Move.WelcomeBack back => [new TextBlock(phrases[back.AsksToGoOn ? "resumed-offer" : "resumed-topic", ("incident", back.Incident.Title)])],
        Move.Understood understood => [new TextBlock(links.Resolve(understood.Incident.Understood))],
        Move.DoNow steps => [new HeadingBlock(phrases["do-now-heading"]), List(ordered: true, steps.Lines)],
        Move.DoNot doNot => [new NoticeBlock(phrases["do-not-heading"], links.Resolve(doNot.Line.Text))],
        Move.AlsoFound also => Also(also),
        Move.NoLonger { Doors: [var only] } => [new TextBlock(phrases["no-longer-one", ("name", only.Route.Title)])],
        Move.NoLonger gone => [new TextBlock(phrases["no-longer"]), new ListBlock(false, [.. gone.Doors.Select(door => door.Route.Title)])],
        Move.TellDoors tell => doors.Write(tell, situation.Facts.GetValueOrDefault(FactNames.Nation)?.Value, now),
        Move.KeepEvidence keep => [new HeadingBlock(phrases["keep-heading"]), List(ordered: false, keep.Lines)],
        Move.RunClocks clocks => clocks.Clocks.Select(clock => Clock(clock, situation, now)),
        Move.Ask ask => [new QuestionBlock(ask.Question.Fact, ask.Question.Ask, ask.Question.Why)],
        Move.ExplainQuestion explain => [new TextBlock(explain.Question.Why)],
        Move.ReadBack => ReadBack(situation, now),
        Move.Noted noted => [new TextBlock(string.Join(' ', InOrder(noted.Facts)
            .Where(fact => IsWorthTelling(fact, situation))
            .Select(fact => $"{facts.Name(fact)}: {facts.Value(fact, situation.Facts[fact], now)}.")
            .Prepend(phrases["noted"])))],
        Move.Changed changed => [new TextBlock(string.Join(' ', InOrder(changed.Facts).Where(fact => changed.Facts.Count == 1 || (fact is not FactNames.Area && IsWorthTelling(fact, situation))).Select(fact => phrases[
            "changed", ("fact", facts.Name(fact)), ("value", facts.Value(fact, situation.Facts[fact], now))])))],
        Move.Show show => Show(show.Guidance, show.Anchor),
        Move.Offer offer => [new HeadingBlock(phrases[offer.Key]), new ListBlock(false, [.. offer.Guidance.Select(guidance => guidance.Title)])],
        Move.OfferIncidents offer => [new TextBlock(phrases[offer.Key]), new ListBlock(false, [.. offer.Incidents.Select(incident => incident.Title)])],
        Move.GiveRecord =>
        [
            new TextBlock($"{phrases[situation.Incidents.Count > 0 ? "record.ready" : "record.plan-ready"]} {phrases["record.not-sent"]}"),
            new LinkBlock(phrases[situation.Incidents.Count > 0 ? "record.open" : "record.open-plan"], "", ""),
            new LinkBlock(phrases["record.as-text"], "", ".txt"),
            new LinkBlock(phrases[situation.Incidents.Count > 0 ? "record.calendar" : "record.calendar-plan"], "", "/deadlines.ics"),
            new TextBlock(phrases["record.link-note"]),
        ],
        Move.GiveCode => [new TextBlock(phrases["resume.why"]), new CodeBlock(phrases["resume.code"], ""), new TextBlock(phrases["resume.how"])],
        Move.OfferReminders offer => [new TextBlock(phrases["remind.offer", ("dates", Days(offer.At))])],
        Move.PromiseReminders promise => [new TextBlock(phrases["remind.promise", ("dates", Days(promise.At))])],
        Move.OfferRecord => [],
        Move.OfferToGoOn => [new TextBlock(phrases["resume.watched"])],
        Move.Advise advise => Advisers(advise),
        Move.PlanSteps steps => plan.Steps(steps.Steps, steps.Known),
        Move.NextStep next => [plan.Next(next.Step)],
        Move.ExplainStep explain => plan.Explain(explain.Step),
        Move.Forward forward => plan.Forward(forward.Steps),
        Move.Check check => [plan.Check(check)],
        Move.Score score => plan.Score(score.Controls),
        _ => throw new System.Diagnostics.UnreachableException($"No words for a {move.GetType().Name}."),
    };

    private IEnumerable<QuickReply> Replies(Move move) => move switch
    {
        Move.Ask ask => ask.Question.Options.Select(option => new QuickReply(option.Label, option.Label))
            .Append(new(phrases["question-why-label"], phrases["question-why-label"])),
        Move.Offer offer => offer.Guidance.Select(guidance => new QuickReply(guidance.Title, guidance.Title)),
        Move.OfferReminders => [Said("remind.label")],
        Move.OfferRecord => [Said("print-label")],
        Move.OfferToGoOn => [Said("resume.label")],
        Move.OfferIncidents offer => offer.Incidents.Select(incident => new QuickReply(incident.Title, incident.Title)).Append(Said("none-of-these-label")),
        Move.WelcomeBack { AsksToGoOn: true } => [Said("go-on-label")],
        Move.Check => plan.CheckReplies(),
        _ => [],
    };

    private static string Day(DateTimeOffset moment) => UkMoment.Date(UkTime.Day(moment));

    private string Days(IEnumerable<DateTimeOffset> moments) => string.Join($" {phrases["and"]} ", moments.Select(Day));

    private QuickReply Said(string key) => new(phrases[key], phrases[key]);

    // In the middle of a story other words are right than to somebody who has told nothing yet.
    private static IEnumerable<Section> Passages(Exchange exchange, Situation situation)
    {
        var underWay = situation.Incidents.Count > 0 && exchange.Sections.Any(section => section.Anchor is Triage.InTheMiddle);
        return exchange.Sections.Where(section => section.Anchor is Triage.InTheMiddle == underWay);
    }

    private ListBlock List(bool ordered, IReadOnlyList<PlannedLine> lines) =>
        new(ordered, [.. lines.Select(line => links.Resolve(line.Text))]);

    private IEnumerable<Block> Also(Move.AlsoFound also)
    {
        yield return new HeadingBlock(phrases["also-heading", ("incident", also.Incident.Title)]);
        if (also.Lines.Count > 0)
        {
            yield return List(ordered: true, also.Lines);
        }
    }

    /// <summary>A clock, and by when it runs out.</summary>
    public DeadlineBlock Clock(Deadline deadline, Situation situation, DateTimeOffset now)
    {
        var due = Due(deadline, situation);
        var by = due switch
        {
            null => "",
            { } moment when moment < now => phrases["due-passed", ("due", Moment(moment))],
            { } moment => phrases["due-by", ("due", Moment(moment))],
        };
        var text = string.Join(' ', new[] { by, links.Resolve(deadline.Text), links.Resolve(deadline.NotNeeded) }.Where(part => part.Length > 0));
        return new(deadline.Id, deadline.Title, text, due);

        string Moment(DateTimeOffset moment) => IsToTheHour(deadline, situation)
            ? UkMoment.Full(moment)
            : Day(moment);
    }

    /// <summary>
    /// Whether a clock ends at an hour: it began on some day and we were told when, and it is one of hours. Nobody has to act by 2pm
    /// thirteen months from now.
    /// </summary>
    public static bool IsToTheHour(Deadline deadline, Situation situation) =>
        deadline.Within.Contains("hour", StringComparison.Ordinal) && situation.Facts.GetValueOrDefault(deadline.From)?.Unit is "hour" or "minute" or "second";

    /// <summary>The last moment, when the fact that starts the clock is known.</summary>
    public static DateTimeOffset? Due(Deadline deadline, Situation situation) =>
        situation.Facts.GetValueOrDefault(deadline.From)?.Moment is { } start
            ? Deadlines.Due(deadline.Within, start, DoorWriter.NationOf(situation.Facts.GetValueOrDefault(FactNames.Nation)?.Value))
            : null;

    private IEnumerable<Block> ReadBack(Situation situation, DateTimeOffset now)
    {
        var rows = InOrder(situation.Facts.Keys)
            .Where(fact => IsWorthTelling(fact, situation))
            .Select(fact => new FactRow(fact, facts.Name(fact), facts.Value(fact, situation.Facts[fact], now)))
            .ToList();
        if (rows.Count == 0)
        {
            yield break;
        }

        yield return new HeadingBlock(phrases["read-back-heading"]);
        yield return new FactsBlock(rows);
        yield return new TextBlock(phrases["change-hint"]);
    }

    // Who and where the reader is, then what happened: as the facts are listed, not by the alphabet.
    private static IEnumerable<string> InOrder(IEnumerable<string> told)
    {
        var set = told.ToHashSet(StringComparer.Ordinal);
        return FactNames.Values.Keys.Where(set.Contains);
    }

    // What says nothing beside the rest: that a sole trader is one, or how many have paid when nobody's data is involved.
    private bool IsWorthTelling(string fact, Situation situation) => situation.Facts.GetValueOrDefault(fact)?.Value is not (null or "unsure") && fact switch
    {
        FactNames.Area => !IsWholeNation(situation),
        FactNames.Staff => situation.Facts.GetValueOrDefault(FactNames.Organisation)?.Value is not "sole-trader",
        FactNames.Sector => situation.Facts[fact].Value is not "other",
        FactNames.ContactedBy or FactNames.ClaimedToBe => situation.Incidents.Contains(IncidentTriage.Contacted),
        FactNames.PeopleAffected => situation.Facts.GetValueOrDefault(FactNames.PersonalData)?.Value is "yes" or "unsure",
        _ => true,
    };

    // "Scotland" and "Police Scotland" say the same.
    private bool IsWholeNation(Situation situation) => situation.Facts.GetValueOrDefault(FactNames.Nation)?.Value is { } nation
        && knowledge.Forces.Values.Count(force => force.Nation == nation) == 1;

    // The answer itself always comes first; then the passage that was asked for, then what helps most people next.
    private IEnumerable<Block> Show(Guidance guidance, string anchor)
    {
        yield return new HeadingBlock(guidance.Title);
        var shown = guidance.Sections
            .Where((section, index) => index == 0 || section.Anchor == anchor || section.Anchor is "steps" or "if-that-is-too-much")
            .Take(SectionsAtOnce + 1)
            .ToList();
        foreach (var section in shown)
        {
            if (section.Heading.Length > 0)
            {
                yield return new HeadingBlock(section.Heading);
            }

            foreach (var block in sections.Of(section))
            {
                yield return block;
            }
        }

        if (guidance.Sources.Count > 0)
        {
            yield return new SourcesBlock(sources.Of(guidance, SourcesAtOnce));
        }
    }

    private IEnumerable<Block> Advisers(Move.Advise advise)
    {
        var known = advise.Advisers.Where(adviser => advise.Known.Contains(adviser.Id)).Select(adviser => $"**{adviser.Title}**").ToList();
        return advise.Advisers.Where(adviser => !advise.Known.Contains(adviser.Id)).Select(Block (adviser) => Adviser(adviser))
            .Concat(known.Count > 0 ? [new TextBlock(phrases["advisers-still", ("names", string.Join("; ", known))])] : []);
    }

    private DoorBlock Adviser(Adviser adviser) => new(
        adviser.Id,
        adviser.Title,
        string.Join(' ', new[] { adviser.What, adviser.How }.Where(text => text.Length > 0).Select(links.Resolve)),
        [.. adviser.Channels.Select(DoorWriter.Way)],
        "",
        null,
        "",
        [],
        adviser.Cost.Length > 0 ? phrases["cost-line", ("cost", adviser.Cost)] : "",
        sources.Of(adviser, 1).FirstOrDefault());
}
