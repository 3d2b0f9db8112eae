namespace BotAdvice.Indexer.Language;

/// <summary>What kind of thing a word is, as far as its letters show.</summary>
public enum WordKind
{
    /// <summary>Letters, or letters with digits: <c>invoice</c>, <c>2fa</c>, <c>3am</c>.</summary>
    Plain,

    /// <summary>A number in figures, with neither currency nor unit: <c>4,500</c>, <c>365</c>.</summary>
    Number,

    /// <summary>An amount with its currency sign or a shop-floor short form: <c>£4,500</c>, <c>$20.50</c>, <c>4.5k</c>.</summary>
    Money,

    /// <summary>A date or a time of day in figures: <c>20/11/2026</c>, <c>16:10</c>.</summary>
    DateOrTime,

    /// <summary>A web address or a host name, whole.</summary>
    Link,

    /// <summary>An e-mail address, whole.</summary>
    Email,
}

/// <summary>One word of a text, folded for comparison, with its place in the text as it was typed.</summary>
/// <param name="Text">Lower case, without apostrophes, accents or invisible characters: <c>can’t</c> gives <c>cant</c>.</param>
/// <param name="Start">Where the word begins in the original text, in UTF-16 code units from 0.</param>
/// <param name="Length">How many UTF-16 code units of the original it covers; may differ from <c>Text.Length</c>.</param>
/// <param name="Stem">What is compared: see <see cref="EnglishStemmer"/>. Numbers, links and addresses are their own stem.</param>
/// <param name="Sentence">Number of the sentence in the text, from 0, never falling.</param>
/// <param name="Clause">Number of the part of a sentence, counted through the text from 0; commas, colons and brackets end one.</param>
/// <param name="Kind">What kind of thing it is.</param>
public readonly record struct Word(
    string Text, int Start, int Length, string Stem, int Sentence, int Clause = 0, WordKind Kind = WordKind.Plain);
