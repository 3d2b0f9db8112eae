using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Answering;

/// <summary>Turns the knowledge base's own links into ones that a reader can use, with the number beside the name.</summary>
internal sealed partial class Links(KnowledgeBase knowledge)
{
    /// <summary>
    /// <c>[Report Fraud](route:report-fraud)</c> becomes the name with its number or address as a link;
    /// <c>[backups](guidance:backups)</c> becomes the name alone, since a reader asks for it by name.
    /// </summary>
    public string Resolve(string markdown) => markdown.Contains("](", StringComparison.Ordinal)
        ? Link().Replace(markdown, match => Resolve(match.Groups["name"].Value, match.Groups["kind"].Value, match.Groups["id"].Value))
        : markdown;

    /// <summary>A link that a device can follow, or null.</summary>
    public static string? Href(string type, string value) => type switch
    {
        "phone" or "textphone" => "tel:" + value.Replace(" ", "", StringComparison.Ordinal),
        "sms" => "sms:" + value.Replace(" ", "", StringComparison.Ordinal),
        "email" => "mailto:" + value,
        "web" when value.StartsWith("https://", StringComparison.Ordinal) => value,
        _ => null,
    };

    private string Resolve(string name, string kind, string id)
    {
        var channels = kind switch
        {
            "route" when knowledge.Routes.TryGetValue(id, out var route) => route.Channels,
            "adviser" when knowledge.Advisers.TryGetValue(id, out var adviser) => adviser.Channels,
            _ => [],
        };
        var channel = channels.FirstOrDefault(channel => channel.Value.Length > 0);
        if (channel is null || Href(channel.Type, channel.Value) is not { } href)
        {
            return name;
        }

        return channel.Type is "web" || string.Equals(name, channel.Value, StringComparison.OrdinalIgnoreCase)
            ? $"[{name}]({href})"
            : $"{name} ([{channel.Value}]({href}))";
    }

    [GeneratedRegex(@"\[(?<name>[^\]]+)\]\((?<kind>route|adviser|guidance):(?<id>[a-z0-9-]+)(#[a-z0-9-]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();
}
