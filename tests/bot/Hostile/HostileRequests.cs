using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace BotAdvice.Tests.Bot.Hostile;

/// <summary>Makes malformed and hostile requests to every door of the bot. The same seed makes the same.</summary>
internal sealed class HostileRequests(int seed)
{
    private static readonly string[] Methods = ["GET", "GET", "POST", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO"];

    private static readonly string[] Paths =
    [
        "/", "/api/messages", "/v3/directline/tokens/generate", "/v3/directline/tokens/refresh", "/v3/directline/conversations", "/v3/directline/conversations/X", "/v3/directline/conversations/X/activities",
        "/v3/directline/conversations/X/upload", "/v3/directline/conversations/X/stream?t=X", "/v3/directline/session/getsessionid", "/v3/directline/X", "/records/X", "/records/X.txt", "/records/X.json",
        "/records/X/deadlines.ics", "/records/X/delete", "/chat/X", "/start-again", "/demo", "/widget.js", "/chat.css?v=X", "/healthz", "/readyz", "/X", "/../../X", "/%2e%2e/%2e%2e/etc/passwd", "/records/%00", "/chat/%FF%FE", "//evil.example/X",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset=X", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=X", "multipart/form-data", "application/xml", "x", "application/octet-stream",
    ];

    private static readonly string[] Headers =
    [
        "Authorization", "Cookie", "Origin", "Referer", "Accept", "Accept-Encoding", "Accept-Language", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Chat-Fragment", "Sec-Fetch-Site", "Sec-Fetch-Dest", "Range", "If-None-Match",
        "If-Modified-Since", "Expect", "Upgrade", "Connection", "traceparent", "X-HTTP-Method-Override", "Content-Encoding", "Sec-WebSocket-Key",
    ];

    private static readonly string[] Values =
    [
        "", "null", "-1", "0", "1e999", "99999999999999999999", "true", "[]", "{}", "'", "\"", "%00", "../..", "bytes=0-,0-,0-", "gzip, br, identity;q=0", "same-origin", "cross-site", "websocket", "https://evil.example", "Bearer x.y.z",
        "Bearer eyJhbGciOiJub25lIn0.eyJjb252IjoiWCJ9.", "Basic Og==", "botadvice-chat=X", "*/*;q=nan", "text/html", "W/\"x\", *", "00-00000000000000000000000000000000-0000000000000000-ff", "100-continue", "yes", "203.0.113.7, x, ::1",
    ];

    private static readonly string[] Atoms =
    [
        "null", "true", "-0", "1e400", "123456789012345678901234567890", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[[[[[]]]]]]", "{\"a\":{\"a\":{}}}", "\"2026-13-45T99:99:99Z\"", "\"x\\", "NaN", "'x'", "\"https://evil.example/\"", "\"message\"",
        "\"invoke\"", "\"event\"", "\"conversationUpdate\"", "\"installationUpdate\"", "\"typing\"", "\"endOfConversation\"", "\"msteams\"", "\"expectReplies\"", "\"webchat/join\"", "\"adaptiveCard/action\"",
        "[{\"id\":\"a\"}]", "[null]", "{\"says\":\"start again\"}", "{\"says\":[1]}", "{\"action\":{\"type\":\"Action.Execute\",\"data\":{\"says\":\"hello\"}}}",
    ];

    private readonly Random random = new(seed);
    private readonly HostileMessages messages = new(seed);

    /// <summary>A request, and whether it is a good one whose message is hostile: that one has to be answered.</summary>
    /// <param name="token">A good Direct Line token of a conversation.</param>
    /// <param name="conversation">That conversation.</param>
    public (HttpRequestMessage Request, bool IsGood) Next(string token, string conversation) => random.Next(10) switch
    {
        0 => (Json("/api/messages", Activity(expectReplies: true)), true),
        1 or 2 => (Json("/api/messages", Spoilt(Activity(expectReplies: random.Next(8) > 0))), false),
        3 => (With(Json($"/v3/directline/conversations/{conversation}/activities", Line()), token), true),
        4 => (With(Json($"/v3/directline/conversations/{conversation}/activities", Spoilt(Line())), token), false),
        5 => (With(new(HttpMethod.Get, $"/v3/directline/conversations/{conversation}/activities?watermark={Uri.EscapeDataString(Pick(Values))}"), token), false),
        6 => (Form(fragment: true), true),
        7 => (Form(fragment: random.Next(2) == 0, spoilt: true), false),
        _ => (Anything(token, conversation), false),
    };

    /// <summary>Bytes that are hardly HTTP.</summary>
    public byte[] Garbage()
    {
        var start = Encoding.ASCII.GetBytes(Pick(["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{\"a\":", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nZZ\r\n"]));
        return Flipped(start);
    }

    private string Activity(bool expectReplies) => JsonSerializer.Serialize(new
    {
        type = "message",
        id = string.Create(CultureInfo.InvariantCulture, $"f{random.NextInt64():x}"),
        channelId = Pick(["emulator", "msteams", "webchat", "sms"]),
        serviceUrl = "https://evil.example/",
        from = new { id = "me", name = "<b>me</b>" },
        recipient = new { id = "bot" },
        conversation = new { id = string.Create(CultureInfo.InvariantCulture, $"c{random.Next(2000)}") },
        locale = "en-GB",
        deliveryMode = expectReplies ? "expectReplies" : null,
        entities = new[] { new { type = "mention", text = "<at>bot</at>", mentioned = new { id = "bot" } } },
        text = Said(),
    });

    private string Line() => JsonSerializer.Serialize(new
    {
        type = "message",
        from = new { id = "dl_me" },
        text = Said(),
        channelData = new { clientActivityID = string.Create(CultureInfo.InvariantCulture, $"f{random.NextInt64():x}") },
    });

    private HttpRequestMessage Form(bool fragment, bool spoilt = false)
    {
        var id = spoilt ? Pick(Values) : string.Create(CultureInfo.InvariantCulture, $"{random.Next(1000):x40}");
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["conversation"] = id,
            ["turn"] = spoilt ? Pick(Values) : string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64():x32}"),

            // With a zero in it a form is refused, and the page's script sends none.
            [spoilt ? Pick(["text", "say", "", "framed", "sure", "[0]"]) : "text"] = spoilt ? Said() : Said().Replace("\0", "", StringComparison.Ordinal),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, spoilt ? Pick(["/", "/start-again", "/records/x/delete"]) : "/") { Content = new FormUrlEncodedContent(form) };
        if (fragment)
        {
            request.Headers.Add("X-Chat-Fragment", "yes");
        }

        return request;
    }

    private HttpRequestMessage Anything(string token, string conversation)
    {
        var junk = Pick<Func<string>>([() => conversation, () => Uri.EscapeDataString(Said()[..1]), () => Uri.EscapeDataString(Pick(Values)), () => new string('a', random.Next(2000))])();
        var method = Pick(Methods);
        var request = new HttpRequestMessage(new HttpMethod(method), Pick(Paths).Replace("X", junk, StringComparison.Ordinal).Replace("//evil", "/evil", StringComparison.Ordinal));
        for (var count = random.Next(4); count > 0; count--)
        {
            request.Headers.TryAddWithoutValidation(Pick(Headers), Pick(Values));
        }

        if (random.Next(2) == 0)
        {
            request = With(request, token);
        }

        if (method is "POST" or "PUT" or "PATCH" or "DELETE" or "FOO")
        {
            request.Content = new ByteArrayContent(Flipped(Encoding.UTF8.GetBytes(Pick<Func<string>>([Line, () => Pick(Atoms), () => "text=" + Said(), () => "--X\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n--X--", () => ""])())));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Pick(Types));
        }

        return request;
    }

    private string Said() => messages.Take(1).Single().Text;

    // One value becomes another, or some bytes do.
    private byte[] Spoilt(string json)
    {
        if (random.Next(3) == 0)
        {
            return Flipped(Encoding.UTF8.GetBytes(json));
        }

        var colons = Enumerable.Range(0, json.Length).Where(place => json[place] == ':' && place > 0 && json[place - 1] == '"').ToList();
        var from = Pick(colons) + 1;
        var to = json.IndexOfAny([',', '}'], from);
        return Encoding.UTF8.GetBytes(json[..from] + Pick(Atoms) + json[(to < 0 ? json.Length : to)..]);
    }

    private byte[] Flipped(byte[] bytes)
    {
        var spoilt = bytes.ToList();
        for (var count = random.Next(6); count > 0 && spoilt.Count > 0; count--)
        {
            var place = random.Next(spoilt.Count);
            switch (random.Next(4))
            {
                case 0:
                    spoilt[place] = (byte)random.Next(256);
                    break;
                case 1:
                    spoilt.RemoveAt(place);
                    break;
                case 2:
                    spoilt.Insert(place, (byte)random.Next(256));
                    break;
                default:
                    spoilt.RemoveRange(place, random.Next(spoilt.Count - place));
                    break;
            }
        }

        return [.. spoilt];
    }

    private static HttpRequestMessage Json(string path, string body) => Json(path, Encoding.UTF8.GetBytes(body));

    private static HttpRequestMessage Json(string path, byte[] body) =>
        new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };

    private static HttpRequestMessage With(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
