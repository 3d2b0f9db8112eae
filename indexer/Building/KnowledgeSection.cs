using System.Text.Json;
using System.Text.Json.Serialization;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Indexer.Building;

/// <summary>The knowledge base as bytes of the index: JSON, so that a person can look into it, by generated code, so that it loads fast.</summary>
public static class KnowledgeSection
{
    /// <summary>The name of the section.</summary>
    public const string Name = "knowledge";

    /// <summary>The name of the section with how people tell incidents: half of all words, which only train models.</summary>
    public const string ToldName = "told";

    /// <summary>Turns the knowledge base into bytes, without how people tell incidents: the same knowledge gives the same bytes.</summary>
    public static byte[] Write(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var untold = knowledge.Incidents.ToDictionary(incident => incident.Key, incident => incident.Value with { SaidAs = [] }, StringComparer.Ordinal);
        return JsonSerializer.SerializeToUtf8Bytes(
            knowledge with { Incidents = new SortedDictionary<string, IncidentType>(untold, StringComparer.Ordinal) }, KnowledgeJson.Default.KnowledgeBase);
    }

    /// <summary>Turns how people tell incidents into bytes.</summary>
    public static byte[] WriteTold(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return JsonSerializer.SerializeToUtf8Bytes([.. knowledge.Incidents.Values.SelectMany(incident => incident.SaidAs)], KnowledgeJson.Default.StringArray);
    }

    /// <summary>Reads how people tell incidents.</summary>
    /// <exception cref="IndexFileException">The section is missing or was written by another version of the program.</exception>
    public static IReadOnlyList<string> ReadTold(IndexFile index)
    {
        try
        {
            return JsonSerializer.Deserialize(index.Section(ToldName).Span, KnowledgeJson.Default.StringArray) ?? [];
        }
        catch (JsonException fault)
        {
            throw new IndexFileException($"The tellings in the index cannot be read ({fault.Message}). Build it again.", fault);
        }
    }

    /// <summary>Reads the knowledge base of an index.</summary>
    /// <exception cref="IndexFileException">The section is missing or was written by another version of the program.</exception>
    public static KnowledgeBase Read(IndexFile index)
    {
        try
        {
            return JsonSerializer.Deserialize(index.Section(Name).Span, KnowledgeJson.Default.KnowledgeBase)
                ?? throw new IndexFileException("The index holds no knowledge. Build it again.");
        }
        catch (JsonException fault)
        {
            throw new IndexFileException($"The knowledge in the index cannot be read ({fault.Message}). Build it again.", fault);
        }
    }
}

/// <summary>Generated readers and writers for the knowledge base.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(KnowledgeBase))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
