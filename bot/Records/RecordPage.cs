using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Widget;

namespace BotAdvice.Bot.Records;

/// <summary>The record in HTML, to read and to print.</summary>
internal sealed class RecordPage(PageFrame frame)
{
    /// <param name="record">The record.</param>
    /// <param name="token">The link's secret.</param>
    /// <param name="until">The last day on which the link works.</param>
    /// <param name="phrases">Our words.</param>
    public Html Page(IncidentRecord record, string token, DateTimeOffset until, Phrases phrases)
    {
        var sections = new RecordSections(phrases).Of(record);
        var renderer = new HtmlRenderer(phrases);
        return frame.Document(phrases, framed: false, Html.Of(
            $"""
            <main class="record" id="record" tabindex="-1">
            <h1>{phrases[RecordText.Title(record)]}</h1>
            <div class="notice"><p>{phrases[RecordText.Intro(record)]}</p></div>
            <p>{phrases["record.blanks"]} {RecordText.Made(record, phrases)}</p>
            <p class="screen"><a href="/">{phrases["record.change"]}</a></p>
            <div class="choices screen">
            <button type="button" id="print" hidden>{phrases["record.print"]}</button>
            {Download(".txt", "record.as-text")}{Download(".json", "record.as-data")}{Download("/deadlines.ics", record.IsPlanOnly ? "record.calendar-plan" : "record.calendar")}
            </div>
            <nav class="screen" aria-label="{phrases["record.contents"]}"><ul>{sections.Select(section => Html.Of($"""<li><a href="#{section.Id}">{section.Heading}</a></li>"""))}</ul></nav>
            {sections.Select(section => Html.Of($"""<section class="message" aria-labelledby="{section.Id}"><h2 id="{section.Id}">{section.Heading}</h2>{renderer.Render(new(section.Blocks, []))}</section>"""))}
            </main>
            <footer class="screen"><p>{phrases["record.until", ("date", UkMoment.Full(until))]} {phrases["record.link-note"]}</p>
            <form method="post" action="{GrantLinks.Address(token, "/delete")}"><button type="submit" class="plain">{phrases["record.delete"]}</button></form></footer>
            """), Html.Of($"""<a class="skip" href="#record">{phrases[RecordText.Title(record)]}</a>"""), phrases[RecordText.Title(record)]);

        Html Download(string ending, string label) => Html.Of($"""<a class="button" href="{GrantLinks.Address(token, ending)}">{phrases[label]}</a>""");
    }

    /// <summary>Asks once more before the record is deleted.</summary>
    public Html Delete(string token, Phrases phrases) => frame.Document(phrases, framed: false, Html.Of(
        $"""
        <main><div class="message"><h1>{phrases["record.delete"]}</h1><p>{phrases["record.delete-confirm"]}</p>
        <form method="post" action="{GrantLinks.Address(token, "/delete")}" class="choices">
        <button type="submit" name="sure" value="yes">{phrases["yes-label"]}</button>
        <a class="button" href="{GrantLinks.Address(token)}">{phrases["no-label"]}</a></form></div></main>
        """), title: phrases["record.delete"]);

    /// <summary>Says that there is no record here, or none any more.</summary>
    public Html Gone(string phrase, Phrases phrases) => frame.Document(phrases, framed: false, Html.Of(
        $"""
        <main><div class="message"><h1>{phrases["record-title"]}</h1><p>{phrases[phrase]}</p><p><a class="button" href="/">{phrases["chat.to-the-chat"]}</a></p></div></main>
        """), title: phrases["record-title"]);
}
