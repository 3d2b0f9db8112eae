using System.CommandLine;
using System.CommandLine.Parsing;
using BotAdvice.Bot.Channels.Teams;
using BotAdvice.Bot.Knowledge;

namespace BotAdvice.Bot.Commands;

/// <summary><c>teams-package</c>: the zip file that an administrator uploads to Teams.</summary>
internal static class TeamsPackageCommand
{
    private const int Failed = 1;

    public static Command Create()
    {
        var appId = Needed("--app-id", "The bot's app id in Microsoft Entra, the same as Connector:AppId.", IsAppId, "an app id. It is a GUID, such as 01234567-89ab-4cde-8f01-23456789abcd");
        var host = Needed("--host", "The name under which the bot is reached, such as chat.example.org.", IsHost, "a host. Write the name only, without https:// and path, such as chat.example.org");
        var privacy = Needed("--privacy", "Your privacy notice, an https page.", IsPage, "an https page, such as https://www.example.org/privacy");
        var terms = Needed("--terms", "Your terms of use, an https page.", IsPage, "an https page, such as https://www.example.org/terms");
        var publisher = new Option<string>("--publisher") { Description = $"Who runs the bot, as Teams shows it; at most {TeamsPackage.LongestPublisher} characters. Default: the app's name.", DefaultValueFactory = _ => "" };
        Check(publisher, text => text.Length <= TeamsPackage.LongestPublisher, $"a name that Teams takes. It allows {TeamsPackage.LongestPublisher} characters");
        var version = new Option<string>("--app-version") { Description = "The package's version; a later package needs a higher one.", DefaultValueFactory = _ => "1.0.0" };
        Check(version, IsVersion, "a version. Write three numbers, such as 1.0.1");
        var output = new Option<FileInfo>("--output", "-o") { Description = "The zip file to write.", DefaultValueFactory = _ => new("botadvice-teams.zip") };
        var command = new Command(
            "teams-package",
            "Makes the app package for Teams.\n\nExample:\n  teams-package --app-id GUID --host chat.example.org --privacy https://www.example.org/privacy --terms https://www.example.org/terms")
        {
            appId, host, privacy, terms, publisher, version, output, KnowledgeOptions.FolderOption,
        };
        command.SetAction(parsed =>
        {
            var app = new TeamsApp(
                Guid.Parse(parsed.GetRequiredValue(appId)),
                parsed.GetRequiredValue(host).ToLowerInvariant(),
                new(parsed.GetRequiredValue(privacy)),
                new(parsed.GetRequiredValue(terms)),
                parsed.GetRequiredValue(publisher),
                Version.Parse(parsed.GetRequiredValue(version)));
            var knowledge = KnowledgeFolder.Open(parsed.GetValue(KnowledgeOptions.FolderOption), Console.Error).Knowledge;
            var path = parsed.GetRequiredValue(output).FullName;
            try
            {
                using var zip = new MemoryStream();
                new TeamsPackage(knowledge.Phrases).Write(zip, app);
                File.WriteAllBytes(path, zip.ToArray());
                Console.WriteLine($"Wrote {path}. How to upload it: docs/teams.md.");
                return 0;
            }
            catch (Exception fault) when (fault is TeamsPackageException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"No package: {fault.Message}");
                return Failed;
            }
        });
        return command;
    }

    private static Option<string> Needed(string name, string description, Func<string, bool> isGood, string what)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        Check(option, isGood, what);
        return option;
    }

    private static void Check(Option<string> option, Func<string, bool> isGood, string what) => option.Validators.Add((OptionResult result) =>
    {
        if (result.Tokens is [var token] && !isGood(token.Value))
        {
            result.AddError($"{option.Name}: \"{token.Value}\" is not {what}.");
        }
    });

    private static bool IsAppId(string text) => Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty;

    // Teams reaches the bot from outside: an address or the name of this machine would never work.
    private static bool IsHost(string text) => Uri.CheckHostName(text) is UriHostNameType.Dns && text.Contains('.', StringComparison.Ordinal) && !text.EndsWith('.');

    private static bool IsPage(string text) => Uri.TryCreate(text, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps && page.UserInfo.Length == 0;

    private static bool IsVersion(string text) => Version.TryParse(text, out var version) && version is { Build: >= 0, Revision: < 0 };
}
