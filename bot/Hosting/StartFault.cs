using BotAdvice.Bot.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Hosting;

/// <summary>What an operator can mend, in a line for each fault; a stack trace would hide it.</summary>
internal static class StartFault
{
    /// <returns>What is wrong, or null when it is a fault of ours.</returns>
    public static string? Of(Exception fault) => fault switch
    {
        OptionsValidationException settings => string.Join('\n', settings.Failures),
        AggregateException { InnerExceptions: var several } when several.All(one => Of(one) is not null) => string.Join('\n', several.Select(Of)),
        OperationCanceledException => "It was stopped while it was starting.",
        NewerDatabaseException newer => newer.Message,
        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Another program, perhaps another bot, uses the port. Stop it, or set Urls.",
        IOException other => other.Message,

        // What the configuration binder throws names the setting and the value.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } value => value.Message,
        _ => null,
    };
}
