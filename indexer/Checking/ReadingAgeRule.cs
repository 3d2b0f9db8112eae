using System.Globalization;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>The texts of an entry, taken together, can be read at the age of eleven.</summary>
internal sealed class ReadingAgeRule : IRule
{
    private const double OldestReadingAge = 11;

    // The formula is made for longer texts; below this a single long word decides.
    private const int FewestWords = 30;

    public string Name => "reading-age";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var file in PlainText.FilesForReaders(load))
        {
            var sentences = PlainText.SentencesOf(file).ToList();
            if (sentences.Sum(sentence => sentence.Words.Count) < FewestWords || Math.Round(PlainText.ReadingAge(sentences), 1) <= OldestReadingAge)
            {
                continue;
            }

            var age = PlainText.ReadingAge(sentences).ToString("0.0", CultureInfo.InvariantCulture);
            var worst = sentences.OrderByDescending(sentence => sentence.Words.Count < 5 ? 0 : PlainText.ReadingAge([sentence])).First();
            yield return new Problem(
                file.Path,
                worst.Line,
                $"The text has a reading age of {age}.",
                $"Use shorter words and sentences, to bring it to {OldestReadingAge}. Begin with \"{worst.Beginning}\".");
        }
    }
}
