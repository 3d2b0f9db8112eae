using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Widget;
using BotAdvice.Indexer.Checking;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Bot.Curation;

/// <summary>The page of <c>preview</c>: the faults of the file, if any, above the entry as the chat shows it.</summary>
internal sealed class PreviewPage(string folder, string path, IReadOnlyDictionary<string, Understanding.FactValue> facts, Assets assets, TimeProvider time)
{
    /// <summary>Reloads the page when the file has changed. Served as a file of its own, since a page of ours holds no inline script.</summary>
    public const string Script =
        "let seen; setInterval(async () => { const now = await (await fetch('/stamp')).text(); if (seen && now !== seen) location.reload(); seen = now; }, 700);";

    /// <summary>Changes whenever the knowledge base does.</summary>
    public string Stamp() => new DirectoryInfo(folder).EnumerateFiles("*.md", SearchOption.AllDirectories).Max(file => file.LastWriteTimeUtc).Ticks
        .ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The page, made anew from the files.</summary>
    public string Render()
    {
        var now = time.GetUtcNow();
        var loaded = KnowledgeLoader.Load(folder);
        var faults = KnowledgeChecker.Check(loaded, DateOnly.FromDateTime(now.UtcDateTime)).Where(fault => fault.File == path).ToList();
        var phrases = new Phrases(loaded.Knowledge.Phrases);
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <title>{path}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="{assets.Address("chat.css")}">
            <script src="/preview.js" defer></script>
            </head>
            <body><header><div><h1>{path}</h1></div></header>
            <main>{Faults(faults)}{Entry(loaded, phrases, now)}</main></body>
            </html>
            """).ToString();
    }

    private static Html Faults(IReadOnlyCollection<Problem> faults) => faults.Count == 0
        ? Html.Of($"<p>This file has no faults.</p>")
        : Html.Of($"""<div class="message"><h2>To mend</h2><ul>{faults.Select(fault => Html.Of($"<li>Line {fault.Line}: {fault.What} {fault.Fix}</li>"))}</ul></div>""");

    private Html Entry(LoadResult loaded, Phrases phrases, DateTimeOffset now)
    {
        if (EntryPreview.Of(loaded, path, facts, now) is not { } answer)
        {
            return Html.Of($"<p>A reader does not see this file by itself. Use <code>ask</code> to see what it changes.</p>");
        }

        var choices = answer.QuickReplies.Select(reply => Html.Of($"""<button type="button">{reply.Label}</button>"""));
        return Html.Of(
            $"""<div class="message ours"><h2>{phrases["chat.we-said"]}</h2>{new HtmlRenderer(phrases).Render(answer)}</div><div class="choices">{choices}</div>""");
    }
}
