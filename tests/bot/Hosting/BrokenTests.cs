using System.Net;
using BotAdvice.Tests.Bot.Widget;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Hosting;

/// <summary>Whatever is broken, the reader gets the emergency doors and never an error.</summary>
public sealed class BrokenTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task Without_an_index_the_emergency_doors_are_there() =>
        GivesTheEmergencyDoorsAsync([("Knowledge:Path", folder.File("none.index"))]);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(200_000)]
    public Task With_an_index_cut_short_the_emergency_doors_are_there(int length)
    {
        var path = folder.File("short.index");
        File.WriteAllBytes(path, File.ReadAllBytes(Shared.IndexPath)[..length]);
        return GivesTheEmergencyDoorsAsync([("Knowledge:Path", path)]);
    }

    [Fact]
    public async Task With_a_knowledge_base_that_has_a_hole_the_emergency_doors_are_there()
    {
        var entries = folder.File("knowledge-base");
        Directory.CreateDirectory(Path.Combine(entries, "incidents"));
        await File.WriteAllTextAsync(Path.Combine(entries, "incidents", "ransomware.md"), "---\ntitle: [\n---\n");
        await GivesTheEmergencyDoorsAsync([("Knowledge:Path", entries)]);
    }

    [Fact]
    public async Task On_a_disk_that_cannot_be_written_the_conversation_goes_on_and_readiness_says_so()
    {
        await File.WriteAllTextAsync(folder.File("file"), "not a folder");
        using var bot = new RunningBot([], database: Path.Combine(folder.File("file"), "conversations.db"));
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();

        var page = await client.SayAsync("we paid a fake invoice yesterday");
        using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative));

        Assert.Contains("0300 123 2040", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    private static async Task GivesTheEmergencyDoorsAsync((string, string)[] settings)
    {
        using var bot = new RunningBot(settings);
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();

        var page = await client.SayAsync("all our files are locked");
        using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative));

        Assert.NotNull(page.QuerySelector("a[href='tel:999']"));
        Assert.NotNull(page.QuerySelector("a[href='tel:03001232040']"));
        Assert.NotNull(page.QuerySelector("a[href='tel:101']"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }
}
