using System.Text.RegularExpressions;
using BotAdvice.Bot.Evaluation;
using BotAdvice.Indexer.Checking;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.KnowledgeBase;

public sealed partial class KnowledgeBaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);

    [Fact]
    public void The_knowledge_base_has_no_fault()
    {
        var problems = KnowledgeChecker.Check(Shared.Loaded, DateOnly.FromDateTime(Now.Date).AddDays(7));

        Assert.Empty(problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void There_are_at_least_sixty_golden_cases_and_all_hold()
    {
        var differences = Shared.Loaded.Cases
            .SelectMany(golden => GoldenCaseRunner.Run(Shared.Responder, golden, Now).Select(difference => $"{golden.Where}: {golden.Id}: {difference}"))
            .ToList();

        Assert.Empty(differences);
        Assert.True(Shared.Loaded.Cases.Count >= 60);
    }

    [Fact]
    public void Every_answer_is_found_by_its_title_and_says_what_it_must()
    {
        Assert.Empty(MustSayRunner.Run(Shared.Responder, Shared.Loaded.Knowledge, Now));
    }

    [Fact]
    public void The_emergency_doors_built_into_the_program_are_numbers_of_routes()
    {
        var numbers = Shared.Loaded.Knowledge.Routes.Values.SelectMany(route => route.Channels).Select(channel => channel.Value).ToHashSet(StringComparer.Ordinal);
        var text = File.ReadAllText(Path.Combine(Repository.KnowledgeBase, "phrases", "en", "safe-mode.md"));

        var links = PhoneLink().Matches(text);

        Assert.True(links.Count >= 4);
        Assert.All(links, link => Assert.Contains(link.Groups["shown"].Value, numbers));
        Assert.All(links, link => Assert.Equal(link.Groups["shown"].Value.Replace(" ", "", StringComparison.Ordinal), link.Groups["dialled"].Value));
    }

    [Fact]
    public void Every_wording_that_the_bot_uses_is_in_the_phrases()
    {
        var used = Directory.EnumerateFiles(Path.Combine(Repository.Root, "bot"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => PhraseKey().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.True(used.Count > 20);
        Assert.All(used, key => Assert.True(Shared.Loaded.Knowledge.Phrases.ContainsKey(key), key));
    }

    [GeneratedRegex(@"\[(?<shown>[0-9 ]+)\]\(tel:(?<dialled>[0-9]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PhoneLink();

    [GeneratedRegex("""(phrases\[|phrases\.Fill\(|new Move\.(Say|Offer|OfferIncidents)\()\s*"(?<key>[a-z.-]+)["]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PhraseKey();
}
