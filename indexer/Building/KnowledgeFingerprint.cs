using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Building;

/// <summary>Tells whether the knowledge base folder is still the one that an index was built from.</summary>
public static class KnowledgeFingerprint
{
    /// <summary>The name of the section that holds it.</summary>
    public const string SectionName = "fingerprint";

    /// <summary>SHA-256, in small hexadecimal letters, over the path and the content of every entry, in the order of the paths.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in KnowledgeLoader.FilesIn(folder))
        {
            Append(hash, Encoding.UTF8.GetBytes(path));
            Append(hash, File.ReadAllBytes(Path.Combine(folder, path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The fingerprint of the folder that an index was built from.</summary>
    /// <exception cref="IndexFileException">The index holds none.</exception>
    public static string Of(IndexFile index) => Encoding.ASCII.GetString(index.Section(SectionName).Span);

    // The length goes first, so that a path and a content cannot run into one another.
    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.LongLength);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
