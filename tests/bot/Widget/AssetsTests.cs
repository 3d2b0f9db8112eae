using System.IO.Compression;
using BotAdvice.Tests.Support;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Widget;

/// <summary>What a visitor downloads. The figures stand in the README; the test prints them.</summary>
public sealed class AssetsTests(RunningBot bot, ITestOutputHelper output) : IClassFixture<RunningBot>
{
    private const int KiB = 1024;

    [Fact]
    public async Task The_launcher_is_at_most_5_KB()
    {
        using var http = bot.Client();

        Assert.InRange(await SizeAsync(http, "/widget.js"), 1, 5 * KiB);
    }

    [Fact]
    public async Task The_whole_open_chat_is_at_most_40_KB()
    {
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();
        await client.SayAsync("we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed");

        var whole = 0;
        foreach (var address in new[] { "/", "/chat.css", "/chat.js", "/icon.svg", "/widget.js" })
        {
            whole += await SizeAsync(http, address);
        }

        output.WriteLine($"all: {whole} bytes");
        Assert.InRange(whole, 1, 40 * KiB);
    }

    [Fact]
    public async Task The_script_is_under_8_KB_before_it_is_packed() =>
        Assert.InRange((await bot.Client().GetByteArrayAsync(new Uri("/chat.js", UriKind.Relative))).Length, 1, 8 * KiB);

    [Fact]
    public async Task A_browser_that_unpacks_gets_the_same_file_packed()
    {
        using var http = bot.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat.css");
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");

        using var response = await http.SendAsync(request);
        await using var packed = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        Assert.Equal(await http.GetStringAsync(new Uri("/chat.css", UriKind.Relative)), await reader.ReadToEndAsync());
    }

    private async Task<int> SizeAsync(HttpClient http, string address)
    {
        var bytes = await http.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await zip.WriteAsync(bytes);
        }

        output.WriteLine($"{address}: {bytes.Length} bytes, {packed.Length} packed");
        return (int)packed.Length;
    }
}
