using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding.Recognisers;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Records;

/// <summary>Answers a message with the grants that belong to the answer: a record's link, a resume code, or what a code brings back.</summary>
internal sealed class Grants(
    IResponder responder, IConversationStore conversations, IGrantStore store, GrantSecrets secrets, IOptions<RecordOptions> options)
{
    /// <summary>Answers one message of a conversation.</summary>
    /// <returns>The answer, and what is to be saved with it.</returns>
    public async Task<(Response Response, GrantChanges Changes)> RespondAsync(
        Conversation conversation, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ResumeCode.Find(text) is { } typed && await ResumeAsync(conversation, typed, now, cancellationToken) is { } resumed)
        {
            return resumed;
        }

        var response = responder.Respond(conversation.Situation, text, now);
        var wantsRecord = response.Answer.Blocks.OfType<LinkBlock>().Any(link => link.Grant.Length == 0);
        var wantsCode = response.Answer.Blocks.OfType<CodeBlock>().Any(code => code.Grant.Length == 0);
        var record = wantsRecord ? await RecordIdAsync(response.Situation, now, cancellationToken) : response.Situation.Record;
        var code = wantsCode ? GrantSecrets.NewId() : null;
        response = response with
        {
            Situation = response.Situation with { Record = record },
            Answer = response.Answer with { Blocks = [.. response.Answer.Blocks.Select(block => With(block, record, code))] },
        };

        var given = new List<Grant>();
        if (wantsRecord)
        {
            given.Add(Of(GrantKind.Record, secrets.Token(record!), options.Value.KeepDays));
        }

        if (code is not null)
        {
            given.Add(Of(GrantKind.Resume, secrets.Code(code), options.Value.CodeDays));
        }

        // A record follows its own story. "Start again" and "delete it" leave the situation without one.
        var followed = record is not null && !wantsRecord ? GrantSecrets.Hash(secrets.Token(record)) : null;
        return (response, new(given, followed));

        Grant Of(GrantKind kind, string secret, int days) =>
            new(GrantSecrets.Hash(secret), kind, conversation.Id, Kept(response.Situation), now.AddDays(days));
    }

    private async Task<(Response Response, GrantChanges Changes)?> ResumeAsync(
        Conversation conversation, TypedCode typed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var here = conversation.Situation;
        var hash = GrantSecrets.Hash(typed.Code);
        var found = here.WrongCodes < Triage.WrongCodesAtMost ? await store.FindGrantAsync(hash, GrantKind.Resume, now, cancellationToken) : null;
        var masked = Masking.Mask(typed.Masked);
        if (found is null || !GrantSecrets.Same(found.Hash, hash))
        {
            return typed.Sure ? (responder.Resume(null, here, masked, now), GrantChanges.None) : null;
        }

        // Whoever went on talking there finds what is known there now; whoever started again there, what the code was given for.
        var there = await conversations.FindAsync(found.ConversationId, cancellationToken);
        var brought = there?.Situation is { Incidents.Count: > 0 } live ? live : found.Situation;
        var isElsewhere = found.ConversationId != conversation.Id;
        brought = brought with
        {
            Continues = isElsewhere ? found.ConversationId : here.Continues,
            Before = here.Turns > 0 && isElsewhere ? [Kept(here)] : [],
        };
        return (
            responder.Resume(brought, here, masked, now),
            new([], Spent: hash, TakenFrom: isElsewhere ? found.ConversationId : null));
    }

    // The same link again while it works; a new one when it was deleted or its time is over.
    private async Task<string> RecordIdAsync(Situation situation, DateTimeOffset now, CancellationToken cancellationToken) =>
        situation.Record is { } known
        && await store.FindGrantAsync(GrantSecrets.Hash(secrets.Token(known)), GrantKind.Record, now, cancellationToken) is not null
            ? known
            : GrantSecrets.NewId();

    private static Situation Kept(Situation situation) => situation with { Before = [] };

    private static Block With(Block block, string? record, string? code) => block switch
    {
        LinkBlock { Grant.Length: 0 } link => link with { Grant = record ?? "" },
        CodeBlock { Grant.Length: 0 } shown => shown with { Grant = code ?? "" },
        _ => block,
    };
}
