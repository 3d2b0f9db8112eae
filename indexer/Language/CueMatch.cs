namespace BotAdvice.Indexer.Language;

/// <summary>A place in a text that a cue fits.</summary>
/// <param name="Payload">What the cue stands for.</param>
/// <param name="First">Index of its first word among the words of the text, from 0.</param>
/// <param name="Count">Number of words from the first to the last, gaps included.</param>
/// <param name="Start">Where the place begins in the original text, in UTF-16 code units.</param>
/// <param name="Length">How much of the original text it covers, in UTF-16 code units.</param>
/// <param name="Negated">The text denies it: "we did <b>not</b> click".</param>
/// <param name="Supposed">The text supposes it, and does not report it: "<b>what if</b> we got ransomware".</param>
public readonly record struct CueMatch<T>(
    T Payload, int First, int Count, int Start, int Length, bool Negated, bool Supposed)
{
    /// <summary>The words as they were typed.</summary>
    /// <param name="text">The text that was searched.</param>
    public string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Substring(Start, Length);
    }
}
