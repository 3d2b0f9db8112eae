using System.CommandLine;

namespace BotAdvice.Bot.Knowledge;

/// <summary>Where the advice comes from.</summary>
internal sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>The knowledge base folder, or an index file built from it; empty: <c>knowledge-base</c>, looked for upwards.</summary>
    public string Path { get; init; } = "";

    /// <summary>Where the index built from the folder is kept between starts; empty: beside the conversations.</summary>
    public string IndexPath { get; init; } = "";

    /// <summary>The same choice on the command line.</summary>
    public static Option<string?> FolderOption { get; } = new("--knowledge")
    {
        Description = "The knowledge base folder, or an index built from it. Default: knowledge-base, looked for from here upwards.",
        Recursive = true,
    };
}
