using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using BotAdvice.Bot.Channels.Teams;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Channels;

public sealed class TeamsPackageTests
{
    private static readonly TeamsApp App = new(
        Guid.Parse("01234567-89ab-4cde-8f01-23456789abcd"), "chat.example.org", new("https://www.example.org/privacy"), new("https://www.example.org/terms"), "Example Chamber", new(1, 0, 2));

    [Fact]
    public void It_holds_a_manifest_in_the_words_of_the_knowledge_base()
    {
        using var zip = Package(Shared.Index.Knowledge.Phrases);
        using var manifest = JsonDocument.Parse(zip.GetEntry("manifest.json")!.Open());

        var root = manifest.RootElement;
        Assert.Equal("01234567-89ab-4cde-8f01-23456789abcd", root.GetProperty("id").GetString());
        Assert.Equal("1.0.2", root.GetProperty("version").GetString());
        Assert.Equal("Example Chamber", root.GetProperty("developer").GetProperty("name").GetString());
        Assert.Equal(Shared.Index.Knowledge.Phrases["teams.short-name"], root.GetProperty("name").GetProperty("short").GetString());
        var commands = root.GetProperty("bots")[0].GetProperty("commandLists")[0].GetProperty("commands").EnumerateArray();
        Assert.Contains(commands, command => command.GetProperty("title").GetString() == Shared.Index.Knowledge.Phrases["start.incident"]);
    }

    [Theory]
    [InlineData("colour.png", 192)]
    [InlineData("outline.png", 32)]
    public void Its_icons_have_the_sizes_that_Teams_asks_for(string name, int side)
    {
        using var zip = Package(Shared.Index.Knowledge.Phrases);
        using var icon = zip.GetEntry(name)!.Open();

        // A PNG begins with its signature and the header: width and height are the bytes 16 to 23.
        var start = new byte[24];
        icon.ReadExactly(start);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], start[..8]);
        Assert.Equal(side, BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(16)));
        Assert.Equal(side, BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(20)));
    }

    [Fact]
    public void The_same_choices_make_the_same_bytes() => Assert.Equal(Bytes(Shared.Index.Knowledge.Phrases), Bytes(Shared.Index.Knowledge.Phrases));

    [Fact]
    public void Every_phrase_that_is_too_long_is_named()
    {
        var phrases = new Dictionary<string, string>(Shared.Index.Knowledge.Phrases, StringComparer.Ordinal)
        {
            ["teams.short-name"] = new('x', 31),
            ["start.incident"] = new('x', 33),
        };

        var fault = Assert.Throws<TeamsPackageException>(() => Package(phrases));

        Assert.Contains("teams.short-name has 31 characters; Teams allows 30", fault.Message, StringComparison.Ordinal);
        Assert.Contains("start.incident has 33 characters; Teams allows 32", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--app-id", "123", "--app-id: \"123\" is not an app id")]
    [InlineData("--host", "https://chat.example.org/", "--host: \"https://chat.example.org/\" is not a host")]
    [InlineData("--host", "localhost", "--host: \"localhost\" is not a host")]
    [InlineData("--terms", "http://www.example.org/terms", "is not an https page")]
    [InlineData("--publisher", "The Chamber of Commerce of Somewhere", "--publisher")]
    [InlineData("--app-version", "2", "--app-version: \"2\" is not a version")]
    public async Task What_is_written_wrongly_is_named_and_nothing_is_made(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--app-id"] = App.AppId.ToString(),
            ["--host"] = App.Host,
            ["--privacy"] = App.Privacy.AbsoluteUri,
            ["--terms"] = App.Terms.AbsoluteUri,
            ["--output"] = folder.File("teams.zip"),
            [option] = value,
        };
        var start = new ProcessStartInfo("dotnet", [typeof(TurnPipeline).Assembly.Location, "teams-package", .. given.SelectMany(pair => (string[])[pair.Key, pair.Value])])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();

        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.NotEqual(0, process.ExitCode);
        Assert.False(File.Exists(folder.File("teams.zip")));
    }

    private static ZipArchive Package(IReadOnlyDictionary<string, string> phrases) => new(new MemoryStream(Bytes(phrases)));

    private static byte[] Bytes(IReadOnlyDictionary<string, string> phrases)
    {
        using var zip = new MemoryStream();
        new TeamsPackage(phrases).Write(zip, App);
        return zip.ToArray();
    }
}
