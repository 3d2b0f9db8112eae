using System.ComponentModel.DataAnnotations;

namespace BotAdvice.Bot.Limits;

/// <summary>
/// How much is taken at once, so that one caller cannot crowd out the others and a rush is answered as fast as the machine can. Callers on this
/// machine are not limited by address or conversation.
/// </summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Messages a minute from one address; a whole office may share one. From 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int MessagesFromAddress { get; init; } = 300;

    /// <summary>Requests of any kind a minute from one address; clients that poll make one a second. From 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int RequestsFromAddress { get; init; } = 6000;

    /// <summary>Messages a minute in one conversation. From 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int MessagesInConversation { get; init; } = 60;

    /// <summary>Turns that run at the same time. From 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int TurnsAtOnce { get; init; } = 64;

    /// <summary>Turns that wait for one of those to end; who comes then is asked to come back. From 0 to 100000.</summary>
    [Range(0, 100_000)]
    public int TurnsWaiting { get; init; } = 1000;

    /// <summary>Streams that one address may hold open. From 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int StreamsFromAddress { get; init; } = 200;

    /// <summary>Streams that are open at the same time. From 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int Streams { get; init; } = 20_000;
}
