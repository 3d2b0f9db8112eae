using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAdvice.Bot.Storage;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Hosting;

public sealed class SettingsTests
{
    private static readonly string Template = File.ReadAllText(Path.Combine(Repository.Root, "appsettings.template.json"));

    private static readonly Type[] Options = [.. typeof(StorageOptions).Assembly.GetTypes()
        .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is not null)];

    public static TheoryData<string> Sections => [.. Options.Select(SectionOf)];

    [Fact]
    public void The_template_has_exactly_the_sections_that_the_bot_reads()
    {
        Assert.Equal(Options.Select(SectionOf).Order(StringComparer.Ordinal), Read().Where(section => section.Value is JsonObject).Select(section => section.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void The_template_has_every_setting_of_a_section_with_its_default(string section)
    {
        var type = Options.Single(options => SectionOf(options) == section);
        var defaults = JsonSerializer.SerializeToNode(Activator.CreateInstance(type), type)!.AsObject();

        Assert.True(JsonNode.DeepEquals(defaults, Read()[section]), $"{section}: the template says {Read()[section]}, the program {defaults}.");
    }

    [Fact]
    public void Every_setting_has_its_meaning_above_it()
    {
        var lines = Template.Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].TrimStart().StartsWith('"') && lines[line].Contains("\":", StringComparison.Ordinal))
            {
                Assert.StartsWith("//", lines[line - 1].TrimStart(), StringComparison.Ordinal);
            }
        }
    }

    private static string SectionOf(Type options) => (string)options.GetField("Section", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static JsonObject Read() => JsonNode.Parse(Template, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
}
