using System.Text;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Tests.Indexer.Loading;

public sealed class KnowledgeLoaderTests : IDisposable
{
    private readonly SampleKnowledge sample = SampleKnowledge.Create();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void A_good_knowledge_base_loads_without_a_problem()
    {
        var load = sample.Load();

        Assert.Empty(load.Problems);
        Assert.Equal(21, load.Knowledge.Incidents.Count);
        Assert.Equal(["helpline", "scots-line"], load.Knowledge.Routes.Keys);
        Assert.Equal("north", load.Knowledge.Postcodes["B"].Districts["B77"]);
        Assert.Equal("4500", Assert.Single(load.Cases).Facts["amount"]);
        Assert.Equal("your fault", Assert.Single(load.Banned).Word);
        Assert.Equal("Hello, {name}.", load.Knowledge.Phrases["hello"]);
    }

    [Fact]
    public void Conditions_lines_and_doors_are_read_in_their_order()
    {
        var incident = sample.Load().Knowledge.Incidents["ransomware"];

        Assert.Equal(["Ring [the helpline](route:helpline).", "Tell your staff."], incident.DoNow.Select(line => line.Text));
        Assert.True(incident.DoNow[0].When.IsAlways);
        Assert.Equal(["small", "unknown"], incident.DoNow[1].When.Facts["organisation"]);
        Assert.Equal(["helpline", "scots-line"], incident.Routes.Select(door => door.Route));
        Assert.Equal("yes", incident.Implies["money-lost"]);
    }

    [Fact]
    public void Hours_are_read_day_by_day_and_the_end_of_a_day_is_24_00()
    {
        var hours = sample.Load().Knowledge.Routes["helpline"].Channels[0].Hours;

        Assert.NotNull(hours);
        Assert.False(hours.Always);
        Assert.Equal("closed", hours.BankHolidays);
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], hours.Spans[0].Days);
        Assert.Equal(new TimeOnly(20, 0), hours.Spans[0].To);
        Assert.Equal(TimeOnly.MaxValue, hours.Spans[1].To);
    }

    [Fact]
    public void The_text_is_cut_at_its_headings_and_keeps_its_links()
    {
        var sections = sample.Load().Knowledge.Guidance["passwords"].Sections;

        Assert.Equal(["", "steps", "if-that-is-too-much"], sections.Select(section => section.Anchor));
        Assert.Equal("Use three random words. Ask [the helpline](route:helpline) if you are stuck.", sections[0].Markdown);
        Assert.Equal("1. Pick three words.\n2. Write them down at home.", sections[1].Markdown);
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
    {
        var before = sample.Load().Knowledge.Guidance["passwords"];

        var path = Path.Combine(sample.Folder, "guidance/passwords.md");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var load = sample.Load();

        Assert.Empty(load.Problems);
        Assert.Equal(before.Sections, load.Knowledge.Guidance["passwords"].Sections);
        Assert.Equal(before.Asks, load.Knowledge.Guidance["passwords"].Asks);
    }

    [Fact]
    public void A_story_of_two_incidents_names_both_and_an_unknown_one_is_a_fault_with_its_line()
    {
        sample.Write(
            "language/twofold.md",
            """
            title: Stories of two
            owner: adviser
            twofold:
              - { text: "the site is flooded and now there is a bill", incident: ddos, also: invoice-fraud-paid }
              - { text: "lost the phone and paid a crook", incident: lost-device, also: invoice-frod-paid }
            """);

        Assert.Equal(new TwofoldStory("the site is flooded and now there is a bill", "ddos", "invoice-fraud-paid"), sample.Load().Knowledge.Twofold[0]);
        var fault = Assert.Single(sample.Check());
        Assert.Equal(("language/twofold.md", 6), (fault.File, fault.Line));
        Assert.Contains("invoice-frod-paid", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "The file is empty.")]
    [InlineData("\n \n", 1, "The file is empty.")]
    [InlineData("Some text.\n", 1, "The file has no front matter.")]
    [InlineData("---\ntitle: A\n", 3, "The front matter has no end.")]
    [InlineData("---\ntitle: A\nowner: b: c\n---\n", 3, "The front matter is not valid YAML")]
    [InlineData("---\ntitle: A\nasks:\n\t- b\n---\n", 4, "The line is indented with a tab.")]
    [InlineData("---\n- a\n- b\n---\n", 2, "The front matter is not a list of fields.")]
    [InlineData("---\ntitle: [a, b\nowner: c\n---\n", 2, "The front matter is not valid YAML")]
    [InlineData("---\ntitle: &x A\nowner: *x\n---\n", 3, "The front matter refers to another part of itself")]
    public void A_file_that_cannot_be_read_is_one_problem_and_the_rest_still_loads(string text, int line, string what)
    {
        sample.WriteRaw("guidance/spoilt.md", text);

        var load = sample.Load();

        var problem = Assert.Single(load.Problems);
        Assert.Equal(("guidance/spoilt.md", line), (problem.File, problem.Line));
        Assert.StartsWith(what, problem.What, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Fix);
        Assert.Equal(["passwords"], load.Knowledge.Guidance.Keys);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_one_problem()
    {
        File.WriteAllBytes(Path.Combine(sample.Folder, "guidance/spoilt.md"), [0x2D, 0xFF, 0xFE, 0x00]);

        Assert.Equal("The file is not UTF-8 text.", Assert.Single(sample.Load().Problems).What);
    }

    [Fact]
    public void Every_fault_of_a_file_is_told_at_once_each_with_its_line_and_what_was_meant()
    {
        sample.WriteRaw(
            "guidance/spoilt.md",
            """
            ---
            title: A title
            title: Another title
            owner: [adviser]
            reviewed: 22 November 2026
            review-by: 2027-05-22
            asks: how do I
            topcs: [passwords]
            topics: []
            for: { nattion: [wales], organisation: [smal], rule: [refund-rule-apply] }
            step: execut
            sources:
              - { url: https://help.example.org, publisher: helpers }
            ---
            Text.
            ## A
            a
            ## A
            b
            """);

        var told = sample.Load().Problems.Select(problem => problem.ToString()).ToList();

        Assert.Collection(
            told,
            problem => Assert.StartsWith("guidance/spoilt.md(3): \"title\" stands twice, first on line 2.", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("guidance/spoilt.md(4): \"owner\" should hold text and holds a list.", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("guidance/spoilt.md(5): \"reviewed\" is \"22 November 2026\", which is not a date.", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("guidance/spoilt.md(7): \"asks\" should hold a list and holds a single text.", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("guidance/spoilt.md(8): \"topcs\" is no field that is known here. Did you mean \"topics\"?", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("guidance/spoilt.md(9): \"topics\" is an empty list.", problem, StringComparison.Ordinal),
            problem => Assert.Contains("(10): \"nattion\" is no fact. Did you mean \"nation\"?", problem, StringComparison.Ordinal),
            problem => Assert.Contains("(10): \"organisation\" is \"smal\", which it cannot be. Did you mean \"small\"? Write one of: sole-trader,", problem, StringComparison.Ordinal),
            problem => Assert.Contains("(10): \"rule\" is \"refund-rule-apply\", which it cannot be. Did you mean \"refund-rules-apply\"?", problem, StringComparison.Ordinal),
            problem => Assert.Contains("(11): \"step\" is \"execut\", which it cannot be. Did you mean \"execute\"?", problem, StringComparison.Ordinal),
            problem => Assert.Contains("(13): \"checked\" is missing.", problem, StringComparison.Ordinal),
            problem => Assert.Contains("(18): The heading \"A\" stands twice.", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_comma_that_cuts_a_text_in_braces_is_explained()
    {
        var line = sample.Replace("language/banned.md", "instead: what to do now", "instead: what to do, and when");

        var problem = Assert.Single(sample.Load().Problems);

        Assert.Equal(line, problem.Line);
        Assert.Equal("The text is cut before \"and when\".", problem.What);
    }

    [Fact]
    public void A_folder_that_nobody_knows_is_a_problem_and_other_endings_are_not()
    {
        sample.WriteRaw("guidence/one.md", "---\ntitle: A\n---\n");
        sample.WriteRaw("guidance/notes.txt", "nothing");
        sample.WriteRaw("guidance/passwords.md.orig", "nothing");
        sample.WriteRaw(".git/one.md", "nothing");
        sample.WriteRaw("README.md", "# About this folder\n");

        var problem = Assert.Single(sample.Load().Problems);

        Assert.Equal("guidence/one.md(1): The folder \"guidence\" is not known. Did you mean \"guidance\"? Move the file to the folder of its kind.", problem.ToString());
    }

    [Fact]
    public void An_id_stands_once_in_a_table_and_a_case_once_in_all_files()
    {
        sample.Write("publishers-too.md", "title: More\nowner: bot-team\npublishers:\n  - { id: helpers, name: Others, kind: owner, domains: [a.example.org] }\n");
        sample.Write("cases/second.md", "title: Second\nowner: bot-team\ncases:\n  - { id: one, said: hello }\n");

        Assert.Equal(
            ["cases/second.md(5): The case \"one\" stands twice, also in cases/first.md(5). Give one of the two another id.",
             "publishers.md(5): \"helpers\" stands twice under \"publishers\". Keep one of the two."],
            sample.Load().Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_file_name_must_be_kebab_case()
    {
        File.Move(Path.Combine(sample.Folder, "guidance/passwords.md"), Path.Combine(sample.Folder, "guidance/Pass_words.md"));

        Assert.Equal("The file name \"Pass_words\" is no id.", Assert.Single(sample.Load().Problems).What);
    }

    [Fact]
    public void However_files_are_spoilt_the_loader_and_the_check_tell_and_never_fall_over()
    {
        const string Marks = "\n\n:-[]{}#&*!|>'\"%@`,?$. \t<\u00a3\u2019";
        var random = new Random(20261122);
        var files = Directory.GetFiles(sample.Folder, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var whole = files.ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);
        for (var round = 0; round < 60; round++)
        {
            foreach (var file in files.Where(_ => random.Next(4) == 0))
            {
                var text = new StringBuilder(whole[file]);
                for (var change = 0; change < random.Next(1, 5); change++)
                {
                    var at = random.Next(text.Length);
                    _ = random.Next(3) switch
                    {
                        0 => text.Insert(at, Marks[random.Next(Marks.Length)]),
                        1 => text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)).Append(' '),
                        _ => text.Replace(text[at], Marks[random.Next(Marks.Length)], at, 1),
                    };
                }

                File.WriteAllText(file, text.ToString());
            }

            Assert.All(sample.Check(), problem => Assert.True(problem.Line > 0 && problem.What.Length > 0 && problem.Fix.Length > 0, problem.ToString()));
        }
    }

    [Fact]
    public void A_missing_folder_is_said_plainly()
    {
        var fault = Assert.Throws<DirectoryNotFoundException>(() => KnowledgeLoader.Load(Path.Combine(sample.Folder, "nowhere")));

        Assert.StartsWith("There is no folder", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nation", "nattion", 1)]
    [InlineData("wales", "waels", 1)]
    [InlineData("same", "same", 0)]
    [InlineData("", "abc", 3)]
    public void The_distance_of_two_words_counts_letters_to_change(string a, string b, int distance) =>
        Assert.Equal(distance, Suggestion.Distance(a, b));

    [Fact]
    public void A_condition_fits_when_every_fact_has_one_of_its_values()
    {
        var condition = sample.Load().Knowledge.Incidents["malware"].Deadlines[0].When;

        Assert.True(condition.Fits(_ => ["unsure"]));
        Assert.False(condition.Fits(_ => [Condition.Unknown]));
    }
}
