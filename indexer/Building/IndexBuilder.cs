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
        // The models take nearly all of the time: a task for each, so that no core waits.
        var guidance = Task.Run(() => KnowledgeModels.TrainGuidance(knowledge, progress));
        var facts = Task.Run(() => FactModels.Train(knowledge, progress));
        var kinds = Task.Run(() => KnowledgeModels.TrainKinds(knowledge, progress));
        var incidents = Task.Run(() => KnowledgeModels.TrainIncidents(knowledge, progress));
        Task.WhenAll(guidance, facts, kinds, incidents).GetAwaiter().GetResult();
        var vocabulary = Vocabulary.Of([guidance.Result, kinds.Result, incidents.Result, .. facts.Result.Models]);

        // One line a section: its name, and its bytes.
        return new IndexFile(
        [
            new(KnowledgeFingerprint.SectionName, Encoding.ASCII.GetBytes(fingerprint)),
            new(KnowledgeSection.Name, KnowledgeSection.Write(knowledge)),
            new(KnowledgeSection.ToldName, KnowledgeSection.WriteTold(knowledge)),
            new(KnowledgeIndex.PassagesSection, Written(stream =>
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                ImpactIndex.Build(PassageSearch.Fields, PassageSearch.Documents(knowledge)).Save(writer);
            })),
            new(KnowledgeIndex.WordsSection, Speller.Count(knowledge)),
            new(KnowledgeIndex.FeaturesSection, Written(vocabulary.Save)),
            new(KnowledgeIndex.KindsSection, Written(stream => kinds.Result.Save(stream, vocabulary))),
            new(KnowledgeIndex.GuidanceSection, Written(stream => guidance.Result.Save(stream, vocabulary))),
            new(KnowledgeIndex.FactsSection, Written(stream => facts.Result.Save(stream, vocabulary))),
            new(KnowledgeIndex.IncidentsSection, Written(stream => incidents.Result.Save(stream, vocabulary))),
        ]);
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
