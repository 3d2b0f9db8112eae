using System.Reflection;
using BotAdvice.Indexer.Loading;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Hosting;

/// <summary>Finds settings that are given and that nothing reads: a misspelt name would leave its default in force in silence.</summary>
internal static class SettingNames
{
    /// <exception cref="OptionsValidationException">A name in one of our sections is not known.</exception>
    public static void Check(IConfiguration settings)
    {
        var unknown = typeof(SettingNames).Assembly.GetTypes()
            .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string))
            .Where(options => options.Section is not null)
            .SelectMany(options => Unknown(options.Section!, [.. options.Type.GetProperties().Where(one => one.CanWrite).Select(one => one.Name)], settings))
            .ToList();
        if (unknown.Count > 0)
        {
            throw new OptionsValidationException("settings", typeof(SettingNames), unknown);
        }
    }

    private static IEnumerable<string> Unknown(string section, IReadOnlyList<string> known, IConfiguration settings) =>
        settings.GetSection(section).GetChildren()
            .Where(given => !known.Contains(given.Key, StringComparer.OrdinalIgnoreCase))
            .Select(given => $"{section}:{given.Key} is no setting. {Suggestion.For(given.Key, known)}See appsettings.template.json.");
}
