using System.CommandLine;
using System.Globalization;
using BotAdvice.Bot.Curation;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Understanding;
using BotAdvice.Bot.Widget;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Commands;

/// <summary><c>preview</c>: an entry in a browser, as the chat shows it, again at each save.</summary>
internal static class PreviewCommand
{
    private const int UsualPort = 3979;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The entry's file, such as knowledge-base/guidance/backups.md." };
        var port = new Option<int>("--port") { Description = "Where the page is served on this machine.", DefaultValueFactory = _ => UsualPort };
        var told = new Option<string[]>("--fact") { Description = "What the reader has told, such as nation=scotland. May be repeated." };
        var on = new Option<DateTimeOffset?>("--on") { Description = "The day or moment at which it is read, such as 2027-03-18. Default: the present." };
        var command = new Command("preview", "Shows an entry in a browser as the chat would, and again at each save.\n\nExample:\n  preview knowledge-base/incidents/ransomware.md --fact nation=scotland --fact organisation=charity")
        {
            file, port, told, on,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (Place(parsed.GetValue(file)!) is not var (folder, path))
            {
                await Console.Error.WriteLineAsync($"There is no file \"{parsed.GetValue(file)}\" in a folder \"{KnowledgeFolder.FolderName}\".");
                return 2;
            }

            var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
            foreach (var fact in parsed.GetValue(told) ?? [])
            {
                if (fact.Split('=', 2) is not [var name, var value] || !FactNames.Values.TryGetValue(name, out var values) || (values.Count > 0 && !values.Contains(value)))
                {
                    await Console.Error.WriteLineAsync($"\"{fact}\" tells no fact. Write its name, \"=\" and one of its values, as in docs/knowledge-base.md: nation=scotland.");
                    return 2;
                }

                facts[name] = FactValue.Of(value, value, Known.Chosen, 0);
            }

            TimeProvider time = parsed.GetValue(on) is { } moment ? new StandingClock(moment) : TimeProvider.System;
            await ServeAsync(new(folder, path, facts, new(), time), parsed.GetValue(port), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task ServeAsync(PreviewPage page, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();
        var assets = new Assets();
        app.MapGet("/", () => TypedResults.Content(page.Render(), "text/html; charset=utf-8"));
        app.MapGet("/chat.css", (HttpContext context) => assets.Serve("chat.css", context));
        app.MapGet("/preview.js", () => TypedResults.Content(PreviewPage.Script, "text/javascript; charset=utf-8"));
        app.MapGet("/stamp", page.Stamp);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            await Console.Error.WriteLineAsync($"{fault.Message} Choose another with --port.");
            return;
        }

        Console.WriteLine($"Open {address}. The page follows each save. Ctrl+C ends it.");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>The knowledge base folder that a file lies in, and its path in there.</summary>
    private static (string Folder, string Path)? Place(string file)
    {
        var full = Path.GetFullPath(file);
        for (var folder = File.Exists(full) ? Path.GetDirectoryName(full) : null; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.GetFileName(folder) == KnowledgeFolder.FolderName)
            {
                return (folder, Path.GetRelativePath(folder, full).Replace('\\', '/'));
            }
        }

        return null;
    }

    private sealed class StandingClock(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
