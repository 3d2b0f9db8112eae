using System.Globalization;
using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Rendering;

/// <summary>What every channel shows of a way in and of a source, in words.</summary>
internal static class Labels
{
    /// <summary>"Ring", "Go to": the word before a way in.</summary>
    public static string Of(Way way, Phrases phrases) => way.Kind switch
    {
        "phone" => phrases["number-label"],
        "textphone" => phrases["textphone-label"],
        "sms" => phrases["text-label"],
        "email" => phrases["email-label"],
        "web" => phrases["web-label"],
        "post" => phrases["post-label"],
        _ => "",
    };

    /// <summary>A web address as people say it: its host alone; any other way as it is.</summary>
    public static string Text(Way way) =>
        way.Kind is "web" && Uri.TryCreate(way.Text, UriKind.Absolute, out var address)
            ? address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host
            : way.Text;

    /// <summary>"22 November 2026".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
