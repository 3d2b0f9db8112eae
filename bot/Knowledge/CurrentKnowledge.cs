using System.Data.Common;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Observing;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Knowledge;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Knowledge;

/// <summary>
/// The responder in use. It is swapped in one step when a new index is loaded, so that a turn sees one index from beginning to
/// end; an index that cannot be used is refused and the one before it goes on serving. Without any, safe mode answers.
/// </summary>
internal sealed partial class CurrentKnowledge(
    IOptions<KnowledgeOptions> options, SafeMode safeMode, BotMetrics metrics, ILogger<CurrentKnowledge> logger, PublishedIndexes? published = null, EarlyResponder? early = null)
    : BackgroundService, IResponder
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly KnowledgeBase None = new();

    private volatile Responder? responder;
    private volatile string? failure = "The index is still being loaded.";
    private string? seen;
    private long seenNumber;
    private volatile bool isOld;

    /// <summary>Why there is no index to answer from; null when there is one.</summary>
    public string? Failure => responder is null ? failure : null;

    /// <summary>Whether a newer index was refused, and an older one goes on serving.</summary>
    public bool IsOld => isOld && responder is not null;

    /// <summary>The fingerprint of the index in use; null while there is none.</summary>
    public string? Fingerprint => responder?.Fingerprint;

    /// <summary>The knowledge base in use; an empty one while there is none.</summary>
    public KnowledgeBase Knowledge => responder?.Knowledge ?? None;

    public Answer Welcome(DateTimeOffset now) => responder?.Welcome(now) ?? safeMode.Answer;

    public Response Respond(Situation situation, string text, DateTimeOffset now) =>
        responder?.Respond(situation, text, now)
        ?? new(situation, safeMode.Answer, "", Forget: false, new Trace { Kind = Understanding.Kinds.Unclear });

    public Response Resume(Situation? brought, Situation situation, string maskedText, DateTimeOffset now) =>
        responder?.Resume(brought, situation, maskedText, now)
        ?? new(situation, safeMode.Answer, "", Forget: false, new Trace { Kind = Understanding.Kinds.Unclear });

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Watch("index.old", "{index}", "1 while a newer index is refused and an older one answers, or none does.", () => isOld || responder is null ? 1 : 0);
        await LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        Responder? settled = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LoadAsync(stoppingToken);
            if (settled != responder)
            {
                // To open an index takes more than it holds; the system has that back, and the index before it.
                settled = responder;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }

    // One that was published for all nodes wins over what this node has for itself.
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (published is not null && await published.NumbersAsync(cancellationToken) is { Count: > 0 } numbers)
            {
                await LoadPublishedAsync(published, numbers, cancellationToken);
                return;
            }
        }
        catch (DbException fault)
        {
            LogNoPublished(logger, fault);
            if (responder is not null)
            {
                return;
            }
        }

        Load();
    }

    // The newest that this version of the program can read; while nodes are brought up to date one by one, that differs.
    private async Task LoadPublishedAsync(PublishedIndexes indexes, IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        foreach (var number in numbers.Where(number => number > seenNumber))
        {
            try
            {
                responder = new(KnowledgeIndex.Open(IndexFile.Read(await indexes.ReadAsync(number, cancellationToken), $"published index {number}")));
                isOld = number != numbers[0];
                LogLoaded(logger, responder.Fingerprint);
                break;
            }
            catch (IndexFileException fault)
            {
                isOld = true;
                failure = fault.Message;
                LogRefused(logger, fault, "the next older one is tried, or the one in use goes on serving");
            }
        }

        seenNumber = numbers[0];
    }

    // A folder is looked at by its newest change, so that looking costs next to nothing while nothing changes.
    private void Load()
    {
        var path = options.Value.Path;
        try
        {
            var stamp = Stamp(path);
            if (stamp == seen)
            {
                return;
            }

            seen = stamp;
            responder = early?.Take(stamp) ?? new(KnowledgeFolder.Open(path, Console.Out, options.Value.IndexPath));
            isOld = false;
            LogLoaded(logger, responder.Fingerprint);
        }
        catch (Exception fault)
        {
            (failure, isOld) = (fault.Message, true);
            LogRefused(logger, fault, responder is null ? "only the emergency doors are given" : "the one before it goes on serving");
        }
    }

    /// <summary>Changes whenever the file or anything in the folder does.</summary>
    public static string Stamp(string path)
    {
        if (File.Exists(path))
        {
            return $"{File.GetLastWriteTimeUtc(path):O}";
        }

        var folder = path.Length > 0 ? path : KnowledgeFolder.Find();
        return folder is null || !Directory.Exists(folder)
            ? "none"
            : $"{new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(new DirectoryInfo(folder)).Max(entry => entry.LastWriteTimeUtc):O}";
    }

    [LoggerMessage(1, LogLevel.Information, "Answering from index {Fingerprint}")]
    private static partial void LogLoaded(ILogger logger, string fingerprint);

    [LoggerMessage(3, LogLevel.Warning, "Published indexes cannot be looked for; tried again in seconds")]
    private static partial void LogNoPublished(ILogger logger, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "The index cannot be used: {Consequence}")]
    private static partial void LogRefused(ILogger logger, Exception fault, string consequence);
}
