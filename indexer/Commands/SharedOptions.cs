using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace BotAdvice.Indexer.Commands;

/// <summary>What several commands have in common.</summary>
internal static class SharedOptions
{
    private const string FolderName = "knowledge-base";

    /// <summary>The knowledge base folder.</summary>
    public static Argument<string?> Folder() => new("FOLDER")
    {
        Description = $"The knowledge base; \"{FolderName}\" here or in a folder above when left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The day to check for.</summary>
    public static Option<DateOnly?> On() => new("--on")
    {
        Description = "The day on which entries must be in date, such as 2026-11-22; today when left out.",
        HelpName = "DATE",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(Only(result), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"\"{Only(result)}\" is not a date. Write year, month and day, such as 2026-11-22.");
            return null;
        },
    };

    /// <summary>A number of days, written as 60d or 60.</summary>
    public static Option<int> Within() => new("--within")
    {
        Description = "How far ahead to look, in days, such as 60d.",
        HelpName = "DAYS",
        DefaultValueFactory = _ => 60,
        CustomParser = result =>
        {
            if (int.TryParse(Only(result).TrimEnd('d'), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36500)
            {
                return days;
            }

            result.AddError($"\"{Only(result)}\" is no number of days. Write it as 60d.");
            return 0;
        },
    };

    /// <summary>The folder that was named, or the one found from the current folder upwards.</summary>
    /// <exception cref="UseException">There is none.</exception>
    public static string Find(string? named, CommandContext context)
    {
        if (named is not null)
        {
            var folder = Path.GetFullPath(named, context.CurrentFolder);
            return Directory.Exists(folder) ? folder : throw new UseException($"There is no folder \"{named}\".");
        }

        for (var folder = new DirectoryInfo(context.CurrentFolder); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, FolderName);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new UseException($"There is no folder \"{FolderName}\" here or above. Name the folder.");
    }

    private static string Only(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
}
