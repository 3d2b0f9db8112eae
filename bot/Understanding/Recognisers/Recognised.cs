namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>Something found in a message, and where.</summary>
/// <param name="Value">What it means.</param>
/// <param name="Start">Offset of its first UTF-16 unit.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="Text">The words as written, to be read back to the firm.</param>
internal sealed record Recognised<T>(T Value, int Start, int Length, string Text)
{
    public int End => Start + Length;
}
