using BotAdvice.Bot.Storage;
using BotAdvice.Tests.Bot.Widget;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Storage;

/// <summary>Backup while the bot runs, and restore, as docs/operating.md says.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backup_of_SQLite_holds_what_was_said_until_then()
    {
        var (file, copy) = (folder.File("conversations.db"), folder.File("backup.db"));
        var cookie = await TalkAsync([("Storage:Path", file)], () => SqliteDatabase.BackUpAsync(file, copy, default));

        using var restored = new RunningBot([], database: copy);

        await ExpectAsync(restored, cookie);
    }

    [SkippableFact]
    public async Task A_dump_of_PostgreSQL_holds_what_was_said_until_then()
    {
        var server = await PostgresServer.SharedAsync();
        using var original = await TestDatabase.CreateAsync(StorageEngine.Postgres);
        using var empty = await TestDatabase.CreateAsync(StorageEngine.Postgres);

        // Where the server's own user may write.
        var dump = Path.Combine(Path.GetTempPath(), $"botadvice-{Guid.NewGuid():N}.dump");
        var cookie = await TalkAsync(original.Settings, () => PostgresServer.RunToolAsync("pg_dump", "-Fc", "-f", dump, $"-d{Url(original)}"));
        await PostgresServer.RunToolAsync("pg_restore", $"-d{Url(empty)}", dump);
        File.Delete(dump);

        using var restored = new RunningBot(empty.Settings);

        await ExpectAsync(restored, cookie);

        string Url(TestDatabase database) => $"postgresql://postgres@127.0.0.1:{server.Port}/{database.ConnectionString.Split('=')[^1]}";
    }

    private static async Task<string> TalkAsync((string, string)[] settings, Func<Task> backUp)
    {
        using var bot = new RunningBot(settings);
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();
        await client.SayAsync("we paid a fake invoice yesterday");
        await backUp();
        await client.SayAsync("this was said too late for the backup");
        return $"botadvice-chat={client.Page.QuerySelector("input[name=conversation]")!.GetAttribute("value")}";
    }

    private static async Task ExpectAsync(RunningBot restored, string cookie)
    {
        using var http = restored.Client();
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var client = new FormClient(http);
        var page = await client.OpenAsync();

        Assert.Equal("we paid a fake invoice yesterday", Assert.Single(page.QuerySelectorAll(".said")).TextContent);
        var next = await client.SayAsync("we are in England");
        Assert.NotEmpty(next.QuerySelectorAll(".ours"));
    }
}
