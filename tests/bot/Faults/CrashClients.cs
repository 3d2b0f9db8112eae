using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotAdvice.Tests.Bot.Channels;

namespace BotAdvice.Tests.Bot.Faults;

/// <summary>
/// One who talks to the bot while it is killed again and again, sends a message until it is taken, keeps a log of its own, and at the end holds
/// the log against what the bot has.
/// </summary>
internal abstract class CrashClient(Func<Uri> node)
{
    private static readonly string[] Words =
        ["we paid a fake invoice yesterday", "England", "we are a small shop", "how do we set up backups?", "not sure", "someone rang from Microsoft", "thank you", "yes"];

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(20) };

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    protected List<string> Log { get; } = [];

    /// <summary>What is wrong at the end, a line each.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Messages that were taken, each of which has to have one reply.</summary>
    public int Sent => Log.Count;

    /// <summary>Replies that were posted a second time, as a crash between the channel's yes and our note of it must do.</summary>
    public int PostedTwice { get; protected set; }

    public async Task TalkAsync(CancellationToken enough)
    {
        await BeginAsync();
        while (!enough.IsCancellationRequested)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"m{Log.Count + 1:00000}");
            await SayAsync(id, Words[Log.Count % Words.Length]);
            Log.Add(id);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    public abstract Task CheckAsync();

    protected abstract Task BeginAsync();

    protected abstract Task SayAsync(string id, string text);

    /// <summary>Asks until there is an answer; a killed node gives none.</summary>
    protected async Task<(HttpStatusCode Status, string Text)> InsistAsync(Func<HttpRequestMessage> request)
    {
        while (true)
        {
            try
            {
                using var asked = request();
                asked.RequestUri = new Uri(node(), asked.RequestUri!);
                using var response = await Http.SendAsync(asked);
                var text = await response.Content.ReadAsStringAsync();
                if (response.StatusCode < HttpStatusCode.InternalServerError)
                {
                    return (response.StatusCode, text);
                }

                Faults.Add($"{(int)response.StatusCode} to {asked.RequestUri.AbsolutePath}");
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
            {
                await Task.Delay(20);
            }
        }
    }

    protected void Expect(bool holds, string fault)
    {
        if (!holds)
        {
            Faults.Add(fault);
        }
    }
}

/// <summary>A Direct Line client that polls.</summary>
internal sealed class PollingClient(Func<Uri> node) : CrashClient(node)
{
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private string id = "";
    private string token = "";
    private string watermark = "";

    public override async Task CheckAsync()
    {
        watermark = "";
        var all = await PollAsync();
        var ours = all.Where(activity => activity.GetProperty("from").Text("role") == "user").ToList();
        var ids = all.Select(activity => activity.Text("id")).ToList();
        Expect(ids.Order(StringComparer.Ordinal).SequenceEqual(ids) && ids.Distinct().Count() == ids.Count, "ids out of order or given twice");
        Expect(ours.Select(Name).SequenceEqual(Log), $"said {Log.Count}, kept {ours.Count}, or in another order");
        var replies = all.Where(activity => activity.TryGetProperty("replyToId", out _)).ToLookup(activity => activity.Text("replyToId"));
        foreach (var message in ours)
        {
            Expect(replies[message.Text("id")].Count() == 1, $"{Name(message)} has {replies[message.Text("id")].Count()} replies");
        }

        var now = all.ToDictionary(activity => activity.Text("id"), activity => activity.GetRawText(), StringComparer.Ordinal);
        Expect(seen.All(told => now.TryGetValue(told.Key, out var kept) && kept == told.Value), "what was told is not what is kept");
    }

    protected override async Task BeginAsync()
    {
        token = JsonDocument.Parse((await InsistAsync(() => Calls.Request(HttpMethod.Post, "/v3/directline/tokens/generate"))).Text).RootElement.Text("token");
        id = JsonDocument.Parse((await InsistAsync(() => Calls.Request(HttpMethod.Post, "/v3/directline/conversations", token))).Text).RootElement.Text("conversationId");
    }

    protected override async Task SayAsync(string messageId, string text)
    {
        var body = new { type = "message", from = new { id = "dl_me" }, text, channelData = new { clientActivityID = messageId } };
        var (status, answer) = await InsistAsync(() => Calls.Request(HttpMethod.Post, $"/v3/directline/conversations/{id}/activities", token, body));
        Expect(status is HttpStatusCode.OK, $"{(int)status} {answer}");
        foreach (var activity in await PollAsync())
        {
            Expect(seen.TryAdd(activity.Text("id"), activity.GetRawText()), $"{activity.Text("id")} told twice");
        }
    }

    private async Task<List<JsonElement>> PollAsync()
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var asked = $"/v3/directline/conversations/{id}/activities?watermark={watermark}";
            var (_, text) = await InsistAsync(() => Calls.Request(HttpMethod.Get, asked, token));
            var set = JsonDocument.Parse(text).RootElement;
            if (set.GetProperty("activities").GetArrayLength() == 0)
            {
                return all;
            }

            all.AddRange(set.GetProperty("activities").EnumerateArray());
            watermark = set.Text("watermark");
        }
    }

    private static string Name(JsonElement message) => message.GetProperty("channelData").Text("clientActivityID");
}

/// <summary>A channel such as Teams, to which replies are posted.</summary>
internal sealed class PostedClient(Func<Uri> node, ReplyCatcher catcher) : CrashClient(node)
{
    private const int MostOnTheirWay = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(150);
    private readonly string id = Guid.NewGuid().ToString("N");

    public override async Task CheckAsync()
    {
        await WaitForAsync(Log.Count);

        // A crash may post a reply again, but then at once: nothing else of its conversation comes between.
        var came = catcher.Of(id);
        var each = came.Where((reply, index) => index == 0 || came[index - 1] != reply).ToList();
        PostedTwice = came.Count - each.Count;
        Expect(each.SequenceEqual(Log), $"sent {Log.Count}, replies came to {each.Distinct().Count()}, or in another order");
    }

    protected override Task BeginAsync() => Task.CompletedTask;

    protected override async Task SayAsync(string messageId, string text)
    {
        var body = new
        {
            type = "message",
            id = messageId,
            channelId = "emulator",
            serviceUrl = catcher.Address,
            from = new { id = "me" },
            recipient = new { id = "bot" },
            conversation = new { id },
            text,
        };
        var (status, answer) = await InsistAsync(() => Calls.Request(HttpMethod.Post, "/api/messages", body: body));
        Expect(status is HttpStatusCode.Accepted, $"{(int)status} {answer}");

        // Replies wait their turn in the outbox; no more than some are on their way.
        await WaitForAsync(Log.Count - MostOnTheirWay);
    }

    // Given up when nothing comes for longer than a dead node's claim lasts.
    private async Task WaitForAsync(int replies)
    {
        for (var (came, since) = (0, Stopwatch.GetTimestamp()); came < replies && Stopwatch.GetElapsedTime(since) < LongestWait;)
        {
            await Task.Delay(20);
            if (catcher.Of(id).Distinct().Count() is var now && now > came)
            {
                (came, since) = (now, Stopwatch.GetTimestamp());
            }
        }
    }
}

/// <summary>A browser with the chat page.</summary>
internal sealed partial class PageClient(Func<Uri> node) : CrashClient(node)
{
    private readonly string id = Guid.NewGuid().ToString("N") + "00000000";

    public override async Task CheckAsync()
    {
        var (_, page) = await InsistAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
            request.Headers.Add("Cookie", $"botadvice-chat={id}");
            return request;
        });
        var order = Message().Matches(page).Select(message => message.Groups["whose"].Value == "ours").ToList();

        // The page shows the first thousand, from the welcome on, question and answer in turn.
        var expected = Enumerable.Range(0, 1 + (2 * Log.Count)).Select(place => place % 2 == 0).Take(1000).ToList();
        Expect(order.SequenceEqual(expected), $"said {Log.Count}, and the page shows {order.Count} messages for {expected.Count}");
    }

    protected override Task BeginAsync() => Task.CompletedTask;

    protected override async Task SayAsync(string messageId, string text)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["conversation"] = id, ["turn"] = messageId[1..].PadLeft(32, '0'), ["text"] = text };
        var (status, answer) = await InsistAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative)) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Add("X-Chat-Fragment", "yes");
            return request;
        });
        Expect(status is HttpStatusCode.OK && answer.Split("class=\"message ours\"").Length == 2, $"{(int)status} to {messageId}, not with one reply");
    }

    [GeneratedRegex("class=\"message (?<whose>ours|yours)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Message();
}
