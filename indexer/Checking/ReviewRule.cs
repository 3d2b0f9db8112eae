using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>Every entry is in date.</summary>
internal sealed class ReviewRule : IRule
{
    public string Name => "review";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var file in load.Files)
        {
            if (file.Reviewed > today)
            {
                yield return new Problem(
                    file.Path, file.LineOf("reviewed"), $"\"reviewed\" is {file.Reviewed:yyyy-MM-dd}, a day to come.", "Write the day on which the entry was last read through.");
            }

            if (file.ReviewBy < file.Reviewed)
            {
                yield return new Problem(
                    file.Path, file.LineOf("review-by"), $"\"review-by\" ({file.ReviewBy:yyyy-MM-dd}) is before \"reviewed\".", "Write a later day.");
            }
            else if (file.ReviewBy < today)
            {
                yield return new Problem(
                    file.Path,
                    file.LineOf("review-by"),
                    $"The entry is past its review date, {file.ReviewBy:yyyy-MM-dd}.",
                    "Read it through against its sources, then set \"reviewed\" and \"review-by\" anew.");
            }

            if (file.Entry is { ValidFrom: { } from, ValidTo: { } to } && from > to)
            {
                yield return new Problem(
                    file.Path,
                    file.LineOf(file.Folder is "alerts" ? "until" : "valid-to"),
                    $"The entry ends ({to:yyyy-MM-dd}) before it begins ({from:yyyy-MM-dd}).",
                    "Swap the two days, or mend one.");
            }
        }
    }
}
