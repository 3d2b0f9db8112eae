using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Commands;

public sealed class AskCommandTests
{
    [Fact]
    public async Task Five_hundred_lines_are_answered_in_order_and_a_broken_one_costs_only_itself()
    {
        const int broken = 250;
        var lines = Enumerable.Range(1, 500).Select(number => number == broken
            ? "this is not JSON"
            : string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{number}},"text":"we paid a fake invoice of £{{number}} yesterday"}"""));

        var (output, _, exitCode) = await AskAsync(["--jsonl"], string.Join('\n', lines));

        var answers = output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(0, exitCode);
        Assert.Equal(500, answers.Count);
        Assert.Equal(broken, answers[broken - 1].GetProperty("error").GetProperty("line").GetInt32());
        for (var number = 1; number <= 500; number++)
        {
            if (number != broken)
            {
                Assert.Equal(number, answers[number - 1].GetProperty("id").GetInt32());
                Assert.Equal("invoice-fraud-paid", answers[number - 1].GetProperty("incident").GetString());
                Assert.Equal(number, answers[number - 1].GetProperty("facts").GetProperty("amount").GetProperty("value").GetInt32());
            }
        }
    }

    [Theory]
    [InlineData("{}", "There is no \"text\"")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"text":5}""", "text only")]
    [InlineData("""{"turns":[]}""", "There is no \"text\"")]
    [InlineData("""{"text":"hello","now":"teatime"}""", "not an ISO 8601 time")]
    public async Task A_line_that_cannot_be_read_says_what_is_wrong(string line, string expected)
    {
        var (output, _, _) = await AskAsync(["--jsonl"], line);

        var error = JsonDocument.Parse(Assert.Single(output)).RootElement.GetProperty("error");
        Assert.Equal(1, error.GetProperty("line").GetInt32());
        Assert.Contains(expected, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_are_one_conversation_and_the_last_is_answered()
    {
        var (output, _, _) = await AskAsync(["--jsonl"], """{"turns":["we paid a fake invoice yesterday","we're in Scotland"],"now":"2026-11-20T16:40:00Z"}""");

        var answer = JsonDocument.Parse(Assert.Single(output)).RootElement;
        Assert.Equal("scotland", answer.GetProperty("facts").GetProperty("nation").GetProperty("value").GetString());
        Assert.Contains(answer.GetProperty("routes").EnumerateArray(), route => route.GetString() == "police-scotland-fraud-cyber");
    }

    [Fact]
    public async Task The_contract_has_all_its_fields()
    {
        var (output, _, _) = await AskAsync(["--json", "our files are encrypted and they want bitcoin"], "");

        var answer = JsonDocument.Parse(Assert.Single(output)).RootElement;
        string[] fields = ["id", "kind", "incident", "also", "confidence", "facts", "routes", "deadlines", "guidance", "asks", "why", "reply", "ms"];
        Assert.All(fields, field => Assert.True(answer.TryGetProperty(field, out _), field));
        Assert.NotEmpty(answer.GetProperty("why").EnumerateArray());
    }

    [Fact]
    public async Task Without_words_it_says_how_to_ask()
    {
        var (_, errors, exitCode) = await AskAsync([], "");

        Assert.Equal(2, exitCode);
        Assert.Contains("ask \"what happened\"", errors, StringComparison.Ordinal);
    }

    private static async Task<(IReadOnlyList<string> Output, string Errors, int ExitCode)> AskAsync(string[] arguments, string input)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TurnPipeline).Assembly.Location, "ask", .. arguments, "--knowledge", Shared.IndexPath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return ((await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors, process.ExitCode);
    }
}
