using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Checking;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Bot.Knowledge;

/// <summary>Gets an index: from a file, from the one kept since the last start, or by building it from the folder.</summary>
internal static class KnowledgeFolder
{
    /// <summary>The name of a knowledge base folder.</summary>
    public const string FolderName = "knowledge-base";

    private const int FaultsShown = 5;

    /// <summary>Opens an index file, or the index of a folder, which is built when it is missing or the folder has changed.</summary>
    /// <param name="path">A folder or an index file; null or empty: the folder found from here upwards.</param>
    /// <param name="log">Told what is being done.</param>
    /// <param name="kept">Where to keep the built index; null: in the user's cache.</param>
    /// <param name="withTold">Read how people tell incidents as well, which answering does without.</param>
    /// <exception cref="IndexFileException">There is no index, or it cannot be used.</exception>
    public static KnowledgeIndex Open(string? path, TextWriter log, string? kept = null, bool withTold = false)
    {
        if (File.Exists(path))
        {
            return KnowledgeIndex.Open(IndexFile.Read(path), withTold);
        }

        var folder = string.IsNullOrEmpty(path) ? Find() : path;
        if (folder is null || !Directory.Exists(folder))
        {
            throw new IndexFileException(
                string.IsNullOrEmpty(path)
                    ? $"There is no folder \"{FolderName}\" here or above. Start the bot in its own folder, or set Knowledge:Path."
                    : $"There is no folder or index \"{path}\". Set Knowledge:Path to one.");
        }

        // Another version of the program may read the same folder in another way: its index is another one.
        var fingerprint = $"{KnowledgeFingerprint.Of(folder)}-{typeof(IndexBuilder).Module.ModuleVersionId:N}";
        kept = string.IsNullOrEmpty(kept) ? Kept(fingerprint) : kept;
        if (TryKept(kept, fingerprint, withTold) is { } index)
        {
            return index;
        }

        log.WriteLine($"Building the index of {folder} (a few seconds, once for each change) ...");
        var built = IndexBuilder.Build(LoadWhole(folder), fingerprint);
        try
        {
            built.Save(kept);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.WriteLine($"The index could not be kept in {kept}: {fault.Message} It will be built again at the next start.");
        }

        return KnowledgeIndex.Open(built, withTold);
    }

    // An entry that cannot be read, or a link to nothing, would leave a hole where somebody needs help. Faults of wording do not.
    private static KnowledgeBase LoadWhole(string folder)
    {
        var loaded = KnowledgeLoader.Load(folder);
        var holes = KnowledgeChecker.Check(loaded, DateOnly.MinValue).Where(problem => problem.Rule is "format" or "reference").ToList();
        return holes.Count == 0
            ? loaded.Knowledge
            : throw new IndexFileException(
                $"The knowledge base has {holes.Count} faults that leave a hole in it. Mend them: dotnet run --project indexer -- check\n"
                + string.Join('\n', holes.Take(FaultsShown)));
    }

    /// <summary>The knowledge base folder here or above; from the program's own place when there is none.</summary>
    public static string? Find() => Upwards(Directory.GetCurrentDirectory()) ?? Upwards(AppContext.BaseDirectory);

    private static string? Upwards(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, FolderName);
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }

    private static string Kept(string fingerprint)
    {
        var cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(cache.Length > 0 ? cache : Path.GetTempPath(), "BotAdvice", $"{fingerprint[..16]}{fingerprint[^17..]}.index");
    }

    private static KnowledgeIndex? TryKept(string path, string fingerprint, bool withTold)
    {
        try
        {
            return File.Exists(path) && KnowledgeIndex.Open(IndexFile.Read(path), withTold) is { } index && index.Fingerprint == fingerprint ? index : null;
        }
        catch (IndexFileException)
        {
            return null;
        }
    }
}
