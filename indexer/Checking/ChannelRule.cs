using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>The value of a channel is what its type says: a number, an e-mail address, a web address.</summary>
internal sealed partial class ChannelRule : IRule
{
    public string Name => "channel";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var (file, channels) in ChannelsOf(load))
        {
            for (var i = 0; i < channels.Count; i++)
            {
                var value = channels[i].Value;
                var fix = value.Length == 0 ? "" : channels[i].Type switch
                {
                    "phone" or "sms" or "textphone" when !PhoneNumber().IsMatch(value) => "Write digits with single spaces, such as \"0300 123 2040\".",
                    "email" when !EmailAddress().IsMatch(value) => "Write it as name@example.org.uk.",
                    "web" when WebAddress.TryParse(value) is null => "Copy the whole address from the browser, from \"https://\" on.",
                    _ => "",
                };
                if (fix.Length > 0)
                {
                    yield return new Problem(
                        file.Path, file.LineOf($"channels[{i}].value"), $"\"{value}\" does not fit the channel type \"{channels[i].Type}\".", fix);
                }
            }
        }
    }

    /// <summary>The routes and advisers, each with how it is reached.</summary>
    internal static IEnumerable<(EntryFile File, IReadOnlyList<Channel> Channels)> ChannelsOf(LoadResult load)
    {
        foreach (var file in load.Files)
        {
            switch (file.Entry)
            {
                case Route route:
                    yield return (file, route.Channels);
                    break;
                case Adviser adviser:
                    yield return (file, adviser.Channels);
                    break;
            }
        }
    }

    /// <summary>The digits of a number, so that 0300 123 2040 and +44 300 1232040 are the same.</summary>
    internal static string Digits(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return number.TrimStart().StartsWith("+44", StringComparison.Ordinal) ? string.Concat("0", digits.AsSpan(2)) : digits;
    }

    internal static bool IsNumber(Channel channel) => channel.Type is "phone" or "sms" or "textphone" && channel.Value.Length > 0;

    [GeneratedRegex(@"^\+?[0-9]+( [0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^[A-Za-z0-9._%+'-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EmailAddress();
}
