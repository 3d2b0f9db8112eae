using System.CommandLine;
using System.Data.Common;
using BotAdvice.Bot.Hosting;
using BotAdvice.Bot.Storage;
using BotAdvice.Indexer.Building;

namespace BotAdvice.Bot.Commands;

/// <summary><c>publish</c>: gives an index to all nodes that share a PostgreSQL.</summary>
internal static class PublishCommand
{
    private const int Failed = 1;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("index") { Description = "An index file, as indexer build makes it." };
        var command = new Command("publish", "Publishes an index to all nodes, which take it up within seconds. Settings say which database.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            var index = KnowledgeIndex.Open(IndexFile.Read(path));
            await using var host = BotHost.Create([]);
            if (host.Services.GetService<PublishedIndexes>() is not { } published)
            {
                await Console.Error.WriteLineAsync("There are no other nodes: Storage:Engine is Sqlite. Set Knowledge:Path to the index.");
                return Failed;
            }

            try
            {
                var number = await published.PublishAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
                Console.WriteLine($"Published index {index.Fingerprint} as number {number}.");
                return 0;
            }
            catch (DbException fault)
            {
                await Console.Error.WriteLineAsync($"Not published: {fault.Message}");
                return Failed;
            }
        });
        return command;
    }
}
