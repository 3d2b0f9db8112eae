using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Knowledge;

namespace BotAdvice.Bot.Records;

/// <summary>Finds records by their links.</summary>
internal sealed class OpenRecords(IGrantStore store, CurrentKnowledge knowledge, RecordPage page, TimeProvider time)
{
    private const int KeyLength = 16;

    /// <summary>Shows the record that a link opens; a plain 404 page for every link that opens nothing.</summary>
    public async Task<IResult> ShowAsync(string token, HttpContext context, Func<OpenRecord, IResult> show)
    {
        if (await FindAsync(token, context.RequestAborted) is { } open)
        {
            return show(open);
        }

        var html = page.Gone("record.gone", new Phrases(knowledge.Knowledge.Phrases));
        return TypedResults.Content(html.ToString(), "text/html; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
    }

    /// <summary>Deletes the record that a link opens.</summary>
    public Task DeleteAsync(string token, CancellationToken cancellationToken) =>
        store.DeleteGrantAsync(GrantSecrets.Hash(token), cancellationToken);

    private async Task<OpenRecord?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length != GrantSecrets.TokenLength)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var hash = GrantSecrets.Hash(token);
        if (await store.FindGrantAsync(hash, GrantKind.Record, now, cancellationToken) is not { } grant || !GrantSecrets.Same(grant.Hash, hash))
        {
            return null;
        }

        var current = knowledge.Knowledge;
        return new(new RecordWriter(current).Write(grant.Situation, now), grant.ExpiresAt, hash[..KeyLength], grant.Situation.Turns, new(current.Phrases));
    }
}

/// <summary>A record that a link opens.</summary>
/// <param name="Record">The record.</param>
/// <param name="Until">The moment until which the link works.</param>
/// <param name="Key">Names it in calendars; opens nothing.</param>
/// <param name="Revision">Grows as the record changes.</param>
/// <param name="Phrases">Our words.</param>
internal sealed record OpenRecord(IncidentRecord Record, DateTimeOffset Until, string Key, int Revision, Phrases Phrases);
