using System.Text.RegularExpressions;
using BotAdvice.Bot.Understanding.Recognisers;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers;

public sealed partial class MaskingTests(ITestOutputHelper output)
{
    private const double LeastRecall = 0.99;
    private const double LeastKept = 0.97;

    [Theory]
    [InlineData("masking.md", 290)]
    [InlineData("masking-told.md", 190)]
    [InlineData("masking-families.md", 310)]
    public void What_must_not_be_kept_is_masked_and_the_rest_stays(string file, int least)
    {
        var lines = Lines(file);
        var withSecrets = lines.Where(line => line.Contains("{{", StringComparison.Ordinal)).ToList();
        var missed = withSecrets.Where(line => Secrets(line).Any(secret => Leaks(line, secret))).ToList();
        var spoiled = lines.Where(line => !missed.Contains(line) && Blank(Masking.Mask(Plain(line))) != Blank(SecretPattern().Replace(line, "[x]"))).ToList();

        output.WriteLine($"{withSecrets.Count} lines with something to mask, {missed.Count} missed; {lines.Count} lines in all, {spoiled.Count} masked too much or in the wrong place.");
        Show("missed", missed);
        Show("spoiled", spoiled);

        Assert.True(withSecrets.Count >= least, "The set must not shrink.");
        Assert.True(missed.Count <= (1 - LeastRecall) * withSecrets.Count, string.Join('\n', missed));
        Assert.True(spoiled.Count <= (1 - LeastKept) * lines.Count, string.Join('\n', spoiled));
    }

    [Theory]
    [InlineData("my card is 4111 1111 1111 1111, help", "my card is [card number], help")]
    [InlineData("sort code 12-34-56 account 12345678", "sort code [sort code] account [account number]")]
    [InlineData("my password is hunter2", "my password is [password]")]
    [InlineData("the code was 482913", "the code was [code]")]
    [InlineData("mail jo@example.com or 07700 900123", "mail [email address] or [phone number]")]
    [InlineData("AB123456C", "[national insurance number]")]
    [InlineData("ring 999, 101, 159 or text 7726", "ring 999, 101, 159 or text 7726")]
    public void A_marker_stands_where_it_was(string said, string masked) => Assert.Equal(masked, Masking.Mask(said));

    [Fact]
    public void Masking_twice_changes_nothing() => Assert.All(Lines().Select(Plain), line => Assert.Equal(Masking.Mask(line), Masking.Mask(Masking.Mask(line))));

    private void Show(string what, List<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine($"{what}: {line} => {Masking.Mask(Plain(line))}");
        }
    }

    private static List<string> Lines(string file = "masking.md") => [.. File.ReadLines(Path.Combine(Folder(), file)).Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Replace('⏎', '\n'))];

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetDirectoryName(path))!;

    private static IEnumerable<string> Secrets(string line) => SecretPattern().Matches(line).Select(match => match.Groups["secret"].Value);

    private static bool Leaks(string line, string secret) => Occurrences(Masking.Mask(Plain(line)), secret) > Occurrences(SecretPattern().Replace(line, "[x]"), secret);

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private static string Plain(string line) => SecretPattern().Replace(line, "${secret}");

    private static string Blank(string line) => MarkerPattern().Replace(line, "[x]");

    [GeneratedRegex(@"\{\{(?<secret>.+?)\}\}(?!\})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"\[(x|card number|sort code|account number|national insurance number|identity number|email address|phone number|password|code|date of birth)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkerPattern();
}
