using BotAdvice.Bot.Commands;

return await BotCommands.RunAsync(args);
