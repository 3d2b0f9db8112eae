namespace BotAdvice.Indexer.Checking;

/// <summary>Web addresses as a curator writes them.</summary>
internal static class WebAddress
{
    /// <returns>The address, or null when it is no whole http or https address.</returns>
    public static Uri? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
        && address.Host.Contains('.', StringComparison.Ordinal)
        && !text.Any(char.IsWhiteSpace)
            ? address
            : null;

    /// <summary>Whether an address lies under a domain, such as www.ncsc.gov.uk under ncsc.gov.uk.</summary>
    public static bool IsUnder(Uri address, string domain) =>
        string.Equals(address.Host, domain, StringComparison.OrdinalIgnoreCase)
        || address.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
