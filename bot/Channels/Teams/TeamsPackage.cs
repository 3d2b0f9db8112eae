using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Channels.Teams;

/// <summary>
/// The app package that an administrator uploads to Teams: a manifest and two icons in a zip file. The words come from the phrases
/// of the knowledge base.
/// </summary>
/// <remarks>Manifest: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema</remarks>
internal sealed class TeamsPackage(IReadOnlyDictionary<string, string> phrases)
{
    /// <summary>Characters that Teams allows in a publisher's name.</summary>
    public const int LongestPublisher = 32;

    /// <summary>The manifest's schema: the oldest that Teams still develops, so that every tenant takes it.</summary>
    private const string Schema = "1.19";

    private const string ColourIcon = "colour.png";
    private const string OutlineIcon = "outline.png";
    private const string CommandPrefix = "start.";
    private const int LongestTitle = 32;
    private const int LongestCommandText = 128;
    private const int MostCommands = 10;

    private static readonly string[] Scopes = ["personal", "team", "groupChat"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A zip file's earliest moment: the same choices make the same bytes.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Phrases words = new(phrases);

    /// <summary>Writes the zip file.</summary>
    /// <exception cref="TeamsPackageException">A phrase is longer than Teams allows; all such are named.</exception>
    public void Write(Stream output, TeamsApp app)
    {
        var manifest = Manifest(app).ToJsonString(Readable);
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        using (var writer = new StreamWriter(Open(zip, "manifest.json")))
        {
            writer.Write(manifest);
        }

        foreach (var icon in (string[])[ColourIcon, OutlineIcon])
        {
            using var from = typeof(TeamsPackage).Assembly.GetManifestResourceStream($"teams/{icon}")!;
            using var to = Open(zip, icon);
            from.CopyTo(to);
        }
    }

    private JsonObject Manifest(TeamsApp app)
    {
        var faults = new List<string>();
        var shortName = Phrase("teams.short-name", 30);
        var commands = phrases.Keys.Where(key => key.StartsWith(CommandPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MostCommands)
            .Select(key => (JsonNode)new JsonObject
            {
                ["title"] = Phrase(key, LongestTitle),
                ["description"] = Phrase($"teams.{key}", LongestCommandText),
            });
        var manifest = new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{Schema}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = Schema,
            ["version"] = app.Version.ToString(),
            ["id"] = app.AppId.ToString(),
            ["developer"] = new JsonObject
            {
                ["name"] = app.Publisher is { Length: > 0 } publisher ? publisher : shortName,
                ["websiteUrl"] = $"https://{app.Host}/",
                ["privacyUrl"] = app.Privacy.AbsoluteUri,
                ["termsOfUseUrl"] = app.Terms.AbsoluteUri,
            },
            ["name"] = new JsonObject { ["short"] = shortName, ["full"] = Phrase("teams.full-name", 100) },
            ["description"] = new JsonObject { ["short"] = Phrase("teams.short-description", 80), ["full"] = Phrase("teams.full-description", 4000) },
            ["icons"] = new JsonObject { ["color"] = ColourIcon, ["outline"] = OutlineIcon },
            ["accentColor"] = "#0B5A5F",
            ["defaultInstallScope"] = "personal",
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = app.AppId.ToString(),
                ["scopes"] = List(Scopes),
                ["supportsFiles"] = false,
                ["isNotificationOnly"] = false,
                ["commandLists"] = new JsonArray(new JsonObject { ["scopes"] = List(Scopes), ["commands"] = new JsonArray([.. commands]) }),
            }),
            ["validDomains"] = List([app.Host]),
        };
        return faults.Count == 0 ? manifest : throw new TeamsPackageException(string.Join('\n', faults));

        string Phrase(string key, int longest)
        {
            var text = words[key];
            if (text.Length > longest)
            {
                faults.Add($"The phrase {key} has {text.Length} characters; Teams allows {longest}. Shorten it in knowledge-base/phrases/en/phrases.md.");
            }

            return text;
        }
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static Stream Open(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Always;
        return entry.Open();
    }
}

/// <summary>What an operator decides about the app.</summary>
/// <param name="AppId">The bot's app id in Microsoft Entra; Teams knows the app by it too.</param>
/// <param name="Host">The name under which the bot is reached, without scheme, port and path.</param>
/// <param name="Privacy">The operator's privacy notice, an https page.</param>
/// <param name="Terms">The operator's terms of use, an https page.</param>
/// <param name="Publisher">Who runs the bot, at most 32 characters; empty: the app's own short name.</param>
/// <param name="Version">The package's version, three numbers; a later package needs a higher one.</param>
internal sealed record TeamsApp(Guid AppId, string Host, Uri Privacy, Uri Terms, string Publisher, Version Version);

/// <summary>The package cannot be made from these phrases.</summary>
internal sealed class TeamsPackageException(string message) : Exception(message);
