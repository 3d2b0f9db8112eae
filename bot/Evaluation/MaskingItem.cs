using System.Text.Json.Nodes;

namespace BotAdvice.Bot.Evaluation;

/// <summary>A message with personal data in it, and with what must stay.</summary>
/// <param name="Id">Unique; its hash decides the split.</param>
/// <param name="Text">As somebody would type it.</param>
/// <param name="Masked">What must be gone, as it stands in the text.</param>
/// <param name="Kept">What must still be there.</param>
internal sealed record MaskingItem(string Id, string Text, IReadOnlyList<string> Masked, IReadOnlyList<string> Kept)
{
    public bool IsBuild { get; } = EvaluationSet.IsBuild(Id);

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">The text does not hold what is listed.</exception>
    public static MaskingItem Read(JsonObject json)
    {
        var item = new MaskingItem(json["id"]!.GetValue<string>(), json["text"]!.GetValue<string>(), EvaluationSet.Texts(json["masked"]), EvaluationSet.Texts(json["kept"]));
        return item.Masked.Concat(item.Kept).FirstOrDefault(part => !item.Text.Contains(part, StringComparison.Ordinal)) is { } absent
            ? throw new FormatException($"\"{absent}\" is not in the text of {item.Id}.")
            : item;
    }
}

/// <summary>An item with what is kept of it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Result">Its text after masking.</param>
internal sealed record MaskingOutcome(MaskingItem Item, string Result)
{
    /// <summary>What can still be read, and should not.</summary>
    public IReadOnlyList<string> Leaked { get; } = [.. Item.Masked.Where(part => Result.Contains(part, StringComparison.Ordinal))];

    /// <summary>What was taken out, and should not have been.</summary>
    public IReadOnlyList<string> Lost { get; } = [.. Item.Kept.Where(part => !Result.Contains(part, StringComparison.Ordinal))];

    public static MaskingOutcome Of(MaskingItem item) => new(item, Understanding.Recognisers.Masking.Mask(item.Text));

    public static IEnumerable<Figure> Figures(IReadOnlyList<MaskingOutcome> outcomes) => outcomes.Count == 0
        ? []
        :
        [
            new("personal data masked", outcomes.Sum(outcome => outcome.Item.Masked.Count - outcome.Leaked.Count), outcomes.Sum(outcome => outcome.Item.Masked.Count)),
            new("masked though harmless", outcomes.Sum(outcome => outcome.Lost.Count), outcomes.Sum(outcome => outcome.Item.Kept.Count)),
        ];
}
