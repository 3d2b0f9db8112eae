namespace BotAdvice.Tests.Support;

/// <summary>Places in the repository that the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string KnowledgeBase => Path.Combine(Root, "knowledge-base");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BotAdvice.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
