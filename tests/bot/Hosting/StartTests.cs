using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Hosting;

/// <summary>What an operator reads when the bot does not start: what is wrong, in a line each, and nothing else.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Storage:KeepDays", "400", "KeepDays")]
    [InlineData("Storage:KeepDays", "many", "'Storage:KeepDays'")]
    [InlineData("Storage:KeepDay", "14", "Storage:KeepDay is no setting. Did you mean \"KeepDays\"?")]
    [InlineData("Limits:Nonsense", "1", "Limits:Nonsense is no setting.")]
    [InlineData("Storage:Engine", "Oracle", "'Storage:Engine'")]
    [InlineData("Storage:Engine", "Postgres", "Storage:ConnectionString is needed")]
    [InlineData("Storage:ConnectionString", "Host=db.example", "Set Storage:Engine to Postgres")]
    [InlineData("Limits:TurnsAtOnce", "0", "TurnsAtOnce")]
    public async Task A_wrong_setting_is_named(string key, string value, string named)
    {
        Assert.Contains(named, await FailAsync((key, value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_wrong_settings_are_all_named()
    {
        var said = await FailAsync(("Storage:KeepDay", "14"), ("Widget:Titel", "Help"));

        Assert.Contains("Storage:KeepDay", said, StringComparison.Ordinal);
        Assert.Contains("Widget:Titel", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_share_a_database_need_one_key_for_tokens()
    {
        var said = await FailAsync(("Storage:Engine", "Postgres"), ("Storage:ConnectionString", "Host=127.0.0.1;Port=1;Username=nobody"));

        Assert.Contains("DirectLine:SigningKey is needed", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var said = await FailAsync(("urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));

        Assert.Contains($"http://127.0.0.1:{port}", said, StringComparison.Ordinal);
        Assert.Contains("address already in use", said, StringComparison.Ordinal);
    }

    private async Task<string> FailAsync(params (string Key, string Value)[] settings)
    {
        using var bot = new BotProcess([("Storage:Path", folder.File("conversations.db")), .. settings]);

        Assert.Equal(2, await bot.RunAsync());

        // What it says on the way, such as which index it loads, is another matter.
        var said = bot.Output[bot.Output.IndexOf("The bot does not start.", StringComparison.Ordinal)..];
        Assert.DoesNotContain("   at ", bot.Output, StringComparison.Ordinal);
        Assert.InRange(said.Split('\n').Length, 1, 2);
        return said;
    }
}
