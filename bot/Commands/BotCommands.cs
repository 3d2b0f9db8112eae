using System.CommandLine;
using BotAdvice.Bot.Hosting;
using BotAdvice.Indexer.Building;

namespace BotAdvice.Bot.Commands;

/// <summary>The program's commands. Without one it serves the bot.</summary>
internal static class BotCommands
{
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        // Settings such as --urls belong to the host; only a word that names a command is ours.
        if (args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("-h" or "--help" or "-?" or "--version")))
        {
            try
            {
                await BotHost.Create(args).RunAsync();
                return 0;
            }
            catch (Exception fault) when (StartFault.Of(fault) is { } why)
            {
                await Console.Error.WriteLineAsync($"The bot does not start. {why}");
                return WrongUsage;
            }
        }

        var root = new RootCommand(
            "BotAdvice: takes people from what happened to the right door.\n\nWithout a command it serves the bot on http://localhost:3978. Settings: appsettings.template.json.")
        {
            AskCommand.Create(),
            CasesCommand.Create(),
            ConverseCommand.Create(),
            EvaluateCommand.Create(),
            PublishCommand.Create(),
            BackUpCommand.Create(),
            DiffCommand.Create(),
            PreviewCommand.Create(),
            TeamsPackageCommand.Create(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is IndexFileException || StartFault.Of(fault) is not null)
        {
            await Console.Error.WriteLineAsync(StartFault.Of(fault) ?? fault.Message);
            return WrongUsage;
        }
    }
}
