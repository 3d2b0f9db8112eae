using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Records;

/// <summary>Writes the record from what a conversation knows. Pure: the same from a link, from <c>ask --record</c> and from a test.</summary>
internal sealed class RecordWriter
{
    private const int RowsToFillIn = 3;

    // Who it is, what happened and when, what is affected, who knows: the order in which forms ask.
    private static readonly string[] Order =
    [
        FactNames.Organisation, FactNames.Sector, FactNames.Staff, FactNames.Nation, FactNames.Area,
        FactNames.WhenHappened, FactNames.WhenNoticed, FactNames.StillHappening,
        FactNames.MoneyLost, FactNames.Amount, FactNames.PaidBy, FactNames.Clicked, FactNames.DetailsGiven,
        FactNames.MailboxCompromised, FactNames.RemoteAccess, FactNames.SystemsDown, FactNames.Backups,
        FactNames.PersonalData, FactNames.PeopleAffected, FactNames.IntimateImages, FactNames.Under18, FactNames.DangerToLife,
        FactNames.ItSupport, FactNames.Insured, FactNames.ReportedTo,
    ];

    // Every form asks for these, so they are blanks when they are not known.
    private static readonly string[] Always = [FactNames.Organisation, FactNames.Nation, FactNames.WhenHappened, FactNames.WhenNoticed];

    private readonly KnowledgeBase knowledge;
    private readonly Phrases phrases;
    private readonly Links links;
    private readonly FactWords facts;
    private readonly DoorWriter doors;
    private readonly SectionBlocks sections;
    private readonly SheetFiller filler;
    private readonly Answerer answerer;
    private readonly CasePlanner planner;
    private readonly PlanTriage steps;
    private readonly PlanWriter planWriter;

    public RecordWriter(KnowledgeBase knowledge)
    {
        this.knowledge = knowledge;
        phrases = new(knowledge.Phrases);
        links = new(knowledge);
        facts = new(knowledge, phrases);
        doors = new(knowledge, phrases, new SourceLines(knowledge));
        sections = new(links);
        filler = new(phrases, facts, links);
        answerer = new(knowledge);
        planner = new(knowledge);
        steps = new(knowledge);
        planWriter = new(phrases, links);
    }

    /// <param name="situation">What is known.</param>
    /// <param name="now">The moment: hours and time limits are told as of then.</param>
    public IncidentRecord Write(Situation situation, DateTimeOffset now)
    {
        var today = UkTime.Day(now);
        var incidents = situation.Incidents.Where(knowledge.Incidents.ContainsKey).Select(id => knowledge.Incidents[id]).ToList();
        var plan = planner.Plan(incidents, situation.Facts, today);
        var valuesOf = CasePlanner.Values(situation.Facts);
        var sheets = knowledge.Sheets.Values.Where(sheet => sheet.IsValidOn(today) && sheet.When.Fits(valuesOf)).ToList();
        var toDo = steps.Current(situation, today);
        return new()
        {
            MadeAt = now,
            ToldAt = situation.ToldAt,
            IsPractice = situation.Practice is not null,
            Incidents = [.. incidents.Select(incident => incident.Title)],
            Story = situation.Story,
            Facts = [.. Facts(situation, incidents)],
            Timeline = [.. Timeline(situation)],
            Clocks = [.. plan.Clocks.Select(clock => Clock(clock, situation, now, applies: true, ""))],
            OtherClocks = [.. OtherClocks(plan, situation, valuesOf, now, today)],
            Doors = [.. plan.Doors.Select(door => Door(door, situation, sheets, now))],
            Call = [.. sheets.Where(sheet => sheet.As is Sheet.Call).SelectMany(sheet => filler.Fill(sheet, situation))],
            Evidence = [.. plan.Keep.Select(line => links.Resolve(line.Text))],
            Letters = [.. sheets.Where(sheet => sheet.As is Sheet.Letter)
                .Select(sheet => new RecordLetter(sheet.Id, sheet.Title, filler.Fill(sheet, situation)))],
            Plan = [.. toDo.Select(step => Step(step, RecordStep.Open)), .. Marked(situation)],
            Readiness = [.. ReadinessTriage.Scores(situation, knowledge).Select(planWriter.Line)],
            Forward = [.. toDo.Where(step => step.Forward.Length > 0).Select(step => links.Resolve(step.Forward))],
        };
    }

    private RecordStep Step(PlanStep step, string state) => new(step.Id, state, step.Title, planWriter.Details(step));

    // What the reader said of steps, in the order in which one would look for them.
    private IEnumerable<RecordStep> Marked(Situation situation) => ((string[])[StepMark.Later, StepMark.Done, StepMark.Skip])
        .SelectMany(state => situation.Steps.Where(mark => mark.Value == state))
        .Where(mark => knowledge.PlanSteps.ContainsKey(mark.Key) && !(mark.Value is StepMark.Later && situation.Shown.Contains(mark.Key)))
        .Select(mark => Step(knowledge.PlanSteps[mark.Key], mark.Value));

    private IEnumerable<FactRow> Facts(Situation situation, IReadOnlyList<IncidentType> incidents)
    {
        yield return new("", phrases["record.organisation-name"], phrases["record.blank"]);
        yield return new("", phrases["record.contact-name"], phrases["record.blank"]);
        var known = situation.Facts;
        var wanted = Always.Concat(incidents.SelectMany(incident => incident.Asks)).ToHashSet(StringComparer.Ordinal);
        if (known.GetValueOrDefault(FactNames.MoneyLost)?.Value is "yes" or "unsure")
        {
            wanted.UnionWith([FactNames.Amount, FactNames.PaidBy]);
        }

        if (known.GetValueOrDefault(FactNames.PersonalData)?.Value is "yes" or "unsure")
        {
            wanted.Add(FactNames.PeopleAffected);
        }

        foreach (var fact in Order.Where(fact => known.ContainsKey(fact) || wanted.Contains(fact)))
        {
            var value = known.GetValueOrDefault(fact);
            yield return new(fact, facts.Name(fact), value is null ? phrases["record.blank"] : facts.Value(fact, value, default));
        }
    }

    private IEnumerable<RecordMoment> Timeline(Situation situation)
    {
        var moments = new List<RecordMoment> { OfFact(FactNames.WhenHappened, "record.happened"), OfFact(FactNames.WhenNoticed, "record.noticed") };
        if (situation.ToldAt is { } told)
        {
            moments.Add(new(told, $"{UkMoment.Time(told)}, {UkMoment.Day(told, default)}", phrases["record.told-us"]));
        }

        foreach (var body in situation.Facts.GetValueOrDefault(FactNames.ReportedTo)?.Values ?? [])
        {
            if (body is not ("no" or "unsure"))
            {
                var name = facts.Value(FactNames.ReportedTo, FactValue.Of(body, "", Known.Said, 0), default);
                moments.Add(new(null, phrases["record.time-blank"], phrases["record.told", ("name", name)]));
            }
        }

        moments.AddRange(Enumerable.Repeat(new RecordMoment(null, phrases["record.time-blank"], phrases["record.did-blank"]), RowsToFillIn));
        return moments.OrderBy(moment => moment.At ?? DateTimeOffset.MaxValue);

        RecordMoment OfFact(string fact, string phrase) => new(
            situation.Facts.GetValueOrDefault(fact)?.Moment, filler.Value(fact, situation), phrases[phrase]);
    }

    private RecordClock Clock(Deadline deadline, Situation situation, DateTimeOffset now, bool? applies, string because) => new(
        answerer.Clock(deadline, situation, now),
        applies,
        because,
        links.Resolve(deadline.Who),
        Answerer.IsToTheHour(deadline, situation),
        Contact(deadline.Route));

    private string Contact(string route) => knowledge.Routes.TryGetValue(route, out var found)
        ? string.Join(": ", new[] { found.Title, found.Channels.FirstOrDefault() is { } way ? way.Value.Length > 0 ? way.Value : way.Find : "" }.Where(part => part.Length > 0))
        : "";

    private IEnumerable<RecordClock> OtherClocks(
        CasePlan plan, Situation situation, Func<string, IReadOnlyCollection<string>> valuesOf, DateTimeOffset now, DateOnly today) =>
        plan.Incidents.SelectMany(incident => incident.Deadlines)
            .Where(clock => plan.Clocks.All(running => running.Id != clock.Deadline))
            .DistinctBy(clock => clock.Deadline)
            .Where(clock => knowledge.Deadlines[clock.Deadline].IsValidOn(today))
            .Select(clock =>
            {
                var against = Against(clock, situation, valuesOf);
                var known = against.Where(fact => situation.Facts.GetValueOrDefault(fact) is { Value: not "unsure" }).ToList();
                var because = known.Count > 0
                    ? string.Join(", ", known.Select(fact => $"{facts.Name(fact)}: {facts.Value(fact, situation.Facts[fact], default)}"))
                    : string.Join(", ", against.Where(FactNames.Values.ContainsKey).Select(facts.Name));
                return Clock(knowledge.Deadlines[clock.Deadline], situation, now, known.Count > 0 ? false : null, because);
            });

    // The facts that a clock's condition fails on. A clock whose condition fits and that still does not run belongs to a body that does
    // not serve the reader: where and who they are.
    private static List<string> Against(Clock clock, Situation situation, Func<string, IReadOnlyCollection<string>> valuesOf)
    {
        var failing = clock.When.Facts.Where(fact => !valuesOf(fact.Key).Any(fact.Value.Contains)).ToList();
        return failing.Count == 0
            ? [FactNames.Nation, FactNames.Organisation]
            : [.. failing.SelectMany(fact => fact.Key == Condition.Rule ? fact.Value.SelectMany(rule => Deciding.NamedRules.Breaking(rule, situation.Facts)) : [fact.Key]).Distinct(StringComparer.Ordinal)];
    }

    private RecordDoor Door(PlannedDoor door, Situation situation, IReadOnlyList<Sheet> sheets, DateTimeOffset now)
    {
        var block = doors.Write(door, inFull: true, situation.Facts.GetValueOrDefault(FactNames.Nation)?.Value, now);
        var form = sheets.FirstOrDefault(sheet => sheet.As is Sheet.Form && sheet.Routes.Contains(door.Route.Id));
        IReadOnlyList<RecordPart> asks = form is not null
            ? filler.Fill(form, situation)
            : door.Route.HaveReady.Count > 0 ? [new("", [.. door.Route.HaveReady.Select(links.Resolve)])] : [];
        return new(block with { HaveReady = [] }, asks, [.. door.Route.Sections.Take(1).SelectMany(sections.Of)]);
    }
}
