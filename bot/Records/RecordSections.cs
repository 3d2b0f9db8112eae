using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Records;

/// <summary>A section of the record as it is shown.</summary>
/// <param name="Id">Its anchor on the page.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Blocks">What stands in it.</param>
internal sealed record RecordSection(string Id, string Heading, IReadOnlyList<Block> Blocks);

/// <summary>The record in sections of blocks, in the order in which people need and bodies ask it.</summary>
internal sealed class RecordSections(Phrases phrases)
{
    public IReadOnlyList<RecordSection> Of(IncidentRecord record) => record.IsPlanOnly ? [.. Plan(record)] :
    [
        new("what", phrases["record.what"], [.. What(record)]),
        new("timeline", phrases["record-timeline"], [new FactsBlock([.. record.Timeline.Select(moment => new FactRow("", moment.When, moment.What))])]),
        new("time-limits", phrases["record.clocks"], [.. Clocks(record)]),
        new("who-to-tell", phrases["record.doors"], record.Doors.Count > 0 ? [.. record.Doors.SelectMany(Door)] : [new TextBlock(phrases["outside-uk"])]),
        .. Optional("call", phrases["record.call"], Parts(record.Call, asParagraphs: true)),
        .. Optional("keep", phrases["record-evidence"], record.Evidence.Count > 0 ? [new ListBlock(false, record.Evidence)] : []),
        .. record.Letters.Select(letter => new RecordSection(
            letter.Id, letter.Title, [new TextBlock($"**{phrases["record.letter-note"]}**"), .. Parts(letter.Parts, asParagraphs: true)])),
        .. Plan(record),
    ];

    private IEnumerable<RecordSection> Plan(IncidentRecord record) =>
    [
        .. Optional("readiness", phrases["readiness-heading"], record.Readiness.Count > 0 ? [new ListBlock(false, record.Readiness), new TextBlock(phrases["readiness-meaning"])] : []),
        .. Optional("plan", phrases[record.IsPlanOnly ? "plan-heading" : "record.plan"], Steps(record)),
        .. Optional("plan-message", phrases["plan-forward-heading"], record.Forward.Count > 0
            ? [new TextBlock(phrases["plan-forward-opening"]), new ListBlock(true, record.Forward), new TextBlock(phrases["plan-forward-closing"])] : []),
    ];

    // What is to be done in full, with a box to tick; what is done, put off or left out by its name.
    private IEnumerable<Block> Steps(IncidentRecord record)
    {
        if (record.Plan.Where(step => step.State is RecordStep.Open).Select(step => $"**{step.Title}** {step.Text} {phrases["record.step-log"]}").ToList() is { Count: > 0 } open)
        {
            yield return new ListBlock(true, open);
        }

        foreach (var state in record.Plan.Where(step => step.State is not RecordStep.Open).GroupBy(step => step.State))
        {
            yield return new HeadingBlock(phrases[$"record.steps-{state.Key}"]);
            yield return new ListBlock(false, [.. state.Select(step => $"{step.Title}.")]);
        }
    }

    private IEnumerable<Block> What(IncidentRecord record)
    {
        if (record.Incidents.Count > 0)
        {
            yield return new ListBlock(false, record.Incidents);
        }

        yield return new FactsBlock(record.Facts);
        if (record.Story.Count > 0)
        {
            // In a fact's row words stay words, whatever stands in them.
            yield return new HeadingBlock(phrases["record.story"]);
            yield return new FactsBlock([.. record.Story.Select(told => new FactRow("", phrases["record.you-wrote"], told))]);
        }
    }

    private IEnumerable<Block> Clocks(IncidentRecord record)
    {
        foreach (var clock in record.Clocks)
        {
            yield return clock.Block with { Text = string.Join(' ', new[] { clock.Block.Text, clock.Contact.Length > 0 ? $"{clock.Contact}." : "" }.Where(text => text.Length > 0)) };
        }

        if (record.Clocks.Count == 0)
        {
            yield return new TextBlock(phrases["record.no-clocks"]);
        }

        if (record.OtherClocks.Count > 0)
        {
            yield return new HeadingBlock(phrases["record.clocks-not"]);
            yield return new ListBlock(false, [.. record.OtherClocks.Select(clock =>
                $"**{clock.Block.Title}.** {(clock.Applies is false ? phrases["record.clock-not", ("because", clock.Because)] : phrases["record.clock-open", ("because", clock.Because)])} {clock.Who}")]);
        }
    }

    private IEnumerable<Block> Door(RecordDoor door)
    {
        yield return door.Door;
        foreach (var block in door.Next)
        {
            yield return block;
        }

        if (door.Asks.Count > 0)
        {
            yield return new TextBlock($"**{phrases["record.door-asks"]}**");
            foreach (var block in Parts(door.Asks, asParagraphs: false))
            {
                yield return block;
            }
        }

        yield return new TextBlock(phrases["record.door-log"]);
    }

    private static IEnumerable<Block> Parts(IReadOnlyList<RecordPart> parts, bool asParagraphs)
    {
        foreach (var part in parts)
        {
            if (part.Heading.Length > 0)
            {
                yield return asParagraphs ? new HeadingBlock(part.Heading) : new TextBlock($"**{part.Heading}**");
            }

            // In a letter, what stands under a heading is a list of steps.
            if (asParagraphs && part.Heading.Length == 0)
            {
                foreach (var line in part.Lines)
                {
                    yield return new TextBlock(line);
                }
            }
            else
            {
                yield return new ListBlock(false, part.Lines);
            }
        }
    }

    private static IEnumerable<RecordSection> Optional(string id, string heading, IEnumerable<Block> blocks) =>
        blocks.ToList() is { Count: > 0 } some ? [new(id, heading, some)] : [];
}
