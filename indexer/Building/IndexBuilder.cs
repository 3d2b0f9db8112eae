using System.Text;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Indexer.Building;

/// <summary>Builds the index from a knowledge base.</summary>
public static class IndexBuilder
{
    /// <summary>Builds every section.</summary>
    /// <param name="knowledge">The knowledge base, free of faults.</param>
    /// <param name="fingerprint">Of the folder that it was read from.</param>
    /// <param name="progress">Told what is being built, in a few words.</param>
    public static IndexFile Build(KnowledgeBase knowledge, string fingerprint, IProgress<string>? progress = null)
    {
        // One line a section: its name, and what makes its bytes from the knowledge base alone.
        (string Name, Func<ReadOnlyMemory<byte>> Write)[] sections =
        [
            (KnowledgeFingerprint.SectionName, () => Encoding.ASCII.GetBytes(fingerprint)),
            (KnowledgeSection.Name, () => KnowledgeSection.Write(knowledge)),
            (KnowledgeIndex.PassagesSection, () => Written(stream =>
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                ImpactIndex.Build(PassageSearch.Fields, PassageSearch.Documents(knowledge)).Save(writer);
            })),
            (KnowledgeIndex.WordsSection, () => Speller.Count(knowledge)),
            (KnowledgeIndex.KindsSection, () => Written(KnowledgeModels.TrainKinds(knowledge, progress).Save)),
            (KnowledgeIndex.GuidanceSection, () => Written(KnowledgeModels.TrainGuidance(knowledge, progress).Save)),
            (KnowledgeIndex.FactsSection, () => Written(FactModels.Train(knowledge, progress).Save)),
            (KnowledgeIndex.IncidentsSection, () => Written(KnowledgeModels.TrainIncidents(knowledge, progress).Save)),
        ];

        // The sections are independent, and the models take nearly all of the time: a task for each, so that no core waits.
        var writing = sections.Select(section => Task.Run(() =>
        {
            progress?.Report($"building {section.Name}");
            return KeyValuePair.Create(section.Name, section.Write());
        })).ToArray();

        return new IndexFile(Task.WhenAll(writing).GetAwaiter().GetResult());
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
