using System.CommandLine;
using System.Globalization;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Commands;

/// <summary><c>due</c>: which entries have to be reviewed soon.</summary>
internal static class DueCommand
{
    /// <summary>For the help.</summary>
    public static readonly string[] Examples = ["due", "due --within 30d", "due --within 90d --on 2027-04-01"];

    public static Command Create(CommandContext context)
    {
        var folder = SharedOptions.Folder();
        var on = SharedOptions.On();
        var within = SharedOptions.Within();

        var command = new Command(
            "due",
            "Lists the entries whose review is due, the earliest first.")
        {
            folder,
            on,
            within,
        };
        command.SetAction(arguments =>
        {
            var today = arguments.GetValue(on) ?? context.Today;
            var days = arguments.GetValue(within);
            var due = KnowledgeLoader.Load(SharedOptions.Find(arguments.GetValue(folder), context)).Files
                .Where(file => file.ReviewBy <= today.AddDays(days))
                .OrderBy(file => file.ReviewBy)
                .ThenBy(file => file.Path, StringComparer.Ordinal)
                .ToList();
            foreach (var file in due)
            {
                var late = file.ReviewBy < today ? "  past" : "";
                context.Output.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{file.ReviewBy:yyyy-MM-dd}  {file.Path,-50}  {file.Owner}{late}"));
            }

            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{due.Count} due by {today.AddDays(days):yyyy-MM-dd}, {due.Count(file => file.ReviewBy < today)} of them past."));
            return ExitCode.Fine;
        });
        return command;
    }
}
