using System.Buffers.Binary;
using System.Security.Cryptography;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Tests.Indexer.Building;

public sealed class IndexFileTests : IDisposable
{
    private readonly SampleKnowledge sample = SampleKnowledge.Create();
    private readonly string path = Path.Combine(Path.GetTempPath(), $"botadvice-{Guid.NewGuid():N}.index");

    public void Dispose()
    {
        sample.Dispose();
        File.Delete(path);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var knowledge = sample.Load().Knowledge;
        IndexBuilder.Build(knowledge, "abc").Save(path);

        var index = IndexFile.Read(path);
        var read = KnowledgeSection.Read(index);

        Assert.Equal("abc", KnowledgeFingerprint.Of(index));
        Assert.Equal(KnowledgeSection.Write(knowledge), KnowledgeSection.Write(read));
        Assert.NotEmpty(KnowledgeSection.ReadTold(index));
        Assert.Equal(knowledge.Incidents.Values.SelectMany(incident => incident.SaidAs), KnowledgeSection.ReadTold(index));
        Assert.All(read.Incidents.Values, incident => Assert.Empty(incident.SaidAs));
        Assert.Equal(knowledge.Routes["helpline"].Channels[0].Hours!.Spans[1].To, read.Routes["helpline"].Channels[0].Hours!.Spans[1].To);
        Assert.Equal(knowledge.Incidents["ddos"].DoNow[1].When.Facts["organisation"], read.Incidents["ddos"].DoNow[1].When.Facts["organisation"]);
        Assert.Equal(new DateOnly(2026, 11, 1), read.Alerts["parcels"].ValidFrom);
    }

    [Fact]
    public void The_same_knowledge_gives_the_same_bytes_however_the_folder_was_filled()
    {
        using var other = SampleKnowledge.Create();
        var text = other.Read("guidance/passwords.md");
        File.Delete(Path.Combine(other.Folder, "guidance/passwords.md"));
        other.WriteRaw("guidance/passwords.md", text);

        Assert.Equal(Bytes(sample), Bytes(other));
        Assert.Equal(KnowledgeFingerprint.Of(sample.Folder), KnowledgeFingerprint.Of(other.Folder));
    }

    [Fact]
    public void The_fingerprint_changes_with_a_content_a_name_and_a_new_file_but_not_with_other_files()
    {
        var before = KnowledgeFingerprint.Of(sample.Folder);
        sample.WriteRaw("guidance/notes.txt", "nothing");
        Assert.Equal(before, KnowledgeFingerprint.Of(sample.Folder));

        sample.Replace("guidance/passwords.md", "Pick", "Take");
        var changed = KnowledgeFingerprint.Of(sample.Folder);
        Assert.NotEqual(before, changed);

        File.Move(Path.Combine(sample.Folder, "guidance/passwords.md"), Path.Combine(sample.Folder, "guidance/password.md"));
        Assert.NotEqual(changed, KnowledgeFingerprint.Of(sample.Folder));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_with_a_plain_sentence()
    {
        var bytes = Bytes(sample);
        for (var part = 0; part < 20; part++)
        {
            File.WriteAllBytes(path, bytes[..(bytes.Length * part / 20)]);

            var fault = Assert.Throws<IndexFileException>(() => IndexFile.Read(path));
            Assert.Contains("cut short", fault.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, bytes[..^1]);
        Assert.Throws<IndexFileException>(() => IndexFile.Read(path));
    }

    [Fact]
    public void A_file_with_one_changed_byte_is_refused()
    {
        var bytes = Bytes(sample);
        for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 200))
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x40;

            Assert.Throws<IndexFileException>(() => IndexFile.Read(damaged, "it"));
        }

        Assert.Contains("damaged", Assert.Throws<IndexFileException>(() => IndexFile.Read((byte[])[.. bytes, 0], "it")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IndexFile.FormatVersion - 1, "older than this program")]
    [InlineData(IndexFile.FormatVersion + 1, "newer than this program")]
    public void Another_format_is_named(int version, string message)
    {
        var bytes = Bytes(sample);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan("BOTADVICE-INDEX".Length), version);
        SHA256.HashData(bytes.AsSpan()[..^32], bytes.AsSpan()[^32..]);

        Assert.Contains(message, Assert.Throws<IndexFileException>(() => IndexFile.Read(bytes, "it")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_else_is_no_index_and_a_missing_file_is_said_plainly()
    {
        File.WriteAllText(path, "# A Markdown file, much longer than the header of an index would be, to be sure.");
        Assert.Contains("is not an index", Assert.Throws<IndexFileException>(() => IndexFile.Read(path)).Message, StringComparison.Ordinal);

        File.Delete(path);
        Assert.Contains("cannot be opened", Assert.Throws<IndexFileException>(() => IndexFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_replaces_the_old_file_and_leaves_nothing_else_behind()
    {
        var folder = Directory.CreateTempSubdirectory("botadvice-index-").FullName;
        try
        {
            var target = Path.Combine(folder, "a.index");
            File.WriteAllText(target, "old");
            IndexBuilder.Build(sample.Load().Knowledge, "abc").Save(target);

            Assert.Equal([target], Directory.GetFiles(folder));
            Assert.Equal("abc", KnowledgeFingerprint.Of(IndexFile.Read(target)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_section_that_is_missing_is_named()
    {
        var index = new IndexFile([]);

        Assert.Contains("\"knowledge\"", Assert.Throws<IndexFileException>(() => KnowledgeSection.Read(index)).Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(SampleKnowledge sample)
    {
        using var stream = new MemoryStream();
        IndexBuilder.Build(KnowledgeLoader.Load(sample.Folder).Knowledge, "abc").Write(stream);
        return stream.ToArray();
    }
}
