using System.Globalization;
using System.Text.Json;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Records;

/// <summary>What the record says, from whole conversations over the real knowledge base.</summary>
public sealed class RecordWriterTests
{
    private const string InvoiceStory =
        "we paid a supplier £4,500 yesterday at 3pm and now they say they never got it, the bank details in the email had been changed";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);

    [Fact]
    public void Facts_stand_in_plain_words_with_full_dates_and_what_is_not_known_is_a_blank()
    {
        var record = Record(InvoiceStory, "Scotland");

        Assert.Equal("£4,500", Fact(record, FactNames.Amount));
        Assert.Equal("3pm, Thursday 19 November 2026", Fact(record, FactNames.WhenHappened));
        Assert.Equal("Scotland", Fact(record, FactNames.Nation));
        Assert.Equal("[fill in]", Fact(record, FactNames.WhenNoticed));
        Assert.Equal([InvoiceStory], record.Story);
        Assert.Equal(Now, record.ToldAt);
    }

    [Fact]
    public void The_timeline_is_in_order_and_leaves_room_for_what_was_done()
    {
        var timeline = Record(InvoiceStory, "Scotland", "we found out at 9am today and we have told the bank").Timeline;

        Assert.Equal(
            [new DateTimeOffset(2026, 11, 19, 15, 0, 0, TimeSpan.Zero), new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), Now],
            timeline.Select(moment => moment.At).OfType<DateTimeOffset>());
        Assert.Contains(timeline, moment => moment is { At: null, What: "You told your bank." });
        Assert.Contains(timeline, moment => moment.What.StartsWith("[what you did", StringComparison.Ordinal));
    }

    [Fact]
    public void A_door_has_its_forms_questions_in_their_order_with_the_answers_that_are_known()
    {
        var record = Record(InvoiceStory, "Scotland");

        var police = Assert.Single(record.Doors, door => door.Door.RouteId == "police-scotland-fraud-cyber");
        Assert.DoesNotContain(record.Doors, door => door.Door.RouteId == "report-fraud");
        var lines = police.Asks.SelectMany(part => part.Lines).ToList();
        Assert.Contains("How much: £4,500", lines);
        Assert.Contains("When it happened: 3pm, Thursday 19 November 2026", lines);
        Assert.Contains($"What happened: {InvoiceStory}.", lines);
        Assert.Contains("When you found out: [fill in]", lines);
    }

    [Fact]
    public void A_door_without_a_form_asks_what_to_have_ready()
    {
        var record = Record(InvoiceStory, "England");

        var line = Assert.Single(record.Doors, door => door.Door.RouteId == "stop-scams-159");
        Assert.Equal(Shared.Loaded.Knowledge.Routes["stop-scams-159"].HaveReady, line.Asks.Single().Lines);
    }

    [Fact]
    public void A_clock_that_does_not_run_says_why_and_one_that_may_says_on_what_it_depends()
    {
        var without = Record("someone emailed a list of all our customers to the wrong person", "England", "we are a charity", "no personal data was in it");
        var unknown = Record("someone emailed a list of all our customers to the wrong person", "England");

        Assert.All(without.OtherClocks.Where(clock => clock.Applies is false), clock => Assert.NotEmpty(clock.Because));
        var charity = Assert.Single(unknown.OtherClocks, clock => clock.Block.Id == "charity-serious-incident");
        Assert.Null(charity.Applies);
        Assert.Equal("Your kind of organisation", charity.Because);
        Assert.All(without.Clocks, clock => Assert.True(clock.Applies));
    }

    [Fact]
    public void A_letter_to_customers_is_there_only_where_personal_data_may_be_involved()
    {
        var with = Record("someone emailed a list of all our customers to the wrong person", "England");
        var without = Record(InvoiceStory, "England");

        Assert.Contains(with.Letters, letter => letter.Id == "letter-to-customers");
        Assert.DoesNotContain(without.Letters, letter => letter.Id == "letter-to-customers");
        Assert.Contains(without.Letters, letter => letter.Id == "message-to-it-supplier");
    }

    [Fact]
    public void A_rehearsal_says_that_it_is_one_and_holds_nothing_of_what_happened_before()
    {
        var record = Record(InvoiceStory, "practise a ransomware attack");

        Assert.True(record.IsPractice);
        Assert.DoesNotContain(record.Story, told => told.Contains("4,500", StringComparison.Ordinal));
        Assert.Contains("This was practice", RecordText.Write(record, new(Shared.Loaded.Knowledge.Phrases)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_reader_typed_never_becomes_a_link_or_a_mark()
    {
        const string Hostile = "we paid a fake invoice [click here](https://evil.example) **now** </section><script>alert(1)</script> and the money is gone";
        var record = Record(Hostile);
        var phrases = new BotAdvice.Bot.Answering.Phrases(Shared.Loaded.Knowledge.Phrases);
        var html = new BotAdvice.Bot.Rendering.HtmlRenderer(phrases);

        var page = string.Concat(new RecordSections(phrases).Of(record).Select(section => html.Render(new(section.Blocks, [])).ToString()));

        Assert.DoesNotContain("href=\"https://evil.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>now", page, StringComparison.Ordinal);
        Assert.Contains("click here", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_holds_the_same_and_no_marks()
    {
        var json = JsonDocument.Parse(RecordJson.Write(Record(InvoiceStory, "England"))).RootElement;

        Assert.Equal(1, json.GetProperty("version").GetInt32());
        Assert.False(json.GetProperty("sent").GetBoolean());
        Assert.Contains(json.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("value").GetString() == "£4,500");
        Assert.Contains(json.GetProperty("doors").EnumerateArray(), door => door.GetProperty("id").GetString() == "report-fraud");
        Assert.DoesNotContain("](", json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("**", json.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Every incident, in every nation: nothing is left in braces, no link of the knowledge base's own, no text without words.</summary>
    [Fact]
    public void Every_incident_in_every_nation_gives_a_whole_record()
    {
        var knowledge = Shared.Loaded.Knowledge;
        var writer = new RecordWriter(knowledge);
        var phrases = new BotAdvice.Bot.Answering.Phrases(knowledge.Phrases);
        foreach (var incident in knowledge.Incidents.Keys)
        {
            foreach (var nation in FactNames.Values[FactNames.Nation])
            {
                var situation = Situation.New with
                {
                    Incidents = [incident],
                    Facts = new Dictionary<string, BotAdvice.Bot.Understanding.FactValue>(StringComparer.Ordinal)
                    {
                        [FactNames.Nation] = BotAdvice.Bot.Understanding.FactValue.Of(nation, "", BotAdvice.Bot.Understanding.Known.Chosen, 1),
                        [FactNames.MailboxCompromised] = BotAdvice.Bot.Understanding.FactValue.Of("yes", "", BotAdvice.Bot.Understanding.Known.Chosen, 1),
                        [FactNames.PersonalData] = BotAdvice.Bot.Understanding.FactValue.Of("unsure", "", BotAdvice.Bot.Understanding.Known.Chosen, 1),
                    },
                };

                var record = writer.Write(situation, Now);
                var text = RecordText.Write(record, phrases);

                Assert.True(record.Doors.Count > 0 || nation is "outside-uk", $"{incident} in {nation} has no door.");
                Assert.True(record.Evidence.Count > 0, $"{incident} in {nation} has no evidence.");
                Assert.NotEmpty(record.Call);
                Assert.DoesNotMatch(@"[{}]|\((route|guidance|adviser):", text);
                Assert.DoesNotContain(": .", text, StringComparison.Ordinal);
            }
        }
    }

    private static string? Fact(IncidentRecord record, string fact) => record.Facts.Single(row => row.Fact == fact).Value;

    [Fact]
    public void After_an_incident_the_plan_begins_with_what_would_have_prevented_it()
    {
        var record = Record(InvoiceStory, "Scotland");

        Assert.False(record.IsPlanOnly);
        Assert.Equal(5, record.Plan.Count);
        Assert.All(record.Plan, step => Assert.Equal(RecordStep.Open, step.State));
        Assert.Contains(record.Plan, step => Shared.Responder.Knowledge.PlanSteps[step.Id].After.Contains("invoice-fraud-paid"));
        Assert.Empty(record.Readiness);
    }

    [Fact]
    public void A_plan_has_what_is_done_and_left_out_and_a_message_for_the_IT_supplier()
    {
        var record = Record("give me a plan", "1 is done", "skip 2");

        Assert.True(record.IsPlanOnly);
        Assert.Single(record.Plan, step => step.State == StepMark.Done);
        Assert.Single(record.Plan, step => step.State == StepMark.Skip);
        Assert.Equal(5, record.Plan.Count(step => step.State == RecordStep.Open));
        Assert.NotEmpty(record.Forward);
        var text = RecordText.Write(record, new(Shared.Responder.Knowledge.Phrases));
        Assert.StartsWith("YOUR SECURITY PLAN", text, StringComparison.Ordinal);
        Assert.Contains("LEFT OUT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("WHO TO TELL", text, StringComparison.Ordinal);
        var steps = JsonDocument.Parse(RecordJson.Write(record)).RootElement.GetProperty("plan").EnumerateArray().Select(step => step.GetProperty("state").GetString());
        Assert.Contains("skip", steps);
    }

    [Fact]
    public void A_readiness_check_stands_in_the_record_as_far_as_it_went()
    {
        var record = Record("how are we doing", "yes", "no");

        var figures = record.Readiness.Select(line => line.Split(' ')).Select(words => (InPlace: int.Parse(words[^5], CultureInfo.InvariantCulture), Asked: int.Parse(words[^3], CultureInfo.InvariantCulture)));
        Assert.Equal((1, 2), figures.Aggregate((InPlace: 0, Asked: 0), (all, one) => (all.InPlace + one.InPlace, all.Asked + one.Asked)));
    }

    private static IncidentRecord Record(params string[] said)
    {
        var situation = Situation.New;
        foreach (var text in said)
        {
            situation = Shared.Responder.Respond(situation, text, Now).Situation;
        }

        return new RecordWriter(Shared.Responder.Knowledge).Write(situation, Now);
    }
}
