using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Turns;

/// <summary>The plan, the readiness check and the rehearsal, with the knowledge base that is shipped.</summary>
public sealed class PlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);

    [Fact]
    public void A_plan_is_a_small_round_of_five_with_a_step_of_each_part()
    {
        var first = Talk("make us a plan")[^1];

        Assert.Equal(PlanStep.Parts, first.Situation.Shown.Select(id => Shared.Responder.Knowledge.PlanSteps[id].Step));
        Assert.Equal(5, Assert.Single(first.Answer.Blocks.OfType<ListBlock>()).Items.Count);
        Assert.Contains(first.Answer.QuickReplies, reply => reply.Says == "1 is done");
    }

    [Theory]
    [InlineData("2 is done", StepMark.Done)]
    [InlineData("done with the second", StepMark.Done)]
    [InlineData("we've finished number 2", StepMark.Done)]
    [InlineData("skip 2", StepMark.Skip)]
    [InlineData("not now, 2", StepMark.Later)]
    [InlineData("2 later please", StepMark.Later)]
    public void A_step_is_done_skipped_or_put_off_and_the_next_takes_its_place(string says, string state)
    {
        var talk = Talk("make us a plan", says);
        var second = talk[0].Situation.Shown[1];

        Assert.Equal(state, talk[1].Situation.Steps[second]);
        Assert.DoesNotContain(second, talk[1].Situation.Shown);
        Assert.Equal(5, talk[1].Situation.Shown.Count);
        Assert.Superset(talk[0].Situation.Shown.Where(id => id != second).ToHashSet(), talk[1].Situation.Shown.ToHashSet());
    }

    [Fact]
    public void Why_and_how_of_a_step_leave_the_plan_as_it_is()
    {
        var talk = Talk("make us a plan", "why 3", "how do I do 3");
        var third = Shared.Responder.Knowledge.PlanSteps[talk[0].Situation.Shown[2]];

        Assert.Contains(third.Why, Text(talk[1]), StringComparison.Ordinal);
        Assert.Contains(talk[2].Answer.Blocks.OfType<HeadingBlock>(), heading => heading.Text == Shared.Responder.Knowledge.Guidance[third.Guidance].Title);
        Assert.All(talk, turn => Assert.Equal(talk[0].Situation.Shown, turn.Situation.Shown));
        Assert.All(talk, turn => Assert.Contains(turn.Answer.QuickReplies, reply => reply.Says == "3 is done"));
    }

    [Fact]
    public void More_steps_are_other_steps_and_back_shows_the_first_again()
    {
        var talk = Talk("make us a plan", "More steps", "back");

        Assert.Empty(talk[0].Situation.Shown.Intersect(talk[1].Situation.Shown));
        Assert.Equal(talk[0].Situation.Shown, talk[2].Situation.Shown);
        Assert.Single(talk[2].Answer.Blocks.OfType<ListBlock>());
    }

    [Fact]
    public void After_an_incident_the_plan_begins_with_what_would_have_stopped_it()
    {
        var plan = Talk("we paid a fake invoice yesterday, the bank details had been changed. We are in Leeds", "make us a plan")[^1];

        Assert.Contains("payment-rule", plan.Situation.Shown);
        Assert.All(
            plan.Situation.Shown.Take(3), id => Assert.Contains("invoice-fraud-paid", Shared.Responder.Knowledge.PlanSteps[id].After));
    }

    [Fact]
    public void The_message_to_an_IT_supplier_holds_what_only_it_can_do()
    {
        var talk = Talk("make us a plan", "Message for my IT supplier");
        var asked = talk[0].Situation.Shown.Select(id => Shared.Responder.Knowledge.PlanSteps[id].Forward).Where(text => text.Length > 0);

        Assert.All(asked, text => Assert.Contains(text, Text(talk[1]), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_step_of_everybody_is_reached_and_the_plan_comes_to_an_end()
    {
        var talk = Talk("make us a plan");
        var seen = new HashSet<string>(talk[0].Situation.Shown, StringComparer.Ordinal);
        var situation = talk[0].Situation;
        for (var turn = 0; turn < Shared.Responder.Knowledge.PlanSteps.Count && situation.Shown.Count > 0; turn++)
        {
            situation = Shared.Responder.Respond(situation, "1 is done", Now).Situation;
            seen.UnionWith(situation.Shown);
        }

        Assert.Empty(situation.Shown);
        Assert.Empty(Shared.Responder.Knowledge.PlanSteps.Values.Where(step => step.For.IsAlways).Select(step => step.Id).Except(seen));
    }

    [Theory]
    [InlineData("how secure are we?")]
    [InlineData("how are we doing?")]
    public void A_readiness_check_asks_fewer_than_twelve_questions_each_once_and_ends_with_a_score_and_a_plan(string says)
    {
        var talk = Talk([says, .. Enumerable.Repeat("no", ReadinessTriage.Most)]);
        var asked = talk.SelectMany(turn => turn.Answer.Blocks.OfType<QuestionBlock>()).Select(question => question.Fact).ToList();

        Assert.InRange(asked.Count, 8, ReadinessTriage.Most);
        Assert.Equal(asked.Distinct(StringComparer.Ordinal), asked);
        Assert.Equal(PlanStep.Controls.ToHashSet(), asked.Select(id => Shared.Responder.Knowledge.PlanSteps[id].Control).ToHashSet());
        Assert.Contains("0 of 2 in place", Text(talk[asked.Count]), StringComparison.Ordinal);
        Assert.Equal(5, talk[asked.Count].Situation.Shown.Count);
        Assert.Contains(talk[asked.Count].Situation.Shown, asked.Contains);
    }

    [Fact]
    public void A_check_names_the_next_step_at_every_point_and_goes_on_after_a_question_in_the_middle()
    {
        var talk = Talk("readiness check", "no", "why do you ask?", "what is 2fa?", "yes");

        Assert.Contains(Shared.Responder.Knowledge.PlanSteps[Asked(talk[0])].Title, Text(talk[1]), StringComparison.Ordinal);
        Assert.Equal(Asked(talk[1]), Asked(talk[2]));
        Assert.Equal(Asked(talk[1]), Asked(talk[3]));
        Assert.Contains("two-step", Text(talk[3]), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(Asked(talk[1]), Asked(talk[4]));
    }

    [Theory]
    [InlineData("practise a ransomware attack", "ransomware")]
    [InlineData("practise a lost laptop", "lost-device")]
    [InlineData("let us practise", "ransomware")]
    public void A_rehearsal_is_the_same_help_marked_as_practice_and_ends_with_what_is_missing(string says, string incident)
    {
        var talk = Talk(says);
        Assert.Equal([incident], talk[0].Situation.Incidents);
        while (talk[^1].Situation.Practice is not null && talk.Count < 20)
        {
            Assert.Contains(talk[^1].Answer.Blocks.OfType<NoticeBlock>(), notice => notice.Label == "Practice");
            talk.Add(Shared.Responder.Respond(talk[^1].Situation, "not sure", Now));
        }

        Assert.InRange(talk.Count, 4, 15);
        Assert.NotEmpty(talk[^1].Situation.Shown);
        Assert.Contains("in place", Text(talk[^1]), StringComparison.Ordinal);
        Assert.DoesNotContain(talk[^1].Answer.Blocks.OfType<NoticeBlock>(), notice => notice.Label == "Practice");
    }

    [Fact]
    public void Danger_in_a_rehearsal_is_still_danger()
    {
        var talk = Talk("practise a ransomware attack", "I want to kill myself");

        Assert.Equal(Kinds.Emergency, talk[^1].Trace.Kind);
    }

    private static List<Response> Talk(params string[] messages)
    {
        var turns = new List<Response>();
        foreach (var message in messages)
        {
            turns.Add(Shared.Responder.Respond(turns.Count > 0 ? turns[^1].Situation : Situation.New, message, Now));
        }

        return turns;
    }

    private static string Asked(Response response) => Assert.Single(response.Answer.Blocks.OfType<QuestionBlock>()).Fact;

    private static string Text(Response response) => PlainTextRenderer.Render(response.Answer);
}
