namespace BotAdvice.Indexer.Classifying;

// Many short names in one run of letters: a string each would take three times as much memory, for what is seldom read.
internal sealed class FeatureNames
{
    private readonly char[] letters;
    private readonly int[] ends;

    /// <param name="letters">All names, one after the other.</param>
    /// <param name="ends">Where each ends.</param>
    public FeatureNames(char[] letters, int[] ends) => (this.letters, this.ends) = (letters, ends);

    public int Count => ends.Length;

    public ReadOnlySpan<char> this[int number] => letters.AsSpan((number > 0 ? ends[number - 1] : 0)..ends[number]);

    public static FeatureNames Of(string[] names)
    {
        var length = 0;
        return new(string.Concat(names).ToCharArray(), [.. names.Select(name => length += name.Length)]);
    }
}
