namespace BotAdvice.Indexer.Commands;

/// <summary>What a command may see of the outside world.</summary>
/// <param name="Output">For results.</param>
/// <param name="Error">For progress and faults of use.</param>
/// <param name="Time">The clock.</param>
/// <param name="CurrentFolder">The folder that it was started in.</param>
/// <param name="ShowsProgress">Whether a person watches the error output.</param>
internal sealed record CommandContext(TextWriter Output, TextWriter Error, TimeProvider Time, string CurrentFolder, bool ShowsProgress)
{
    public DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
}

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    public const int FaultsFound = 1;

    public const int WrongUse = 2;
}

/// <summary>Something that the person at the keyboard has to mend; the message is one plain sentence.</summary>
internal sealed class UseException(string message) : Exception(message);
