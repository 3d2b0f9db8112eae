using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Widget;

/// <summary>The chat page in HTML. It works with forms alone; the script finds all that it needs in it.</summary>
internal sealed class ChatPage(CurrentKnowledge current, Assets assets, PageFrame frame, GrantLinks links)
{
    /// <summary>The whole page.</summary>
    public Html Page(ChatView view)
    {
        var phrases = Phrases();
        return frame.Document(phrases, view.State.Framed, Html.Of(
            $"""
            <main>
            <div id="log" role="log" aria-label="{phrases["chat.conversation"]}">
            {Messages(view.Messages, phrases)}
            </div>
            {Replies(view, phrases)}
            <p id="privacy">{phrases["welcome-privacy"]}</p>
            <form id="chat" method="post" action="/" autocomplete="off">
            <p id="status" role="status" data-typing="{phrases["chat.writing-an-answer"]}" data-offline="{phrases["offline"]}"></p>
            <label for="text">{phrases["input-hint"]}</label>
            <div class="entry"><textarea id="text" name="text" rows="2" aria-describedby="privacy">{view.Typed}</textarea>
            <button type="submit">{phrases["chat.send"]}</button></div>
            </form>
            </main>
            <footer><p>{phrases["privacy-line"]}</p>
            <button type="submit" form="chat" formaction="/start-again" class="plain">{phrases["start-again-label"]}</button></footer>
            """), Html.Of($"""<a class="skip" href="#text">{phrases["chat.skip-to-your-message"]}</a>"""));
    }

    /// <summary>What the script adds to the page after a message: the new messages, and the new choices with the form's hidden fields.</summary>
    public Html Fragment(ChatView view)
    {
        var phrases = Phrases();
        return Html.Of($"{Messages(view.Messages, phrases)}{Replies(view, phrases)}{(view.Typed.Length > 0 ? Html.Of($"<p id=\"keep\"></p>") : Html.Empty)}");
    }

    /// <summary>What the script adds when nothing was taken: what to know, while the choices and what was typed stay.</summary>
    public Html Notice(Answer answer)
    {
        var phrases = Phrases();
        return Html.Of(
            $"""<div class="message ours" tabindex="-1"><h2>{phrases["chat.we-said"]}</h2>{new HtmlRenderer(phrases).Render(answer)}</div><p id="keep"></p>""");
    }

    /// <summary>Asks once more before everything is deleted.</summary>
    public Html StartAgain(ChatState state)
    {
        var phrases = Phrases();
        return frame.Document(phrases, state.Framed, Html.Of(
            $"""
            <main><div class="message"><h2>{phrases["start-again-label"]}</h2><p>{phrases["delete-confirm"]}</p>
            <form method="post" action="/start-again" class="choices">{Hidden(state, "")}
            <button type="submit" name="sure" value="yes">{phrases["yes-label"]}</button>
            <a class="button" href="{state.Address}">{phrases["no-label"]}</a></form></div></main>
            """));
    }

    /// <summary>A page that says that something is not there or has gone wrong, with the emergency doors where they may be needed.</summary>
    public Html Fault(string phrase, Answer? doors)
    {
        var phrases = Phrases();
        return frame.Document(phrases, framed: false, Html.Of(
            $"""
            <main><div class="message">{(doors is null ? Html.Of($"<h2>{phrases[phrase]}</h2>") : new HtmlRenderer(phrases).Render(doors))}
            <p><a class="button" href="/">{phrases["chat.to-the-chat"]}</a></p></div></main>
            """));
    }

    /// <summary>How the chat looks on a site, and what the site's owner writes into it.</summary>
    /// <param name="home">Our address as the visitor sees it.</param>
    public Html Demo(string home)
    {
        var phrases = Phrases();
        var line = $"<script src=\"{home}/widget.js\" defer></script>";
        return frame.Document(phrases, framed: false, Html.Of(
            $"""
            <main><div class="message"><h2>{phrases["chat.on-your-own-site"]}</h2><p>{phrases["chat.demo-text"]}</p><pre><code>{line}</code></pre></div></main>
            <script src="{assets.Address("widget.js")}" defer></script>
            """));
    }

    private Phrases Phrases() => new(current.Knowledge.Phrases);

    private IEnumerable<Html> Messages(IEnumerable<Message> messages, Phrases phrases)
    {
        var renderer = new HtmlRenderer(phrases);
        return messages.Where(message => message.Answer is not null || message.Text.Length > 0).Select(message => message.Answer is { } answer
            ? Html.Of($"""<div class="message ours"{Anchor(message)}><h2>{phrases["chat.we-said"]}</h2>{renderer.Render(links.OnPage(answer))}</div>""")
            : Html.Of($"""<div class="message yours"{Anchor(message)}><h2>{phrases["chat.you-said"]}</h2><p class="said">{message.Text}</p></div>"""));
    }

    private static Html Anchor(Message message) => message.Sequence > 0 ? Html.Of($""" id="m{message.Sequence}" tabindex="-1" """) : Html.Of($""" tabindex="-1" """);

    private static Html Replies(ChatView view, Phrases phrases)
    {
        var replies = view.Messages.LastOrDefault(message => message.FromBot)?.Answer?.QuickReplies ?? [];
        var buttons = replies.Count == 0 ? Html.Empty : Html.Of(
            $"""
            <div class="choices" role="group" aria-label="{phrases["chat.quick-answers"]}">
            {replies.Select(reply => Html.Of($"""<button type="submit" form="chat" name="say" value="{reply.Says}">{reply.Label}</button>"""))}
            </div>
            """);
        return Html.Of($"""<div id="replies">{buttons}{Hidden(view.State, "chat")}</div>""");
    }

    private static Html Hidden(ChatState state, string form)
    {
        var of = form.Length > 0 ? Html.Of($" form=\"{form}\"") : Html.Empty;
        return Html.Of(
            $"""
            <input type="hidden"{of} name="conversation" value="{state.Id.ToString()}"><input type="hidden"{of} name="turn" value="{state.Turn}">{(state.Framed ? Html.Of($"""<input type="hidden"{of} name="framed" value="yes">""") : Html.Empty)}
            """);
    }
}

/// <summary>What a page shows.</summary>
/// <param name="State">Which conversation, and how it is shown.</param>
/// <param name="Messages">Oldest first.</param>
/// <param name="Typed">Words to leave in the box.</param>
internal sealed record ChatView(ChatState State, IReadOnlyList<Message> Messages, string Typed = "");

/// <summary>What a form carries from page to page.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Turn">New on each page: a form sent twice is answered once.</param>
/// <param name="Framed">Whether the page is inside another site's page.</param>
internal sealed record ChatState(ChatId Id, string Turn, bool Framed)
{
    /// <summary>The page's address. A page of ours in a frame must be told so again: the browser says who asked, and that is we.</summary>
    public string Address => Framed ? "/?framed=yes" : "/";
}
