using BotAdvice.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotAdvice.Tests.Bot.Widget;

/// <summary>
/// Takes the README's picture of a real conversation on the real page, as it looks on a weekday morning:
/// <c>PICTURE=docs/conversation.png dotnet test --filter PictureTests</c>.
/// </summary>
public sealed class PictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly DateTimeOffset WeekdayMorning = new(2026, 11, 24, 9, 40, 0, TimeSpan.Zero);

    [SkippableFact]
    public async Task The_picture_is_taken()
    {
        var file = Environment.GetEnvironmentVariable("PICTURE");
        Skip.If(string.IsNullOrEmpty(file), "Name a file in the environment variable PICTURE to have the picture taken.");
        using var bot = new RunningBot([], now: WeekdayMorning);
        await using var context = await chromium.OpenAsync(new()
        {
            ViewportSize = new() { Width = Number("PICTURE_WIDTH", 480), Height = Number("PICTURE_HEIGHT", 1840) },
            ColorScheme = Environment.GetEnvironmentVariable("PICTURE_DARK") is null ? ColorScheme.Light : ColorScheme.Dark,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(bot.Listen().AbsoluteUri);

        await page.Locator("#text").FillAsync("We paid a supplier £4,500 yesterday and now they say they never got it. The bank details in the email had been changed.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".ours")).ToHaveCountAsync(2);
        await page.EvaluateAsync("document.activeElement.blur()");

        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Repository.Root, file!),
            FullPage = Environment.GetEnvironmentVariable("PICTURE_FULL") is not null,
        });
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
