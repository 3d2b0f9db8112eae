using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using BotAdvice.Indexer.Building;

namespace BotAdvice.Indexer.Commands;

/// <summary>The indexer's command line.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>0 when all is fine, 1 when faults were found, 2 when the command was used wrongly or could not run.</returns>
    public static int Run(string[] arguments, CommandContext context)
    {
        (Command Command, string[] Examples)[] commands =
        [
            (CheckCommand.Create(context), CheckCommand.Examples),
            (BuildCommand.Create(context), BuildCommand.Examples),
            (SearchCommand.Create(context), SearchCommand.Examples),
            (DueCommand.Create(context), DueCommand.Examples),
            (CoverageCommand.Create(context), CoverageCommand.Examples),
        ];
        var root = new RootCommand("Checks the BotAdvice knowledge base and builds its index.");
        foreach (var (command, _) in commands)
        {
            root.Add(command);
        }

        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!, commands);
        }

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                context.Error.WriteLine(error.Message);
            }

            context.Error.WriteLine("Say --help to see what can be written.");
            return ExitCode.WrongUse;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = context.Output,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception fault) when (fault is UseException or IndexFileException or IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine(fault.Message);
            return ExitCode.WrongUse;
        }
    }

    private sealed class HelpWithExamples(HelpAction help, (Command Command, string[] Examples)[] commands) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var (command, examples) in commands.Where(pair => parseResult.CommandResult.Command is RootCommand || pair.Command == parseResult.CommandResult.Command))
            {
                foreach (var example in parseResult.CommandResult.Command is RootCommand ? examples[..1] : examples)
                {
                    output.WriteLine($"  dotnet run --project indexer -- {example}");
                }
            }

            return result;
        }
    }
}
