using BotAdvice.Indexer.Commands;

return CommandLine.Run(
    args,
    new CommandContext(Console.Out, Console.Error, TimeProvider.System, Environment.CurrentDirectory, ShowsProgress: !Console.IsErrorRedirected));
