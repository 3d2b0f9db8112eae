using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>Every cue can be read.</summary>
internal sealed class CueRule : IRule
{
    public string Name => "cue";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var file in load.Files)
        {
            foreach (var text in file.Texts.Where(text => text.Kind == TextKind.Cue && NamesKnownLists(file, text, load)))
            {
                if (!Cue.TryParse(text.Text, load.Knowledge.WordLists, out _, out var fault))
                {
                    yield return new Problem(file.Path, text.Line, $"The cue \"{text.Text}\" cannot be read: {fault}.", "See \"Cues\" in docs/knowledge-base.md.");
                }
            }
        }
    }

    // A word list that is not there is found by the rule for references, with the name that was meant.
    private static bool NamesKnownLists(EntryFile file, FoundText text, LoadResult load) =>
        file.References
            .Where(reference => reference.Kind == ReferenceKind.WordList && reference.Field == text.Field)
            .All(reference => load.Knowledge.WordLists.ContainsKey(reference.Id));
}
