using System.Text.Json;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Commands;

namespace BotAdvice.Tests.Indexer.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly SampleKnowledge sample = SampleKnowledge.Create();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        sample.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void Check_of_a_good_folder_says_so_and_returns_0()
    {
        Assert.Equal(0, Run("check", sample.Folder));
        Assert.EndsWith("files, no faults.\n", Output(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_prints_a_line_a_fault_and_returns_1()
    {
        sample.Replace("incidents/malware.md", "Do not pay.", "Do not pay!");

        Assert.Equal(1, Run("check", sample.Folder));
        Assert.StartsWith("incidents/malware.md(19): There is an exclamation mark. Write a full stop.\n", Output(), StringComparison.Ordinal);
        Assert.EndsWith("1 fault: tone 1.\n", Output(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_can_speak_json_and_notes_for_a_pull_request()
    {
        sample.Replace("incidents/malware.md", "Do not pay.", "Do not pay!");

        Assert.Equal(1, Run("check", sample.Folder, "--format", "json"));
        var fault = Assert.Single(JsonDocument.Parse(Output()).RootElement.EnumerateArray().ToList());
        Assert.Equal("tone", fault.GetProperty("rule").GetString());
        Assert.Equal(19, fault.GetProperty("line").GetInt32());

        output.GetStringBuilder().Clear();
        Assert.Equal(1, Run("check", sample.Folder, "--format", "github"));
        Assert.Contains("incidents/malware.md,line=19,title=tone::There is an exclamation mark. Write a full stop.", Output(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_can_look_at_another_day()
    {
        Assert.Equal(1, Run("check", sample.Folder, "--on", "2028-01-01"));
        Assert.Contains("past its review date", Output(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_is_found_from_the_current_folder_upwards()
    {
        var below = Directory.CreateDirectory(Path.Combine(sample.Folder, "knowledge-base", "below")).FullName;

        Assert.Equal(1, CommandLine.Run(["check"], Context() with { CurrentFolder = below }));
        Assert.Contains("incidents/ddos.md(1): The file is missing.", Output(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_writes_an_index_and_says_its_size()
    {
        var target = Path.Combine(sample.Folder, "out.index");

        Assert.Equal(0, Run("build", sample.Folder, "--output", target));
        Assert.Contains("entries, built in", Output(), StringComparison.Ordinal);
        Assert.Equal(KnowledgeFingerprint.Of(sample.Folder), KnowledgeFingerprint.Of(IndexFile.Read(target)));
    }

    [Fact]
    public void Build_refuses_faults_unless_they_are_allowed()
    {
        var target = Path.Combine(sample.Folder, "out.index");
        sample.Replace("incidents/malware.md", "Do not pay.", "Do not pay!");

        Assert.Equal(1, Run("build", sample.Folder, "--output", target));
        Assert.False(File.Exists(target));

        Assert.Equal(0, Run("build", sample.Folder, "--output", target, "--allow-faults"));
        Assert.True(File.Exists(target));
    }

    [Fact]
    public void Due_lists_what_is_to_be_reviewed_the_earliest_first()
    {
        sample.Replace("routes/helpline.md", "review-by: 2027-05-22", "review-by: 2026-12-24");
        sample.Replace("alerts/parcels.md", "review-by: 2027-05-22", "review-by: 2026-12-01");

        Assert.Equal(0, Run("due", sample.Folder, "--within", "60d"));
        var lines = Output().Split('\n');
        Assert.StartsWith("2026-12-01  alerts/parcels.md", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("2026-12-24  routes/helpline.md", lines[1], StringComparison.Ordinal);
        Assert.Equal("2 due by 2027-01-21, 0 of them past.", lines[2]);
    }

    [Fact]
    public void Coverage_counts_doors_and_guidance()
    {
        Assert.Equal(0, Run("coverage", sample.Folder));
        Assert.Matches(@"ransomware +1 +1 +1 +1 +1\n", Output());
        Assert.Matches(@"Guidance for one organisation \(0 for all\)\n +sole-trader +0\n", Output());
    }

    [Fact]
    public void Coverage_on_a_day_leaves_out_what_does_not_hold_then()
    {
        sample.Replace("routes/scots-line.md", "nations: [scotland]", "valid-to: 2027-03-17\nnations: [scotland]");

        Assert.Equal(0, Run("coverage", sample.Folder, "--on", "2027-03-17"));
        Assert.Matches(@"ransomware +1 +1 +1 +1 +1\n", Output());
        output.GetStringBuilder().Clear();

        Assert.Equal(0, Run("coverage", sample.Folder, "--on", "2027-03-18"));
        Assert.Matches(@"ransomware +1 +1 +0 +1 +1\n", Output());
    }

    [Fact]
    public void Coverage_names_the_asks_that_reach_another_answer()
    {
        var asks = Enumerable.Range(1, 7).Select(number => $"  - where is the copy of our files kept, way {number}\n");
        var other = sample.Read("guidance/passwords.md");
        var (from, to) = (other.IndexOf("asks:\n", StringComparison.Ordinal) + 6, other.IndexOf("topics:", StringComparison.Ordinal));
        sample.WriteRaw(
            "guidance/backups.md",
            (other[..from] + string.Concat(asks) + "  - is my password good\n" + other[to..])
                .Replace("How strong should a password be?", "Where do we keep copies of our files?", StringComparison.Ordinal)
                .Replace("three random words", "another place", StringComparison.Ordinal));

        Assert.Equal(0, Run("coverage", sample.Folder));
        Assert.EndsWith("(1 of 16)\n  backups: \"is my password good\" reaches passwords", Output().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Search_shows_the_guidance_found_in_a_folder_or_an_index_and_why()
    {
        var target = Path.Combine(sample.Folder, "out.index");
        Assert.Equal(0, Run("build", sample.Folder, "--output", target));
        output.GetStringBuilder().Clear();

        Assert.Equal(0, Run("search", "how long should a password be", sample.Folder));
        var fromFolder = Output();
        output.GetStringBuilder().Clear();
        Assert.Equal(0, Run("search", "how long should a password be", "--index", target));

        Assert.Contains("  passwords", fromFolder, StringComparison.Ordinal);
        Assert.Contains("like \"how long should a password be\"", fromFolder, StringComparison.Ordinal);
        Assert.Equal(fromFolder, Output());
    }

    [Fact]
    public void Search_can_speak_json()
    {
        Assert.Equal(0, Run("search", "password", sample.Folder, "--top", "1", "--json"));

        Assert.Equal("passwords", JsonDocument.Parse(Output()).RootElement[0].GetProperty("guidance").GetString());
    }

    [Theory]
    [InlineData("search", "password", "--top", "0")]
    [InlineData("search", "password", "--index", "/no/such.index")]
    [InlineData("check", "/no/such/folder")]
    [InlineData("check", "--on", "tomorrow")]
    [InlineData("due", "--within", "soon")]
    [InlineData("chek")]
    [InlineData("build", "--outptu", "x")]
    [InlineData]
    public void Wrong_use_is_told_in_plain_sentences_and_returns_2(params string[] arguments)
    {
        Assert.Equal(2, Run(arguments));
        Assert.NotEmpty(error.ToString());
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Output());
    }

    [Fact]
    public void Help_shows_examples()
    {
        Assert.Equal(0, Run("check", "--help"));
        Assert.Contains("check --format github", Output(), StringComparison.Ordinal);
    }

    private int Run(params string[] arguments) => CommandLine.Run(arguments, Context());

    private CommandContext Context() => new(output, error, new FixedTime(), sample.Folder, ShowsProgress: false);

    private string Output() => output.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    }
}
