using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BotAdvice.Tests.Bot.Widget;

/// <summary>A browser without scripts: it shows a page, fills in its form and follows where that leads.</summary>
internal sealed class FormClient(HttpClient http)
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The page on the screen.</summary>
    public IHtmlDocument Page { get; private set; } = Parser.ParseDocument("");

    /// <summary>Where it is, with what follows the #.</summary>
    public string Address { get; private set; } = "";

    public async Task<IHtmlDocument> OpenAsync(string address = "/")
    {
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative));
        return await ShowAsync(response, address);
    }

    /// <summary>Types into the box and sends it.</summary>
    public Task<IHtmlDocument> SayAsync(string text) => SubmitAsync(Page.QuerySelector<IHtmlFormElement>("form#chat")!, null, text);

    /// <summary>Presses a button by what it shows.</summary>
    public Task<IHtmlDocument> PressAsync(string label)
    {
        var button = Page.QuerySelectorAll<IHtmlButtonElement>("button").Single(button => button.TextContent.Trim() == label);
        return SubmitAsync(button.Form!, button, "");
    }

    private async Task<IHtmlDocument> SubmitAsync(IHtmlFormElement form, IHtmlButtonElement? button, string text)
    {
        var fields = form.Elements.OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name ?? "", input.Value)).ToList();
        if (form.Elements.OfType<IHtmlTextAreaElement>().Any())
        {
            fields.Add(new("text", text));
        }

        if (button?.Name is { Length: > 0 } name)
        {
            fields.Add(new(name, button.Value));
        }

        var address = button?.GetAttribute("formaction") ?? form.GetAttribute("action")!;
        using var body = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await http.SendAsync(request);
        return response.Headers.Location is { } location ? await OpenAsync(location.OriginalString) : await ShowAsync(response, address);
    }

    private async Task<IHtmlDocument> ShowAsync(HttpResponseMessage response, string address)
    {
        Address = address;
        return Page = Parser.ParseDocument(await response.Content.ReadAsStringAsync());
    }
}
