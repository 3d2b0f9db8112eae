using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Tests.KnowledgeBaseFolder;

/// <summary>The knowledge base that is shipped.</summary>
public sealed class RealKnowledgeBaseTests
{
    [SkippableFact]
    public void It_loads_without_a_fault_and_survives_the_index()
    {
        var folder = Find();
        Skip.If(folder is null || !Directory.Exists(Path.Combine(folder, "incidents")), "The knowledge base holds no incidents yet.");

        var load = KnowledgeLoader.Load(folder!);
        Assert.Empty(load.Problems);

        using var stream = new MemoryStream();
        IndexBuilder.Build(load.Knowledge, KnowledgeFingerprint.Of(folder!)).Write(stream);
        var read = KnowledgeSection.Read(IndexFile.Read(stream.ToArray(), "the index"));
        Assert.Equal(KnowledgeSection.Write(load.Knowledge), KnowledgeSection.Write(read));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "knowledge-base");
            if (Directory.Exists(candidate) && File.Exists(Path.Combine(folder.FullName, "BotAdvice.sln")))
            {
                return candidate;
            }
        }

        return null;
    }
}
