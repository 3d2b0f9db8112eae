using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Turns;

public sealed class ResponderTests
{
    private const string PaidInvoice =
        "we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed";

    // A Friday on which offices are open.
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);

    [Fact]
    public void A_paid_invoice_gets_the_bank_first_then_Report_Fraud_with_its_number_and_hours()
    {
        var response = Say(PaidInvoice);

        Assert.Equal(["bank-fraud-team", "stop-scams-159", "report-fraud"], response.Trace.Routes.Take(3));
        var door = Assert.Single(response.Answer.Blocks.OfType<DoorBlock>(), door => door.RouteId == "report-fraud");
        Assert.Contains(door.Ways, way => way is { Text: "0300 123 2040", Href: "tel:03001232040" });
        Assert.True(door.IsOpen);
        Assert.Contains("8pm", door.Open, StringComparison.Ordinal);
        Assert.NotNull(door.Source);
        Assert.Single(response.Answer.Blocks.OfType<QuestionBlock>());
        Assert.Contains("invoice", PlainTextRenderer.Render(response.Answer), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_paid_invoice_keeps_amount_and_day()
    {
        var facts = Say(PaidInvoice).Trace.Facts;

        Assert.Equal(4500, facts["amount"].Number);
        Assert.Equal("GBP", facts["amount"].Unit);
        Assert.Equal("yes", facts["money-lost"].Value);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero), facts["when-happened"].Moment);
    }

    [Fact]
    public void The_same_story_in_Glasgow_gets_Police_Scotland_and_not_Report_Fraud()
    {
        var response = Say(PaidInvoice + ". We are in Glasgow");

        Assert.Contains("police-scotland-fraud-cyber", response.Trace.Routes);
        Assert.DoesNotContain("report-fraud", response.Trace.Routes);
        Assert.DoesNotContain("0300 123 2040", PlainTextRenderer.Render(response.Answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Spreading_ransomware_gets_disconnecting_first_and_the_line_that_is_open_day_and_night()
    {
        var response = Say("All our files are locked and there's a note asking for bitcoin, it's still spreading");

        Assert.Equal("ransomware", response.Trace.Incident);
        Assert.Equal("report-fraud-live-attack-line", response.Trace.Routes[0]);
        var steps = response.Answer.Blocks.OfType<ListBlock>().First();
        Assert.Matches("(?i)disconnect|unplug|pull out|turn off the wi-?fi", steps.Items[0]);
        Assert.True(response.Answer.Blocks.OfType<DoorBlock>().First().IsOpen);
    }

    [Fact]
    public void The_ICO_clock_runs_to_the_hour_from_the_moment_of_finding_out()
    {
        var response = Say("we sent 300 customers' details to the wrong person, we found out at ten past four on Friday");

        var deadline = Assert.Single(response.Trace.Deadlines, deadline => deadline.Id == "ico-72h");
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 16, 10, 0, TimeSpan.Zero), deadline.Due);
        Assert.Contains("4:10pm on Monday 23 November 2026", PlainTextRenderer.Render(response.Answer), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_is_kept_and_no_question_is_asked_twice()
    {
        var situation = Situation.New;
        var asked = new List<string>();
        var said = PaidInvoice;
        for (var turn = 0; turn < 8; turn++)
        {
            var response = Shared.Responder.Respond(situation, said, Now);
            situation = response.Situation;
            if (response.Trace.Asks is not { } asks)
            {
                break;
            }

            asked.Add(asks);
            said = "not sure";
        }

        Assert.Equal(asked.Distinct(StringComparer.Ordinal), asked);
        Assert.InRange(asked.Count, 1, QuestionPicker.Most);
        Assert.Null(situation.Pending);
    }

    [Fact]
    public void A_question_in_the_middle_is_answered_and_the_thread_is_taken_up_again()
    {
        var first = Say(PaidInvoice);
        var second = Shared.Responder.Respond(first.Situation, "how do I set up two-step verification?", Now);

        Assert.Equal(Kinds.Question, second.Trace.Kind);
        Assert.Equal(first.Trace.Asks, second.Trace.Asks);
        Assert.Equal(first.Situation.Incidents, second.Situation.Incidents);
    }

    [Fact]
    public void A_correction_changes_one_fact_and_the_doors_that_hang_on_it()
    {
        var first = Say(PaidInvoice + ", we're in Leeds");
        var second = Shared.Responder.Respond(first.Situation, "no, we're in Scotland", Now);

        Assert.Equal("scotland", second.Trace.Facts["nation"].Value);
        Assert.Equal(4500, second.Trace.Facts["amount"].Number);
        Assert.Contains("police-scotland-fraud-cyber", second.Trace.Routes);
        Assert.DoesNotContain("report-fraud", second.Trace.Routes);
    }

    [Fact]
    public void Back_takes_the_last_answer_back_and_start_again_forgets_all()
    {
        var first = Say(PaidInvoice);
        var second = Shared.Responder.Respond(first.Situation, "Scotland", Now);
        var back = Shared.Responder.Respond(second.Situation, "back", Now);
        var fresh = Shared.Responder.Respond(second.Situation, "start again", Now);

        Assert.False(back.Situation.Facts.ContainsKey("nation"));
        Assert.Equal(first.Situation.Incidents, back.Situation.Incidents);
        Assert.Empty(fresh.Situation.Incidents);
        Assert.Empty(fresh.Situation.Facts);
    }

    [Theory]
    [InlineData("I can't go on any more, I have lost everything and want to end it all")]
    [InlineData("my son is 14 and somebody is threatening to send his naked pictures to his school")]
    public void Danger_comes_before_everything_else(string said)
    {
        var response = Say(said);

        Assert.Equal(Kinds.Emergency, response.Trace.Kind);
        Assert.NotEmpty(response.Trace.Routes);
        Assert.Null(response.Trace.Asks);
    }

    [Theory]
    [InlineData("what would we do if we got ransomware?")]
    [InlineData("how often should we back up our files")]
    public void A_question_is_answered_with_its_source_and_is_no_incident(string said)
    {
        var response = Say(said);

        Assert.Equal(Kinds.Question, response.Trace.Kind);
        Assert.Null(response.Trace.Incident);
        Assert.NotEmpty(response.Answer.Blocks.OfType<SourcesBlock>());
    }

    [Fact]
    public void Nothing_said_is_stored_with_personal_data_in_it()
    {
        var response = Say("my card 4929 1234 5678 9012 was used, ring me on 07700 900123 or mail me at owner@example.org");

        Assert.DoesNotContain("4929", response.MaskedText, StringComparison.Ordinal);
        Assert.DoesNotContain("900123", response.MaskedText, StringComparison.Ordinal);
        Assert.DoesNotContain("owner@", response.MaskedText, StringComparison.Ordinal);
        Assert.All(response.Situation.Facts.Values, fact => Assert.DoesNotContain("4929", fact.From, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?????")]
    [InlineData("\u200b\u202e\u0000")]
    [InlineData("<script>alert(1)</script>")]
    public void Odd_input_gets_a_kind_reply(string said)
    {
        Assert.NotEmpty(Say(said).Answer.Blocks);
    }

    [Fact]
    public void A_very_long_message_is_read_from_its_beginning()
    {
        var response = Say(PaidInvoice + ". " + string.Concat(Enumerable.Repeat("and so it goes on ", 20_000)));

        Assert.Equal("invoice-fraud-paid", response.Trace.Incident);
    }

    private static Response Say(string text) => Shared.Responder.Respond(Situation.New, text, Now);
}
