using BotAdvice.Bot.Knowledge;

namespace BotAdvice.Tests.Support;

/// <summary>The index of the real knowledge base: built once for all tests of a run, and not again while nothing changes.</summary>
internal static class SharedIndex
{
    private static readonly Lazy<string> Built = new(Build);

    /// <summary>The index file.</summary>
    public static string Path => Built.Value;

    /// <summary>The repository's own folder.</summary>
    public static string Repository { get; } = FindRepository();

    private static string Build()
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "shared.index");
        KnowledgeFolder.Open(System.IO.Path.Combine(Repository, "knowledge-base"), TextWriter.Null, path);
        return path;
    }

    // The tests have a folder of the knowledge base's name themselves, so it is looked for from the solution.
    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "BotAdvice.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
