using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Deciding;

public sealed class IncidentTriageTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly BotAdvice.Indexer.Knowledge.KnowledgeBase Knowledge = Shared.Loaded.Knowledge;
    private static readonly CasePlanner Planner = new(Knowledge);
    private static readonly IncidentTriage Triage = new(Knowledge, Planner, new QuestionPicker(Knowledge, Planner));

    // Once, a message that was hardly understood but for one fact went round between two rules until the stack was full, and with it the program.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(0.9)]
    public void A_fact_that_shows_that_it_was_something_else_is_answered_with_help_for_that_however_vague_the_message(double confidence)
    {
        var tried = 0;
        foreach (var (incident, confusion, value) in from incident in Knowledge.Incidents.Values
                                                     from confusion in incident.ConfusedWith
                                                     where FactNames.Values.ContainsKey(confusion.Fact)
                                                     from value in FactNames.Values[confusion.Fact]
                                                     select (incident, confusion, value))
        {
            foreach (var others in new string[][] { [], ["phishing-received"], ["data-breach", "lost-device"] })
            {
                var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
                foreach (var implied in incident.Implies)
                {
                    facts[implied.Key] = new([implied.Value], null, "", Known.Inferred, 1);
                }

                var situation = Situation.New with { Turns = 1, Topic = Kinds.Incident, Incidents = [incident.Id, .. others.Where(other => other != incident.Id)], Facts = facts };
                var told = new SortedDictionary<string, FactValue>(StringComparer.Ordinal) { [confusion.Fact] = new([value], null, "", Known.Said, 2) };

                var decision = Triage.Answered(situation, new Reading { Kind = Kinds.Incident, Text = "", Confidence = confidence, Facts = told }, Today);

                Assert.NotEmpty(decision.Moves);
                tried++;
            }
        }

        Assert.NotEqual(0, tried);
    }
}
