using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Curation;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Loading;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Curation;

public sealed class EntryPreviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);
    private static readonly Lazy<LoadResult> Loaded = new(() => KnowledgeLoader.Load(Repository.KnowledgeBase));

    [Fact]
    public void Every_entry_that_a_reader_can_see_has_a_preview()
    {
        string[] seen = ["incidents", "emergencies", "routes", "deadlines", "guidance", "plan-steps", "advisers", "language/small-talk", "language/out-of-scope"];
        var files = Loaded.Value.Files.Where(file => seen.Contains(file.Folder)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotEmpty(Of(file.Path)!.Blocks));
    }

    [Theory]
    [InlineData("phrases/en/phrases.md")]
    [InlineData("language/concepts/ransom-note.md")]
    [InlineData("guidance/no-such-entry.md")]
    public void What_no_reader_sees_by_itself_has_none(string path) => Assert.Null(Of(path));

    [Fact]
    public void A_preview_is_for_the_reader_whose_facts_are_given()
    {
        Assert.Contains(Of("incidents/ransomware.md", ("nation", "scotland"))!.Blocks.OfType<DoorBlock>(), door => door.RouteId == "police-scotland-fraud-cyber");
        Assert.DoesNotContain(Of("incidents/ransomware.md", ("nation", "england"))!.Blocks.OfType<DoorBlock>(), door => door.RouteId == "police-scotland-fraud-cyber");
    }

    private static Answer? Of(string path, params (string Fact, string Value)[] facts) => EntryPreview.Of(
        Loaded.Value, path, facts.ToDictionary(fact => fact.Fact, fact => FactValue.Of(fact.Value, fact.Value, Known.Chosen, 0), StringComparer.Ordinal), Now);
}
