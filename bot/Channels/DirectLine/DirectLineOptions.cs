using System.ComponentModel.DataAnnotations;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>The Direct Line 3.0 server, through which web pages and apps talk to the bot.</summary>
internal sealed class DirectLineOptions : IValidatableObject
{
    public const string Section = "DirectLine";

    private const int ShortestSecret = 32;

    /// <summary>
    /// Secrets with which an operator's own server starts conversations and gets tokens; two, so that one can be changed while the
    /// other works. Each has at least 32 characters and never reaches a browser. Empty: nobody holds a secret, and the bot's own
    /// pages and the allowed origins may get a token for a new conversation, as may any program on the same machine.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>
    /// Signs tokens; at least 32 characters, the same on every node, needed with PostgreSQL. Empty: made at random on the first start and kept beside the
    /// conversations, readable by the owner only.
    /// </summary>
    public string SigningKey { get; init; } = "";

    /// <summary>
    /// Minutes for which a token is good. From 20 to 1440. Microsoft's client refreshes every 15 minutes whatever it is told, so a
    /// shorter life would break it.
    /// </summary>
    [Range(20, 1440)]
    public int TokenMinutes { get; init; } = 30;

    /// <summary>
    /// Other sites whose pages may talk to the bot, such as <c>https://www.example.org</c>. Empty: only the bot's own pages, and the
    /// sites that a holder of a secret names for one token.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Bytes that one activity may have. From 1024 to 1048576.</summary>
    [Range(1024, 1048576)]
    public int MaxActivityBytes { get; init; } = 262144;

    /// <summary>Seconds between empty frames that keep a quiet stream open through proxies. From 5 to 60.</summary>
    [Range(5, 60)]
    public int KeepAliveSeconds { get; init; } = 20;

    /// <summary>Whether answers are Adaptive Cards instead of text, for clients that show them, such as Microsoft's Web Chat.</summary>
    public bool Cards { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secrets.Any(secret => secret.Length < ShortestSecret))
        {
            yield return new($"Each of {Section}:Secrets needs at least {ShortestSecret} characters.");
        }

        if (SigningKey.Length is > 0 and < ShortestSecret)
        {
            yield return new($"{Section}:SigningKey needs at least {ShortestSecret} characters, or none.");
        }

        foreach (var origin in AllowedOrigins.Where(origin => Origin.TryRead(origin) is not { } read || read.ToString() != origin.TrimEnd('/')))
        {
            yield return new($"\"{origin}\" in {Section}:AllowedOrigins is no origin. Write scheme and host only, such as https://www.example.org.");
        }
    }
}
