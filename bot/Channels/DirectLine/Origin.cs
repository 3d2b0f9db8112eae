namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>Where a web page comes from: scheme, host and port, in the form that browsers send.</summary>
internal sealed record Origin
{
    private readonly Uri address;

    private Origin(Uri address) => this.address = address;

    /// <summary>Host and port; without the port when it is the scheme's own.</summary>
    public string Authority => address.Authority;

    public bool IsLoopback => address.IsLoopback;

    /// <returns>The origin, or null when the text is none, such as the "null" of a page without one.</returns>
    public static Origin? TryRead(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.PathAndQuery is "/"
            && address.Fragment.Length == 0 && address.UserInfo.Length == 0
            ? new(address)
            : null;

    public bool Equals(Origin? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{address.Scheme}://{address.Authority}";
}
