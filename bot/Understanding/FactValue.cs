using System.Globalization;
using System.Text.Json.Serialization;

namespace BotAdvice.Bot.Understanding;

/// <summary>How we come to know a fact; a later one of the same strength, or a stronger one, replaces an earlier one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Known>))]
internal enum Known
{
    /// <summary>It follows from something else that was said.</summary>
    Inferred,

    /// <summary>The reader said it in their own words.</summary>
    Said,

    /// <summary>The reader chose it, or answered when asked.</summary>
    Chosen,
}

/// <summary>One fact about the reader's situation.</summary>
/// <param name="Values">
/// One of the fact's values, or several where the fact may have several; for a measured fact its invariant text
/// (an amount in its unit, a count, an area id, or a moment as ISO 8601).
/// </param>
/// <param name="Unit">GBP, EUR, ... for an amount; "day", "hour", "minute" for how exact a moment is; otherwise null.</param>
/// <param name="From">The words that told it, with personal data masked.</param>
/// <param name="How">How we know it.</param>
/// <param name="Turn">The number of the message that told it, from 1.</param>
internal sealed record FactValue(IReadOnlyList<string> Values, string? Unit, string From, Known How, int Turn)
{
    /// <summary>The only or first value.</summary>
    [JsonIgnore]
    public string Value => Values[0];

    /// <summary>The value as a moment; null when it is none.</summary>
    [JsonIgnore]
    public DateTimeOffset? Moment => DateTimeOffset.TryParse(
        Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>The value as a number; null when it is none.</summary>
    [JsonIgnore]
    public decimal? Number => decimal.TryParse(
        Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A moment as the value of a fact, with how exact it is.</summary>
    public static FactValue OfMoment(DateTimeOffset moment, string grain, string from, Known how, int turn) => Of(
        moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), from, how, turn, grain);

    public static FactValue Of(string value, string from, Known how, int turn, string? unit = null) =>
        new([value], unit, from, how, turn);
}
