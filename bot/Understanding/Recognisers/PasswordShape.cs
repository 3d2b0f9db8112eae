using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>What people make passwords of: a word with a number or a sign after it or in it. Products, files, web addresses and references look like it, and are told apart.</summary>
internal static partial class PasswordShape
{
    private const int Timeout = 10_000;

    private static readonly System.Buffers.SearchValues<char> Address = System.Buffers.SearchValues.Create("0123456789.:/");

    /// <summary>Without the full stop, comma or bracket that ends the clause.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> word) => word.TrimEnd(".,;:?)'’");

    /// <summary>"Rovers1966", "kestrel_12", "St0nehenge", "marsh-Otter-7"; not "Windows11", "INC0093321", "notes2.pdf" or "chat4you".</summary>
    public static bool IsPassword(ReadOnlySpan<char> word) =>
        word.Length >= 6 && (WordAndNumber().IsMatch(word) || LettersForDigits().IsMatch(word) || SaysPassword(word)) && !IsProduct(word) && !FileOrSite().IsMatch(word);

    /// <summary>"Password1", "p4ssw0rd!": a password by its own word.</summary>
    public static bool SaysPassword(ReadOnlySpan<char> word) => OnePassword().IsMatch(word);

    /// <summary>A figure, or capitals in the middle that are no brand's ("QuickBooks" and "WhatsApp" have two).</summary>
    public static bool IsMixed(ReadOnlySpan<char> word)
    {
        var capitals = 0;
        foreach (var unit in word)
        {
            capitals += char.IsAsciiLetterUpper(unit) ? 1 : 0;
        }

        return !IsProduct(word) && !FileOrSite().IsMatch(word) && (word.ContainsAnyInRange('0', '9') || (capitals >= 3 && capitals < word.Length / 2));
    }

    /// <summary>Digits and dots only: an IP address or a version.</summary>
    public static bool IsAddress(ReadOnlySpan<char> word) => word.Count('.') >= 2 && !word.ContainsAnyExcept(Address);

    private static bool IsProduct(ReadOnlySpan<char> word) => Product().IsMatch(word);

    /// <summary>A word of four letters or more in small ones but for the first, then figures, with signs between or at the end.</summary>
    [GeneratedRegex(@"^([A-Za-z][a-z]{3,}|[A-Z][a-z]{2,}[A-Z][A-Za-z]{2,})([-_.!@#$&*+]?[A-Za-z]{2,20}){0,4}([-_.!@#$&*+]{0,2}[0-9]{1,6})[!?@#$&*+]{0,3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex WordAndNumber();

    /// <summary>A figure that stands for a letter. "2" and "4" alone stand for "to" and "for" in the names of firms.</summary>
    [GeneratedRegex(@"^(?=[A-Za-z0-9]*[a-z]{2})[A-Z]?[A-Za-z]{1,10}[013579][A-Za-z0-9]{0,12}[a-z]{2}[!?0-9]{0,3}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex LettersForDigits();

    [GeneratedRegex(@"^p[a4@][s5$]{2}[-_]?w[o0]rd[^\sA-Za-z]{1,8}$|^p(4[s5$]{2}|[a@](5[s5$]|[s5$]5))[-_]?w[o0]rd|^p[a4@][s5$]{2}[-_]?w0rd", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex OnePassword();

    [GeneratedRegex(
        @"^(1password|bitwarden|lastpass|windows|win|office|microsoft|iphone|ipad|ipod|server|exchange|sql|covid|chrome|firefox|safari|android|xbox|playstation|galaxy|pixel|sage|quickbooks|xero|excel|word|outlook|teams|zoom|adobe|acrobat|norton|mcafee|wordpress|drupal|joomla|magento|version|build|bthub|vodafone|talktalk|wifi|http|base|room|unit|flat|plot|lot|invoice|order|ticket|page|level|week|year|school|gmail|hotmail|image|photo|scan|document|error|port|line|admin@)[-_ ]?[0-9x]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex Product();

    [GeneratedRegex(@"^@|\.[a-z]{2,10}$|\.(docx?|xlsx?|pdf|zip|exe|html?|png|jpe?g|mp[34])$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex FileOrSite();
}
