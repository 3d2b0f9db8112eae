using System.Text;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>Bodies that a channel must refuse without stumbling.</summary>
internal static class HostileBodies
{
    /// <summary>None of them is an activity.</summary>
    public static TheoryData<string> NoActivities =>
    [
        "",
        " ",
        "null",
        "true",
        "42",
        "[]",
        "\"text\"",
        "{",
        "{\"type\":",
        "{\"type\":\"message\"",
        "{\"type\":\"message\",}",
        "{'type':'message'}",
        "{\"type\":5}",
        "{\"type\":null}",
        "{\"type\":\"\"}",
        "{\"type\":[\"message\"]}",
        "{\"type\":\"message\",\"from\":\"me\"}",
        "{\"type\":\"message\",\"from\":{\"id\":5}}",
        "{\"type\":\"message\",\"text\":{\"a\":1}}",
        "{\"type\":\"message\",\"entities\":{}}",
        "{\"type\":\"message\",\"attachments\":\"none\"}",
        "{\"type\":\"message\",\"conversation\":[1]}",
        "{\"type\":\"message\",\"text\":\"\\ud800\",\"id\":7}",
        "{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"text\":\"hello\",\"channelData\":{\"clientActivityID\":\"\\ud800\"}}",
        "{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"text\":\"\\udc00hello\"}",
        $"{{\"type\":\"message\",\"value\":{new string('[', 2000)}{new string(']', 2000)}}}",
        $"{{\"type\":\"message\",\"channelData\":{string.Concat(Enumerable.Repeat("{\"a\":", 200))}1{new string('}', 200)}}}",
        new string('{', 100_000),
    ];

    /// <summary>Larger than any channel's limit.</summary>
    public static string Huge { get; } = new StringBuilder("{\"type\":\"message\",\"text\":\"").Append('a', 2_000_000).Append("\"}").ToString();
}
