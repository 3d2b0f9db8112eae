using System.Globalization;
using BotAdvice.Bot.Understanding.Recognisers;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers.Yardstick;

/// <summary>
/// Our recognisers held against Microsoft's public cases. A case passes when exactly what it expects is found, with the value it
/// expects. The floors lie just below what is reached, so that a change that loses cases is seen.
/// </summary>
public sealed class YardstickTests(ITestOutputHelper output)
{
    private static readonly char[] Edges = [' ', ',', '.', '?', '!', ';', ':'];

    [SkippableFact]
    public void Boolean_cases() => Hold("Choice/English/BooleanModel.json", floor: 0.95, spec =>
    {
        var found = YesNoRecogniser.Mentions(spec.Input);
        return spec.Results.Count == 0 ? found.Count == 0 : found.Any(answer => Same(answer.Text, spec.Results[0].Text) && (answer.Value is YesNo.Yes) == (spec.Results[0]["value"] is "True"));
    });

    [SkippableFact]
    public void Number_cases() => Hold("Number/English/NumberModel.json", floor: 0.95, spec =>
        Match(spec, NumberRecogniser.Recognise(spec.Input), number => number.Text, (number, result) => Near(number.Value, result["value"])));

    [SkippableFact]
    public void Currency_cases() => Hold("NumberWithUnit/English/CurrencyModel.json", floor: 0.96, spec =>
    {
        // A currency without a number ("the dollar fell") is no amount of money: ours does not look for it.
        var amounts = spec with { Results = [.. spec.Results.Where(result => result["value"] is { Length: > 0 })] };
        return Match(amounts, MoneyRecogniser.Recognise(spec.Input), money => money.Text, (money, result) =>
            Units(result["unit"]!).Contains(money.Value.Unit) && Near((double)money.Value.Amount, result["value"], result["unit"] is "Pence" or "Cent" or "Sen" ? 100 : 1));
    });

    [SkippableFact]
    public void Phone_cases() => Hold("Sequence/English/PhoneNumberModel.json", floor: 0.97, spec =>
        Match(spec, PhoneRecogniser.Recognise(spec.Input), phone => phone.Text, (_, _) => true));

    [SkippableFact]
    public void Email_cases() => Hold("Sequence/English/EmailModel.json", floor: 0.99, spec =>
        Match(spec, EmailRecogniser.Recognise(spec.Input), email => email.Text, (email, result) => Same(email.Value, result["value"]!)));

    [SkippableFact]
    public void Url_cases() => Hold("Sequence/English/URLModel.json", floor: 0.95, spec =>
        Match(spec, UrlRecogniser.Recognise(spec.Input), url => url.Text, (url, result) => Same(url.Value, result["value"]!)));

    [SkippableFact]
    public void Date_and_time_cases_of_the_US() => Hold("DateTime/English/DateTimeModel.json", floor: 0.68, spec => MomentCases.Pass(spec, monthFirst: true));

    [SkippableFact]
    public void Date_and_time_cases_of_the_UK() => Hold("DateTime/EnglishOthers/DateTimeModel.json", floor: 0.83, spec => MomentCases.Pass(spec, monthFirst: false));

    private void Hold(string file, double floor, Func<SpecCase, bool> passes)
    {
        Skip.If(SpecCases.Folder is null, "The specification cases (a folder \"shared\" beside the repository) are not on this machine.");

        var cases = SpecCases.Read(file);
        var failed = cases.Where(spec => !passes(spec)).ToList();
        var rate = 1 - ((double)failed.Count / cases.Count);

        output.WriteLine(FormattableString.Invariant($"{file}: {cases.Count - failed.Count} of {cases.Count}, {rate:P1}"));
        foreach (var spec in failed)
        {
            output.WriteLine($"  {spec.Input.ReplaceLineEndings(" ")} => {string.Join("; ", spec.Results.Select(result => $"{result.Text} {result.Resolution}").Select(text => text.ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal)))}");
        }

        Assert.True(rate >= floor, FormattableString.Invariant($"{file}: {rate:P1} is below the floor of {floor:P1}."));
    }

    private static bool Match<T>(SpecCase spec, List<Recognised<T>> found, Func<Recognised<T>, string> text, Func<Recognised<T>, SpecResult, bool> value) =>
        found.Count == spec.Results.Count && found.Zip(spec.Results).All(pair => Same(text(pair.First), pair.Second.Text) && value(pair.First, pair.Second));

    private static bool Same(string ours, string theirs) => string.Equals(ours.Trim(Edges), theirs.Trim(Edges), StringComparison.OrdinalIgnoreCase);

    private static bool Near(double ours, string? theirs, double factor = 1) =>
        double.TryParse(theirs, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs((ours * factor) - value) <= 1e-9 * Math.Max(Math.Abs(value), 1e-12);

    private static string[] Units(string unit) => unit switch
    {
        "Pound" or "British pound" or "Pence" => ["GBP"],
        "Dollar" or "United States dollar" or "Cent" => ["USD"],
        "Hong Kong dollar" => ["HKD"],
        "Canadian dollar" => ["CAD"],
        "Australian dollar" => ["AUD"],
        "New Zealand dollar" => ["NZD"],
        "Euro" => ["EUR"],
        "Japanese yen" => ["JPY"],
        "Chinese yuan" => ["CNY"],
        "Franc" or "French franc" => ["CHF", "FRF"],
        "Swiss franc" => ["CHF"],
        "Peseta" => ["ESP"],
        "Rupee" => ["INR"],
        "Turkish lira" => ["TRY"],
        "Mexican peso" => ["MXN"],
        "Costa Rican colón" => ["CRC"],
        "Georgian lari" => ["GEL"],
        "Lao kip" => ["LAK"],
        "Sen" => ["MYR"],
        _ => [unit],
    };
}
