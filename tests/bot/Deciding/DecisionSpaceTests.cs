using System.Collections.Concurrent;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Tests.Support;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Deciding;

/// <summary>
/// Walks every conversation that answers can lead to: each incident, for each nation and organisation told with the story or not, with
/// every answer to every question that is asked. It holds each step against what is promised, and prints the figures.
/// </summary>
public sealed class DecisionSpaceTests(ITestOutputHelper output)
{
    private const int MostQuestions = 5;
    private const int MedianQuestions = 2;
    private const string NotTold = "";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly BotAdvice.Indexer.Knowledge.KnowledgeBase Knowledge = Shared.Loaded.Knowledge;
    private static readonly CasePlanner Planner = new(Knowledge);
    private static readonly QuestionPicker Questions = new(Knowledge, Planner);
    private static readonly PlanTriage Plan = new(Knowledge);
    private static readonly Triage Triage = new(
        Knowledge, Planner, Questions, new IncidentTriage(Knowledge, Planner, Questions), new AdviceTriage(Knowledge, Plan), Plan, new ReadinessTriage(Knowledge, Plan));

    [Fact]
    public void Every_conversation_ends_at_doors_that_serve_after_few_questions_and_can_always_go_back()
    {
        var paths = new ConcurrentBag<Path>();
        Parallel.ForEach(Knowledge.Incidents.Values, incident =>
        {
            foreach (var nation in FactNames.Values[FactNames.Nation].Append(NotTold))
            {
                foreach (var organisation in FactNames.Values[FactNames.Organisation].Append(NotTold))
                {
                    var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
                    Tell(facts, FactNames.Nation, nation);
                    Tell(facts, FactNames.Organisation, organisation);
                    var told = new Reading { Kind = Kinds.Incident, Text = "", Confidence = 1, Incidents = [new(incident, 1)], Facts = facts };
                    var first = Triage.Next(Situation.New, told, Now, Today);
                    Walk(first, Situation.New, [DoorsOf(first.Next)], paths, nation + organisation == NotTold);
                }
            }
        });

        var untold = paths.Where(path => path.NothingTold).Select(path => path.ToFullDoors).Order().ToList();
        var asked = paths.Select(path => path.Asked).Order().ToList();
        output.WriteLine($"{paths.Count} conversations from {Knowledge.Incidents.Count} incidents.");
        output.WriteLine($"Questions to the full set of doors, nothing told but the story: median {untold[untold.Count / 2]}, most {untold[^1]}, in {untold.Count} conversations.");
        var all = paths.Select(path => path.ToFullDoors).Order().ToList();
        output.WriteLine($"Questions to the full set of doors in all conversations: median {all[all.Count / 2]}, most {all[^1]}.");
        output.WriteLine($"Questions in all: median {asked[asked.Count / 2]}, most {asked[^1]}.");
        foreach (var group in paths.Where(path => path.NothingTold).GroupBy(path => path.Incident).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var counts = group.Select(path => path.ToFullDoors).Order().ToList();
            output.WriteLine($"  {group.Key,-26} to full doors: median {counts[counts.Count / 2]}, most {counts[^1]}; conversations: {counts.Count}");
        }

        Assert.InRange(untold[untold.Count / 2], 0, MedianQuestions);
        Assert.InRange(asked[^1], 0, MostQuestions);
    }

    private static void Walk(Decision decision, Situation before, IReadOnlyList<IReadOnlyList<string>> doors, ConcurrentBag<Path> paths, bool nothingTold)
    {
        var situation = decision.Next;
        Assert.NotEmpty(decision.Moves);
        Assert.Equal(situation.Asked.Distinct(StringComparer.Ordinal), situation.Asked);
        if (nothingTold)
        {
            // What is told with a story leads to no state that answers do not lead to as well.
            GoesBack(situation, before);
        }

        if (situation.Pending is not { } pending)
        {
            Serves(situation);
            paths.Add(new(situation.Incidents[0], ToFullDoors(doors), situation.Asked.Count, nothingTold));
            return;
        }

        Assert.DoesNotContain(pending, situation.Facts.Keys);
        foreach (var option in Knowledge.Questions[pending].Options)
        {
            var answer = new SortedDictionary<string, FactValue>(StringComparer.Ordinal) { [pending] = Chosen(pending, option.Value) };
            var next = Triage.Next(situation, new() { Kind = Kinds.Incident, Text = "", Confidence = 1, AnswersPending = true, Facts = answer }, Now, Today);
            Walk(next, situation, [.. doors, DoorsOf(next.Next)], paths, nothingTold);
        }
    }

    // From every state: back is where we were, start again is the beginning, and "why do you ask?" leads nowhere else.
    private static void GoesBack(Situation situation, Situation before)
    {
        var back = Triage.Next(situation, Command("back"), Now, Today).Next;
        Assert.Equal(before.Incidents, back.Incidents);
        Assert.Equal(before.Facts.Keys, back.Facts.Keys);
        Assert.Equal(before.Pending, back.Pending);

        var again = Triage.Next(situation, Command("start-again"), Now, Today).Next;
        Assert.Empty(again.Incidents);
        Assert.Empty(again.Facts);
        Assert.Null(again.Pending);

        if (situation.Pending is { } pending)
        {
            Assert.Equal(pending, Triage.Next(situation, Command("why"), Now, Today).Next.Pending);
        }
    }

    private static void Serves(Situation situation)
    {
        var nation = situation.Facts.GetValueOrDefault(FactNames.Nation)?.Value;
        var organisation = situation.Facts.GetValueOrDefault(FactNames.Organisation)?.Value;
        var doors = PlanOf(situation).Doors;
        var who = $"{string.Join(" + ", situation.Incidents)} in {nation ?? "a nation not told"} for {organisation ?? "an organisation not told"}";
        Assert.True(doors.Count > 0, $"{who} ends at no door.");
        foreach (var route in doors.Select(door => door.Route))
        {
            var isOwn = route.Channels is [{ Value.Length: 0 }, ..];
            Assert.True(nation is null or "unsure" || route.Nations.Contains(nation) || (nation is CasePlanner.OutsideUk && isOwn), $"{who} is sent to {route.Id}, which does not serve there.");
            Assert.True(organisation is null or "unsure" || route.Serves.Contains(organisation), $"{who} is sent to {route.Id}, which does not serve them.");
        }

        if (nation is CasePlanner.OutsideUk)
        {
            Assert.Contains(doors, door => door.Route.Nations.Contains(CasePlanner.OutsideUk));
            Assert.DoesNotContain(doors, door => door.Route.Id == "app-reimbursement");
        }
    }

    private static CasePlan PlanOf(Situation situation) =>
        Planner.Plan([.. situation.Incidents.Select(id => Knowledge.Incidents[id])], situation.Facts, Today);

    private static IReadOnlyList<string> DoorsOf(Situation situation) => [.. PlanOf(situation).Doors.Select(door => door.Route.Id)];

    // Every door that the reader needs in the end has been shown; one that is taken away later does them no harm.
    private static int ToFullDoors(IReadOnlyList<IReadOnlyList<string>> doors) => Enumerable.Range(0, doors.Count)
        .First(at => !doors[^1].Except(doors.Take(at + 1).SelectMany(shown => shown), StringComparer.Ordinal).Any());

    private static Reading Command(string id) => new() { Kind = Kinds.Command, Text = id, Command = id, Confidence = 1 };

    private static void Tell(SortedDictionary<string, FactValue> facts, string fact, string value)
    {
        if (value != NotTold)
        {
            facts[fact] = Chosen(fact, value);
        }
    }

    private static FactValue Chosen(string fact, string value) => fact is FactNames.WhenNoticed or FactNames.WhenHappened && value is not "unsure"
        ? FactValue.OfMoment(Now, "minute", value, Known.Chosen, 1)
        : FactValue.Of(value, value, Known.Chosen, 1);

    /// <param name="Incident">What it ended as.</param>
    /// <param name="ToFullDoors">Questions answered before every door of the last set had been shown.</param>
    /// <param name="Asked">Questions asked in all.</param>
    /// <param name="NothingTold">Neither nation nor organisation was told with the story.</param>
    private sealed record Path(string Incident, int ToFullDoors, int Asked, bool NothingTold);
}
