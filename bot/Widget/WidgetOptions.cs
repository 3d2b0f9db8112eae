using System.ComponentModel.DataAnnotations;

namespace BotAdvice.Bot.Widget;

/// <summary>The chat page and where it may be embedded.</summary>
internal sealed class WidgetOptions : IValidatableObject
{
    public const string Section = "Widget";

    /// <summary>The page's title; empty: the phrase <c>chat.cyber-security-help</c>.</summary>
    [MaxLength(80)]
    public string Title { get; init; } = "";

    /// <summary>Sites that may show the chat in a frame, as <c>https://example.org</c>; our own always may. Empty: none but our own.</summary>
    public IReadOnlyList<string> AllowedSites { get; init; } = [];

    /// <summary>Where "Leave this page quickly" leads, an https address; empty: the publisher that the phrase <c>chat.leave-to</c> names.</summary>
    public string LeaveTo { get; init; } = "";

    /// <summary>Characters in a message from which it is refused, kindly. From 1,000 to 100,000.</summary>
    [Range(1_000, 100_000)]
    public int LongestMessage { get; init; } = 20_000;

    /// <summary>Days for which a browser remembers its conversation; 0: until it is closed. From 0 to 365.</summary>
    [Range(0, 365)]
    public int RememberDays { get; init; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var site in AllowedSites.Where(site => !IsSite(site)))
        {
            yield return new($"{Section}:{nameof(AllowedSites)} holds \"{site}\". Write a scheme and a host alone, as in https://example.org.", [nameof(AllowedSites)]);
        }

        if (LeaveTo.Length > 0 && !(Uri.TryCreate(LeaveTo, UriKind.Absolute, out var leaveTo) && leaveTo.Scheme == Uri.UriSchemeHttps))
        {
            yield return new($"{Section}:{nameof(LeaveTo)} is \"{LeaveTo}\". Write an address that begins with https://.", [nameof(LeaveTo)]);
        }
    }

    // What stands here goes into a header, so it must be an origin and nothing else.
    private static bool IsSite(string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), site, StringComparison.OrdinalIgnoreCase);
}
