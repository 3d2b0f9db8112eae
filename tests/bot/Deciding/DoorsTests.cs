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
    public void Every_condition_of_an_incident_ends_at_doors_that_serve(string incident)
    {
        var knowledge = Shared.Loaded.Knowledge;
        var type = knowledge.Incidents.GetValueOrDefault(incident) ?? knowledge.Emergencies[incident];
        var planner = new CasePlanner(knowledge);
        var conditions = type.DoNow.Concat(type.DoNot).Concat(type.Keep).Select(line => line.When)
            .Concat(type.Routes.Select(door => door.When))
            .Concat(type.Deadlines.Select(clock => clock.When));
        foreach (var told in conditions.SelectMany(Told).DistinctBy(facts => string.Join(' ', facts.Select(fact => $"{fact.Key}={fact.Value.Value}"))))
        {
            foreach (var nation in FactNames.Values[FactNames.Nation].Append(null))
            {
                foreach (var organisation in FactNames.Values[FactNames.Organisation].Append(null))
                {
                    var facts = new SortedDictionary<string, FactValue>(told.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
                    Tell(facts, FactNames.Nation, nation);
                    Tell(facts, FactNames.Organisation, organisation);

                    var doors = planner.Plan([type], facts, Today).Doors;

                    var who = string.Join(", ", facts.Select(fact => $"{fact.Key} {fact.Value.Value}"));
                    Assert.True(doors.Count > 0, $"{incident} ends at no door for {who}.");
                    Assert.All(doors, door => Assert.True(Serves(door.Route, nation, organisation), $"{incident} ends at {door.Route.Id} for {who}."));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Incidents))]
    public void No_step_leads_to_a_door_that_turns_the_reader_away_and_there_are_steps_for_everybody(string incident)
    {
        var knowledge = Shared.Loaded.Knowledge;
        var type = knowledge.Incidents.GetValueOrDefault(incident) ?? knowledge.Emergencies[incident];
        var planner = new CasePlanner(knowledge);
        foreach (var nation in FactNames.Values[FactNames.Nation])
        {
            foreach (var money in new[] { "yes", null })
            {
                var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
                Tell(facts, FactNames.Nation, nation);
                Tell(facts, FactNames.MoneyLost, money);

                var steps = planner.Plan([type], facts, Today).Steps;

                Assert.True(steps.Count >= 3, $"{incident} has {steps.Count} steps in {nation}.");
                Assert.All(
                    steps.SelectMany(step => new Line(step.Text, Condition.Always).LinkedRoutes()),
                    route => Assert.True(Serves(knowledge.Routes[route], nation, null), $"{incident} sends a reader in {nation} to {route}."));
            }
        }
    }

    [Theory]
    [InlineData(null, null, "They may still stop the money. Every minute counts.")]
    [InlineData("2026-11-20", null, "They may still stop the money. Every minute counts.")]
    [InlineData("2024-11-20", null, "You can still ask for a refund claim.")]
    [InlineData(null, "bank", "Ask what they have done, and what happens next.")]
    public void What_the_bank_can_do_depends_on_how_long_ago_it_was_and_whether_it_knows(string? day, string? told, string why)
    {
        var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
        Tell(facts, FactNames.MoneyLost, "yes");
        Tell(facts, FactNames.ReportedTo, told);
        if (day is not null)
        {
            var moment = DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
            facts[FactNames.WhenHappened] = FactValue.OfMoment(moment, "day", day, Known.Said, 1);
        }

        var plan = new CasePlanner(Shared.Loaded.Knowledge).Plan([Shared.Loaded.Knowledge.Incidents["invoice-fraud-paid"]], facts, Today);

        Assert.Equal(why, plan.Doors[0].Why);
    }

    [Fact]
    public void Whoever_rings_a_door_is_told_what_to_say()
    {
        var knowledge = Shared.Loaded.Knowledge;
        var rung = knowledge.Incidents.Values.Concat(knowledge.Emergencies.Values).SelectMany(type => type.Routes)
            .Select(door => knowledge.Routes[door.Route])
            .Where(route => route.Channels.Any(channel => channel.Type is "phone"));

        Assert.Empty(rung.Where(route => route.Say.Length == 0).Select(route => route.Id).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("sole-trader", null, true)]
    [InlineData("care", 6, true)]
    [InlineData("care", 30, false)]
    [InlineData("charity", 30, true)]
    [InlineData("small", null, false)]
    [InlineData(null, 10, false)]
    [InlineData("unsure", 9, true)]
    public void The_refund_rules_are_named_to_people_very_small_firms_and_charities(string? organisation, int? staff, bool named)
    {
        var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
        Tell(facts, FactNames.MoneyLost, "yes");
        Tell(facts, FactNames.Nation, "wales");
        Tell(facts, FactNames.Organisation, organisation);
        Tell(facts, FactNames.Staff, staff?.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var doors = new CasePlanner(Shared.Loaded.Knowledge).Plan([Shared.Loaded.Knowledge.Incidents["invoice-fraud-paid"]], facts, Today).Doors;

        Assert.Equal(named, doors.Any(door => door.Route.Id == "app-reimbursement"));
    }

    // Each value of each fact of the condition, with the first values of its other facts.
    private static IEnumerable<IReadOnlyDictionary<string, FactValue>> Told(Condition when)
    {
        var values = when.Facts.Where(fact => fact.Key is not (FactNames.Nation or FactNames.Organisation or Condition.Rule))
            .ToDictionary(fact => fact.Key, fact => fact.Value.Where(value => value is not (Condition.Unknown or Condition.Known)).ToList(), StringComparer.Ordinal);
        var usual = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
        foreach (var (fact, allowed) in values)
        {
            Tell(usual, fact, allowed.FirstOrDefault());
        }

        yield return usual;
        foreach (var (fact, allowed) in values)
        {
            foreach (var value in allowed.Skip(1))
            {
                var other = new SortedDictionary<string, FactValue>(usual, StringComparer.Ordinal);
                Tell(other, fact, value);
                yield return other;
            }
        }
    }

    private static void Tell(SortedDictionary<string, FactValue> facts, string fact, string? value)
    {
        if (value is not null)
        {
            facts[fact] = FactValue.Of(value, value, Known.Chosen, 1);
        }
    }

    private static bool Serves(Route route, string? nation, string? organisation) =>
        (nation is null or "unsure" || route.Nations.Contains(nation) || (nation == CasePlanner.OutsideUk && route.Channels is [{ Value.Length: 0 }, ..]))
        && (organisation is null or "unsure" || route.Serves.Contains(organisation));

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
