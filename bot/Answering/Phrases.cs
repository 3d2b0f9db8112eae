using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Answering;

/// <summary>The bot's own wording, from <c>knowledge-base/phrases</c>.</summary>
internal sealed partial class Phrases(IReadOnlyDictionary<string, string> phrases)
{
    /// <summary>A phrase with what is filled in; the key's last part where a curator has taken the phrase out.</summary>
    public string this[string key, params (string Name, string Value)[] values] => Fill(key, name =>
        values.FirstOrDefault(value => value.Name == name).Value);

    /// <summary>A phrase with what is filled in.</summary>
    public string Fill(string key, Func<string, string?> valueOf) =>
        phrases.TryGetValue(key, out var phrase)
            ? Placeholder().Replace(phrase, match => valueOf(match.Groups["name"].Value) ?? "")
            : key[(key.IndexOf('.') + 1)..].Replace('-', ' ');

    [GeneratedRegex(@"\{(?<name>[a-z-]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Placeholder();
}
