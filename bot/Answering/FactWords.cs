using System.Globalization;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Answering;

/// <summary>Facts in plain words, for the read-back.</summary>
internal sealed class FactWords(KnowledgeBase knowledge, Phrases phrases)
{
    /// <summary>A fact's name: "Where you are".</summary>
    public string Name(string fact) => phrases[$"fact.{fact}"];

    /// <summary>A fact's value: "Northern Ireland", "£4,500", "yesterday".</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="value">Its value.</param>
    /// <param name="now">The moment from which "yesterday" counts; the default gives full dates, for what is read later.</param>
    public string Value(string fact, FactValue value, DateTimeOffset now) => fact switch
    {
        _ when value.Value is "unsure" => phrases["value.unsure"],
        FactNames.Area => knowledge.Forces.TryGetValue(value.Value, out var force) ? force.Name : value.Value,
        FactNames.Amount when value.Number is { } amount => Money(amount, value.Unit),
        FactNames.WhenHappened or FactNames.WhenNoticed when value.Moment is { } moment => value.Unit is "hour" or "minute" or "second"
            ? $"{UkMoment.Time(moment)}, {UkMoment.Day(moment, now)}"
            : UkMoment.Day(moment, now),
        _ => string.Join(", ", value.Values.Select(one => FactNames.Values.TryGetValue(fact, out var allowed) && allowed.Contains(one)
            ? knowledge.Phrases.ContainsKey($"value.{fact}.{one}") ? phrases[$"value.{fact}.{one}"] : phrases[$"value.{one}"]
            : one)),
    };

    private static string Money(decimal amount, string? unit)
    {
        var digits = amount.ToString(decimal.Truncate(amount) == amount ? "N0" : "N2", CultureInfo.InvariantCulture);
        return unit switch
        {
            null or "GBP" => $"£{digits}",
            "EUR" => $"€{digits}",
            "USD" => $"${digits}",
            _ => $"{digits} {unit}",
        };
    }
}
