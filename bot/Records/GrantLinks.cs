using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Records;

/// <summary>Puts the secrets into an answer at the moment at which its reader is shown it.</summary>
internal sealed class GrantLinks(GrantSecrets secrets, IHttpContextAccessor http)
{
    /// <summary>The answer as a page of ours shows it.</summary>
    public Answer OnPage(Answer answer) => Shown(answer, "");

    /// <summary>The answer as a message elsewhere shows it: with the address by which we were asked; without links when nobody asks just now.</summary>
    public Answer InMessage(Answer answer) =>
        Shown(answer, http.HttpContext?.Request is { Host.HasValue: true } request ? $"{request.Scheme}://{request.Host}" : null);

    /// <summary>The address of a record without its host.</summary>
    public static string Address(string token, string ending = "") => $"/records/{token}{ending}";

    private Answer Shown(Answer answer, string? home) => answer.Blocks.Any(block => block is LinkBlock or CodeBlock)
        ? answer with
        {
            Blocks = [.. answer.Blocks.Select(block => block switch
            {
                LinkBlock { Grant.Length: > 0 } link when home is not null => link with { Href = home + Address(secrets.Token(link.Grant), link.Ending) },
                CodeBlock { Grant.Length: > 0 } code => code with { Code = secrets.Code(code.Grant) },
                _ => block,
            })],
        }
        : answer;
}
