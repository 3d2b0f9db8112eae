using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>No sentence is longer than a frightened reader can hold.</summary>
internal sealed class SentenceRule : IRule
{
    private const int MostWords = 25;

    public string Name => "sentence";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var sentence in PlainText.SentencesOf(file).Where(sentence => sentence.Words.Count > MostWords))
            {
                yield return new Problem(
                    file.Path, sentence.Line, $"The sentence \"{sentence.Beginning}\" has {sentence.Words.Count} words.", $"Cut it in two: at most {MostWords} words.");
            }
        }
    }
}
