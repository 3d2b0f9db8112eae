using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace BotAdvice.Indexer.Building;

/// <summary>A file is no index, or not one that this program can use. The message is a sentence for an operator.</summary>
public sealed class IndexFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The index artefact: named sections in one file, with a format version and a checksum over all of it. The same sections give the
/// same bytes; the file holds no time and no path.
/// </summary>
/// <remarks>
/// Layout, all numbers little-endian: magic, version (4 bytes), length of the whole file (8), number of sections (4), then for
/// each section the length of its name (1), its name in ASCII and its length (8); then the sections' bytes; then SHA-256 of all before.
/// </remarks>
public sealed class IndexFile
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int FormatVersion = 2;

    private const int MostSections = 64;
    private const int HashLength = 32;

    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> sections;

    /// <summary>Makes an index of sections.</summary>
    /// <param name="sections">Name (1 to 255 ASCII characters) to content.</param>
    public IndexFile(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> sections) =>
        this.sections = new(new Dictionary<string, ReadOnlyMemory<byte>>(sections, StringComparer.Ordinal), StringComparer.Ordinal);

    private static ReadOnlySpan<byte> Magic => "BOTADVICE-INDEX"u8;

    private static int HeaderLength => Magic.Length + sizeof(int) + sizeof(long) + sizeof(int);

    /// <summary>The names of the sections, sorted.</summary>
    public IReadOnlyCollection<string> SectionNames => sections.Keys;

    /// <summary>The content of a section.</summary>
    /// <exception cref="IndexFileException">There is no such section.</exception>
    public ReadOnlyMemory<byte> Section(string name) =>
        sections.TryGetValue(name, out var content)
            ? content
            : throw new IndexFileException($"The index has no section \"{name}\". Build it again.");

    /// <summary>The content of a section, to be read in order.</summary>
    /// <exception cref="IndexFileException">There is no such section.</exception>
    public Stream Open(string name)
    {
        var content = Section(name);
        return MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
    }

    /// <summary>The size of a section in bytes.</summary>
    public int SizeOf(string name) => Section(name).Length;

    /// <summary>Writes the index.</summary>
    public void Write(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = Header();
        WriteHashed(header);
        foreach (var content in sections.Values)
        {
            WriteHashed(content.Span);
        }

        stream.Write(hash.GetHashAndReset());

        void WriteHashed(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Writes the index to a file at once: a reader sees the old file or the new one, never a part.</summary>
    public void Save(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a file and checks every byte of it.</summary>
    /// <exception cref="IndexFileException">The file cannot be opened, is no index, is of another version, cut short or damaged.</exception>
    public static IndexFile Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IndexFileException($"The index \"{path}\" cannot be opened: {fault.Message}", fault);
        }

        return Read(bytes, $"\"{path}\"");
    }

    /// <summary>Reads an index from its bytes.</summary>
    /// <param name="bytes">All bytes of the file.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <exception cref="IndexFileException">The bytes are no index, of another version, cut short or damaged.</exception>
    public static IndexFile Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var all = bytes.Span;
        if (!all[..Math.Min(all.Length, Magic.Length)].SequenceEqual(Magic[..Math.Min(all.Length, Magic.Length)]))
        {
            throw new IndexFileException($"The file {name} is not an index.");
        }

        if (all.Length < HeaderLength)
        {
            throw new IndexFileException($"The index {name} is cut short: it has {all.Length} bytes. Build it again.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(all[Magic.Length..]);
        if (version != FormatVersion)
        {
            throw new IndexFileException(
                version > FormatVersion
                    ? $"The index {name} is of format {version}, newer than this program, which reads format {FormatVersion}. Update the program."
                    : $"The index {name} is of format {version}, older than this program, which reads format {FormatVersion}. Build it again.");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(all[(Magic.Length + sizeof(int))..]);
        if (all.Length != length)
        {
            throw new IndexFileException(
                all.Length < length
                    ? $"The index {name} is cut short: it has {all.Length} of {length} bytes. Build it again."
                    : $"The index {name} is damaged: it has {all.Length} bytes instead of {length}. Build it again.");
        }

        if (length < HeaderLength + HashLength || !SHA256.HashData(all[..^HashLength]).AsSpan().SequenceEqual(all[^HashLength..]))
        {
            throw new IndexFileException($"The index {name} is damaged: its checksum does not fit. Build it again.");
        }

        return new IndexFile(ReadSections(bytes[..^HashLength], name));
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadSections(ReadOnlyMemory<byte> bytes, string name)
    {
        var at = HeaderLength;
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(HeaderLength - sizeof(int))..]);
        var table = new List<(string Name, long Length)>();
        var found = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        try
        {
            for (var i = 0; i < Math.Min(count, MostSections); i++)
            {
                int nameLength = bytes.Span[at];
                var section = Encoding.ASCII.GetString(bytes.Span.Slice(at + 1, nameLength));
                at += 1 + nameLength;
                table.Add((section, BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[at..])));
                at += sizeof(long);
            }

            foreach (var (section, length) in table)
            {
                found.Add(section, bytes.Slice(at, checked((int)length)));
                at += (int)length;
            }
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // The checksum fits, so this was written wrongly, not damaged on the way.
            throw new IndexFileException($"The index {name} is damaged: its table of sections makes no sense. Build it again.", fault);
        }

        return found;
    }

    private byte[] Header()
    {
        using var header = new MemoryStream();
        using var writer = new BinaryWriter(header, Encoding.ASCII);
        var tableLength = sections.Keys.Sum(name => 1 + name.Length + sizeof(long));
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(HeaderLength + tableLength + sections.Values.Sum(content => (long)content.Length) + HashLength);
        writer.Write(sections.Count);
        foreach (var (name, content) in sections)
        {
            writer.Write(checked((byte)name.Length));
            writer.Write(Encoding.ASCII.GetBytes(name));
            writer.Write((long)content.Length);
        }

        writer.Flush();
        return header.ToArray();
    }
}
