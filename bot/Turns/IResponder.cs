using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;

namespace BotAdvice.Bot.Turns;

/// <summary>Understands, decides and answers: pure, the same from a channel, from <c>ask</c>, from a test and from the preview.</summary>
internal interface IResponder
{
    /// <summary>What we say first, before the reader has said anything.</summary>
    Answer Welcome(DateTimeOffset now);

    /// <summary>Answers one message.</summary>
    /// <param name="situation">What the conversation knows.</param>
    /// <param name="text">The words as typed, at most a few thousand; longer texts are cut.</param>
    /// <param name="now">The moment at which they came.</param>
    Response Respond(Situation situation, string text, DateTimeOffset now);

    /// <summary>Answers a resume code.</summary>
    /// <param name="brought">What was known where the code was given; null when it is not known to us.</param>
    /// <param name="situation">What this conversation knows.</param>
    /// <param name="maskedText">The reader's words without the code.</param>
    /// <param name="now">The moment at which they came.</param>
    Response Resume(Situation? brought, Situation situation, string maskedText, DateTimeOffset now);
}

/// <summary>An answer, and what the conversation knows after it.</summary>
/// <param name="Situation">The new situation.</param>
/// <param name="Answer">The answer.</param>
/// <param name="MaskedText">The reader's words with personal data masked: the only form that may be stored.</param>
/// <param name="Forget">The reader asked for everything stored to be deleted.</param>
/// <param name="Trace">What was understood and decided, for <c>ask --json</c>, tests and logs.</param>
internal sealed record Response(Situation Situation, Answer Answer, string MaskedText, bool Forget, Trace Trace)
{
    /// <summary>What the reader wants of reminders.</summary>
    public ReminderWish Reminders { get; init; }
}
