using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Deciding;

public sealed class DoorsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static TheoryData<string> Incidents => [.. Shared.Loaded.Knowledge.Incidents.Keys.Concat(Shared.Loaded.Knowledge.Emergencies.Keys)];

    [Theory]
    [MemberData(nameof(Incidents))]
    public void Whoever_asks_ends_at_a_door_that_serves_them(string incident)
    {
        var knowledge = Shared.Loaded.Knowledge;
        var type = knowledge.Incidents.GetValueOrDefault(incident) ?? knowledge.Emergencies[incident];
        var planner = new CasePlanner(knowledge);
        foreach (var nation in new[] { "england", "wales", "scotland", "ni", "unsure" })
        {
            foreach (var organisation in FactNames.Values[FactNames.Organisation])
            {
                var facts = new Dictionary<string, FactValue>(StringComparer.Ordinal)
                {
                    [FactNames.Nation] = FactValue.Of(nation, nation, Known.Chosen, 1),
                    [FactNames.Organisation] = FactValue.Of(organisation, organisation, Known.Chosen, 1),
                };

                var doors = planner.Plan([type], facts, Today).Doors;

                Assert.True(doors.Count > 0, $"{incident} in {nation} for {organisation} ends at no door.");
                if (nation != "unsure")
                {
                    Assert.All(doors, door => Assert.Contains(nation, door.Route.Nations));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Incidents))]
    public void In_Scotland_nobody_is_sent_to_Report_Fraud(string incident)
    {
        var knowledge = Shared.Loaded.Knowledge;
        var type = knowledge.Incidents.GetValueOrDefault(incident) ?? knowledge.Emergencies[incident];
        var facts = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            [FactNames.Nation] = FactValue.Of("scotland", "Scotland", Known.Chosen, 1),
        };

        var doors = new CasePlanner(knowledge).Plan([type], facts, Today).Doors;

        Assert.DoesNotContain(doors, door => door.Route.Id.StartsWith("report-fraud", StringComparison.Ordinal));
    }
}
