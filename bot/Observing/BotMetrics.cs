using System.Diagnostics;
using System.Diagnostics.Metrics;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;

namespace BotAdvice.Bot.Observing;

/// <summary>
/// What is counted and timed for whoever watches the service. Labels come from lists of our own or of the knowledge base, never from what a caller
/// sent: no words, no ids, no addresses, and so no end of series either.
/// </summary>
internal sealed class BotMetrics : IDisposable
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "BotAdvice";

    private const string Other = "other";

    // A channel's id comes with the message.
    private static readonly HashSet<string> Channels = new(StringComparer.Ordinal) { "web", "directline", "msteams", "emulator", "webchat", "email", "sms", "slack", "facebook" };

    private readonly Meter meter;
    private readonly Histogram<double> turns;
    private readonly Counter<long> incidents;
    private readonly Counter<long> unanswered;
    private readonly Counter<long> replies;

    public BotMetrics(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        turns = meter.CreateHistogram(
            "botadvice.turn.duration",
            "s",
            "From a message's arrival in the pipeline until its replies are saved.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        incidents = meter.CreateCounter<long>("botadvice.incidents", "{incident}", "Incidents recognised, once in a conversation.");
        unanswered = meter.CreateCounter<long>("botadvice.unanswered", "{message}", "Questions without a trusted answer, and messages that were not understood.");
        replies = meter.CreateCounter<long>("botadvice.replies", "{reply}", "Replies posted to a channel, put off, or given up.");
    }

    /// <summary>Where spans begin. Their tags follow the same rule as the labels here.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    /// <summary>Whether anybody looks at a watched number; if not, it need not be worked out.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>A channel's name as a label.</summary>
    public static string Channel(string id) => Channels.Contains(id) ? id : Other;

    /// <summary>Counts a turn that was answered.</summary>
    public void Answered(Incoming incoming, IReadOnlyList<string> before, Response response, TimeSpan took)
    {
        var trace = response.Trace;
        turns.Record(took.TotalSeconds, Labels(incoming, trace.Kind, response.Forget ? "forgotten" : "saved"));
        foreach (var incident in response.Situation.Incidents.Except(before, StringComparer.Ordinal))
        {
            incidents.Add(1, Label("incident", incident));
        }

        if (trace is { Kind: Kinds.Unclear } or { Kind: Kinds.Question, Answered: false })
        {
            unanswered.Add(1, Label("kind", trace.Kind));
        }
    }

    /// <summary>Counts a turn that failed: the emergency doors were given.</summary>
    public void Failed(Incoming incoming, TimeSpan took) => turns.Record(took.TotalSeconds, Labels(incoming, "none", "failed"));

    /// <summary>Counts a reply that was posted to its channel.</summary>
    public void Posted() => replies.Add(1, Label("outcome", "posted"));

    /// <summary>Counts a reply that its channel did not take for now.</summary>
    public void PutOff() => replies.Add(1, Label("outcome", "put off"));

    /// <summary>Counts a reply that was given up.</summary>
    public void GivenUp() => replies.Add(1, Label("outcome", "given up"));

    /// <summary>Shows a number that changes by itself, such as the length of a queue.</summary>
    /// <param name="name">After <c>botadvice.</c></param>
    /// <param name="unit">In braces when it counts things.</param>
    /// <param name="description">In a sentence.</param>
    /// <param name="now">Quick, and never fails.</param>
    public void Watch(string name, string unit, string description, Func<long> now) => meter.CreateObservableGauge(
        $"botadvice.{name}",
        () =>
        {
            IsWatched = true;
            return now();
        },
        unit,
        description);

    // The factory disposes of the meter too; it may be done twice.
    public void Dispose() => meter.Dispose();

    private static TagList Labels(Incoming incoming, string kind, string outcome) => [Label("channel", Channel(incoming.Channel)), Label("kind", kind), Label("outcome", outcome)];

    private static KeyValuePair<string, object?> Label(string name, string value) => new($"botadvice.{name}", value);
}
