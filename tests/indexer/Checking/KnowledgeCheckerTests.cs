using BotAdvice.Indexer.Checking;

namespace BotAdvice.Tests.Indexer.Checking;

public sealed class KnowledgeCheckerTests : IDisposable
{
    private readonly SampleKnowledge sample = SampleKnowledge.Create();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void A_good_knowledge_base_has_no_fault() => Assert.Empty(sample.Check());

    /// <summary>One planted fault: the rule that should find it, the file, what to replace and by what.</summary>
    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { "reference", "incidents/malware.md", "route: helpline, when", "route: helplin, when", "There is no route \"helplin\"." },
        { "reference", "incidents/malware.md", "guidance: [passwords]", "guidance: [pasword]", "There is no guidance \"pasword\"." },
        { "reference", "incidents/malware.md", "deadline: tell-them", "deadline: tell-us", "There is no deadline \"tell-us\"." },
        { "reference", "incidents/malware.md", "incident: data-breach", "incident: data-brech", "There is no incident or emergency \"data-brech\"." },
        { "reference", "incidents/malware.md", "Ring [the helpline](route:helpline)", "Ring [the helpline](route:help)", "There is no route \"help\"." },
        { "reference", "guidance/passwords.md", "(guidance:passwords#steps)", "(guidance:passwords#stages)", "The guidance \"passwords\" has no heading \"stages\"." },
        { "reference", "guidance/passwords.md", "(guidance:passwords#steps)", "(adviser:nobody)", "There is no adviser \"nobody\"." },
        { "reference", "guidance/passwords.md", "(guidance:passwords#steps)", "(passwords.md)", "The link \"passwords.md\" leads nowhere." },
        { "reference", "advisers/near-you.md", "areas: [north]", "areas: [south]", "There is no police force or resilience centre \"south\"." },
        { "reference", "emergencies/danger.md", "$hurt", "$harm", "There is no word list \"harm\"." },
        { "reference", "areas/others.md", "B77: north", "B77: south", "There is no police force \"south\"." },
        { "reference", "alerts/parcels.md", "publisher: helpers", "publisher: helper", "There is no publisher in publishers.md \"helper\"." },
        { "reference", "incidents/malware.md", "asks: [nation]", "asks: [personal-data]", "There is no question for the fact \"personal-data\"." },
        { "reference", "plan-steps/repeat-beyond.md", "guidance: passwords", "guidance: pasword", "There is no guidance \"pasword\"." },
        { "reference", "plan-steps/repeat-beyond.md", "guidance: passwords", "guidance: passwords\nfirst: [nothing]", "There is no plan step \"nothing\"." },
        { "plan", "plan-steps/repeat-beyond.md", "guidance: passwords", "guidance: passwords\nfirst: [repeat-beyond]", "The step \"repeat-beyond\" waits for itself" },
        { "cue", "emergencies/danger.md", "$hurt ... now", "$hurt ...", "The cue \"$hurt ...\" cannot be read" },
        { "source", "alerts/parcels.md", "www.help.example.org", "www.help.example.net", "The source on www.help.example.net is not a page of \"helpers\"" },
        { "source", "alerts/parcels.md", "https://www", "www", "The source \"www.help.example.org/page\" is no web address." },
        { "source", "alerts/parcels.md", "checked: 2026-11-20", "checked: 2026-12-20", "The source was checked on 2026-12-20, a day to come." },
        { "format", "routes/scots-line.md", "sources:\n  - {", "formerly: []\nnot-for:\n  - {", "\"sources\" is missing." },
        { "review", "alerts/parcels.md", "reviewed: 2026-11-22", "reviewed: 2026-11-23", "\"reviewed\" is 2026-11-23, a day to come." },
        { "review", "alerts/parcels.md", "review-by: 2027-05-22", "review-by: 2026-11-20", "\"review-by\" (2026-11-20) is before \"reviewed\"." },
        { "review", "alerts/parcels.md", "until: 2026-12-31", "until: 2026-10-31", "The entry ends (2026-10-31) before it begins (2026-11-01)." },
        { "contact", "incidents/malware.md", "Do not pay.", "Do not ring 0300 000 0001.", "\"0300 000 0001\" is written into the text." },
        { "contact", "incidents/malware.md", "Do not pay.", "Do not ring 101.", "\"101\" is written into the text." },
        { "contact", "incidents/malware.md", "Do not pay.", "Do not write to a@help.example.org.", "\"a@help.example.org\" is written into the text." },
        { "contact", "guidance/passwords.md", "Pick three words.", "See www.help.example.org now.", "\"www.help.example.org\" is written into the text." },
        { "contact", "phrases/en/phrases.md", "Hello, {name}.", "Ring 07700 900123.", "\"07700 900123\" is written into the text." },
        { "channel", "routes/scots-line.md", "\"101\"", "\"one oh one\"", "\"one oh one\" does not fit the channel type \"phone\"." },
        { "channel", "advisers/near-you.md", "near@help.example.org", "near at help", "\"near at help\" does not fit the channel type \"email\"." },
        { "contradiction", "routes/scots-line.md", "\"101\"", "\"0300 0000 001\"", "The hours of 0300 0000 001 are \"always\" here and" },
        { "contradiction", "routes/scots-line.md", "title: The Scots line", "title: The helpline", "\"The helpline\" has the numbers 101 here and 0300 000 0001 in routes/helpline.md." },
        { "deadline", "guidance/passwords.md", "Pick three words.", "Tell the helpline within 24 hours.", "\"within 24 hours\" stands beside \"The helpline\", but deadlines/tell-them.md says \"72 hours\"." },
        { "deadline", "guidance/passwords.md", "Pick three words.", "Tell the helpline within three days.", "\"within three days\" stands beside \"The helpline\"" },
        { "figure", "incidents/malware.md", "Ring [the helpline](route:helpline).", "Ring [the helpline](route:helpline) within 24 hours.", "\"24 hours\" is told for \"helpline\", and deadlines/tell-them.md says \"72 hours\"." },
        { "figure", "deadlines/tell-them.md", "Tell them in time.", "Tell them within two hours.", "\"two hours\" is told for \"helpline\", and deadlines/tell-them.md says \"72 hours\"." },
        { "question", "incidents/malware.md", "asks: [nation]", "asks: [money-lost]", "The question for \"money-lost\" is never asked" },
        { "question", "incidents/malware.md", "asks: [nation]", "asks: [backups]", "The question for \"backups\" changes nothing" },
        { "complete", "incidents/malware.md", "do-not:\n  - Do not pay.\n", "", "The entry has no \"do-not\"." },
        { "complete", "language/commands/help.md", "Done.", "", "There is no text under the front matter." },
        { "door", "incidents/malware.md", "ni, unknown] }, why", "ni] }, why", "A reader of whom only the nation \"unknown\" is told is shown no route." },
        { "door", "incidents/malware.md", "nation: [scotland]", "nation: [scotland, wales]", "The route \"scots-line\" is shown in wales, where it does not serve." },
        { "door", "routes/helpline.md", "nation: scotland, route: scots-line", "nation: outside-uk, route: scots-line", "" },
        { "wording", "guidance/passwords.md", "  - three words or one\n", "", "There are 7 different \"asks\"." },
        { "wording", "incidents/malware.md", "- somebody did the thing 10 to us", "- Three words, or one?", "\"Three words, or one?\" stands also in guidance/passwords.md(16)." },
        { "must-say", "guidance/passwords.md", "must-say: [\"three random words\"]", "must-say: [four words]", "The text does not say \"four words\"." },
        { "must-say", "guidance/passwords.md", "must-not-say: [\"every 90 days\"]", "must-not-say: [random words]", "The text says \"random words\"." },
        { "sentence", "guidance/passwords.md", "Pick three words.", "Pick one word and one more word and one more word and then one more word and one more word and one more word and one more.", "The sentence \"Pick one word" },
        { "spelling", "guidance/passwords.md", "Pick three words.", "Organize it.", "\"Organize\" is not British spelling." },
        { "tone", "guidance/passwords.md", "Pick three words.", "It is your fault.", "\"your fault\" is not how we speak to readers." },
        { "tone", "guidance/passwords.md", "Pick three words.", "Pick three words!", "There is an exclamation mark." },
        { "markup", "guidance/passwords.md", "Pick three words.", "Pick <b>three</b> words.", "The text holds HTML" },
        { "reading-age", "guidance/passwords.md", "Pick three words.", "Organisational authentication necessitates considerable sophistication, notwithstanding administrative inconvenience. Consequently, comprehensive implementation documentation facilitates organisational understanding of authentication infrastructure and configuration.", "The text has a reading age of" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found_in_its_file(string rule, string file, string old, string replacement, string what)
    {
        sample.Replace(file, old, replacement);

        var found = sample.Check().Where(problem => problem.Rule == rule).ToList();

        if (what.Length == 0)
        {
            // Scots readers now end with the Scots line of the incident itself; only the second reference to the helpline is left alone.
            Assert.All(found, problem => Assert.Equal("emergencies/danger.md", problem.File));
            Assert.NotEmpty(found);
            return;
        }

        Assert.Contains(found, problem => problem.File == file && problem.What.StartsWith(what, StringComparison.Ordinal) && problem.Fix.Length > 0);
    }

    [Theory]
    [InlineData("step: repeat", "step: plan", "No step of \"repeat\" is for everybody.")]
    [InlineData("\ncheck: Have you done it?", "", "No step of the control \"beyond\" has a \"check\" for everybody.")]
    public void A_plan_that_would_have_a_hole_is_refused(string old, string replacement, string what)
    {
        sample.Replace("plan-steps/repeat-beyond.md", old, replacement);

        Assert.Contains(sample.Check(), problem => problem.Rule == "plan" && problem.What == what);
    }

    [Fact]
    public void Twenty_faults_planted_together_are_all_found_each_on_its_line()
    {
        (string Rule, string File, int Line)[] planted =
        [
            Plant("reference", "incidents/ddos.md", "route: helpline, when", "route: helplin, when"),
            Plant("reference", "incidents/insider.md", "guidance: [passwords]", "guidance: [pasword]"),
            Plant("reference", "guidance/passwords.md", "#steps)", "#stages)"),
            Plant("reference", "emergencies/danger.md", "$hurt", "$harm"),
            Plant("format", "incidents/malware.md", "severity: today", "severity: tomorrow"),
            Plant("format", "incidents/extortion.md", "keep:", "kep:"),
            Plant("format", "deadlines/tell-them.md", "within: 72 hours", "within: three days"),
            Plant("format", "routes/helpline.md", "days: sat", "days: saturday"),
            Plant("source", "alerts/parcels.md", "www.help.example.org", "www.help.example.net"),
            Plant("review", "advisers/near-you.md", "reviewed: 2026-11-22", "reviewed: 2026-11-30"),
            Plant("review", "deadlines/tell-them.md", "review-by: 2027-05-22", "review-by: 2026-11-21"),
            Plant("contact", "incidents/sim-swap.md", "Do not pay.", "Do not ring 101."),
            Plant("contact", "guidance/passwords.md", "Pick three words.", "See www.help.example.org now."),
            Plant("channel", "routes/scots-line.md", "\"101\"", "\"one oh one\""),
            Plant("question", "incidents/ransomware.md", "asks: [nation]", "asks: [backups]"),
            Plant("door", "incidents/other-fraud.md", "route: scots-line, when: { nation: [scotland] }", "route: scots-line"),
            Plant("wording", "guidance/passwords.md", "three words or one", "my password is my name"),
            Plant("must-say", "guidance/passwords.md", "[\"three random words\"]", "[four words]"),
            Plant("spelling", "incidents/lost-device.md", "The message.", "The color."),
            Plant("tone", "incidents/purchase-fraud.md", "Tell your staff.", "It is your fault."),
        ];

        var found = sample.Check().Select(problem => (problem.Rule, problem.File, problem.Line)).ToHashSet();

        Assert.All(planted, fault => Assert.Contains(fault, found));

        (string, string, int) Plant(string rule, string file, string old, string replacement) => (rule, file, sample.Replace(file, old, replacement));
    }

    [Fact]
    public void An_entry_past_its_review_date_is_refused_on_the_day_after()
    {
        var load = sample.Load();

        Assert.Empty(KnowledgeChecker.Check(load, new DateOnly(2027, 5, 22)));
        Assert.Contains(
            KnowledgeChecker.Check(load, new DateOnly(2027, 5, 23)),
            problem => problem is { Rule: "review", File: "routes/helpline.md", Line: 5 });
    }

    [Fact]
    public void A_nation_whose_only_door_closes_is_named_from_the_day_after()
    {
        sample.Replace("routes/scots-line.md", "nations: [scotland]", "valid-to: 2027-03-17\nnations: [scotland]");
        var load = sample.Load();

        Assert.Empty(KnowledgeChecker.Check(load, new DateOnly(2027, 3, 17)));
        Assert.Contains(
            KnowledgeChecker.Check(load, new DateOnly(2027, 3, 18)),
            problem => problem.Rule == "door" && problem.What == "A reader of whom only the nation \"scotland\" is told is shown no route.");
    }

    [Fact]
    public void An_incident_that_is_missing_and_one_that_nobody_knows_are_named()
    {
        File.Move(Path.Combine(sample.Folder, "incidents/ddos.md"), Path.Combine(sample.Folder, "incidents/ddoss.md"));

        var told = sample.Check().Where(problem => problem.Rule == "complete").Select(problem => problem.ToString()).ToList();

        Assert.Equal(
            ["incidents/ddos.md(1): The file is missing. Write it: the bot relies on it.",
             "incidents/ddoss.md(1): \"ddoss\" is no incident that the bot knows. Did you mean \"ddos\"? A new one needs a programmer."],
            told);
    }

    [Fact]
    public void A_link_to_a_file_that_could_not_be_read_is_not_called_dead()
    {
        sample.WriteRaw("guidance/passwords.md", "no front matter");

        Assert.Equal("guidance/passwords.md", Assert.Single(sample.Check()).File);
    }

    [Fact]
    public void A_short_number_may_stand_in_the_words_of_a_link_to_its_route()
    {
        sample.Replace("incidents/malware.md", "Do not pay.", "Do not wait to [ring 101](route:scots-line).");

        Assert.Empty(sample.Check());
    }

    [Fact]
    public void The_words_for_when_nothing_can_be_read_may_repeat_a_number_only_while_a_route_has_it()
    {
        sample.Write("phrases/en/safe-mode.md", "title: Safe mode\nowner: bot-team", "Ring [101](tel:101).\n");
        Assert.Empty(sample.Check());

        sample.Replace("routes/scots-line.md", "\"101\"", "\"105\"");
        Assert.StartsWith("phrases/en/safe-mode.md(5): \"101\" is written", Assert.Single(sample.Check()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_only_looks_like_a_number_to_ring_is_left_alone()
    {
        sample.Replace("incidents/malware.md", "Do not pay.", "Do not pay £101 or 1,101 pounds, or 0.5% by 2026-11-22.");

        Assert.Empty(sample.Check());
    }

    [Theory]
    [InlineData("The certificate costs £320 for a small firm.", "A small firm's certificate costs £400.", 1)]
    [InlineData("Most firms, 43%, met a breach or an attack.", "Most firms met an attack or a breach: 39 per cent.", 1)]
    [InlineData("The new rules begin on 18 March 2027.", "New rules begin in April 2027.", 1)]
    [InlineData("The new rules begin on 18 March 2027.", "New rules begin in March 2027.", 0)]
    [InlineData("Your bank must answer within 3 working days.", "The bank must answer you within three business days.", 0)]
    [InlineData("The certificate costs £320 for a small firm.", "The helper takes 400 firms, and a visit costs £40.", 0)]
    public void Nearly_the_same_sentence_may_not_tell_another_figure(string here, string there, int faults)
    {
        sample.Replace("incidents/malware.md", "The message.", here);
        sample.Replace("guidance/passwords.md", "Pick three words.", there);

        Assert.Equal(faults, sample.Check().Count(problem => problem.Rule == "figure"));
    }

    [Fact]
    public void Two_hours_of_one_number_may_stand_when_a_note_explains_them()
    {
        sample.Replace("routes/scots-line.md", "\"101\", hours: always", "\"0300 000 0001\", hours: always, note: Press 9.");

        Assert.DoesNotContain(sample.Check(), problem => problem.Rule == "contradiction");
    }

    [Theory]
    [InlineData("Tell the helpline within 72 hours.")]
    [InlineData("Tell the helpline within 72 hours, and the Scots line within 24 hours.")]
    [InlineData("Tell the helplines within 24 hours.")]
    [InlineData("They answer within 24 hours.")]
    public void A_limit_that_fits_or_is_of_another_body_is_left_alone(string sentence)
    {
        sample.Replace("guidance/passwords.md", "Pick three words.", sentence);

        Assert.DoesNotContain(sample.Check(), problem => problem.Rule == "deadline");
    }

    [Theory]
    [InlineData("cat", 1)]
    [InlineData("password", 2)]
    [InlineData("verification", 5)]
    [InlineData("used", 1)]
    [InlineData("emails", 2)]
    [InlineData("changes", 2)]
    [InlineData("table", 2)]
    [InlineData("organised", 3)]
    public void Syllables_are_counted(string word, int syllables) => Assert.Equal(syllables, PlainText.Syllables(word));

    [Theory]
    [InlineData("organization", "organisation")]
    [InlineData("recognizes", "recognises")]
    [InlineData("colors", "colour")]
    [InlineData("size", null)]
    [InlineData("prize", null)]
    [InlineData("Center", null)]
    public void American_spelling_is_told_from_British(string word, string? british) => Assert.Equal(british, SpellingRule.British(word));
}
