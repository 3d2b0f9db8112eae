namespace BotAdvice.Indexer.Knowledge;

/// <summary>A page of the incident record: what a body's form asks, what to say on the phone, or a letter to fill in and send.</summary>
public sealed record Sheet : Entry
{
    /// <summary>What a body asks, in its own order: shown with its route.</summary>
    public const string Form = "form";

    /// <summary>What to say when ringing.</summary>
    public const string Call = "call";

    /// <summary>A text that the reader may send to somebody.</summary>
    public const string Letter = "letter";

    /// <summary>The name in braces that stands for the reader's own words.</summary>
    public const string Story = "story";

    /// <summary><see cref="Form"/>, <see cref="Call"/> or <see cref="Letter"/>.</summary>
    public string As { get; init; } = Letter;

    /// <summary>The routes whose form it is; empty for what is no form.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>When it belongs into the record.</summary>
    public Condition When { get; init; } = Condition.Always;

    /// <summary>Its parts, in order.</summary>
    public IReadOnlyList<SheetPart> Parts { get; init; } = [];
}

/// <summary>A part of a sheet.</summary>
/// <param name="Heading">Its heading; empty for none.</param>
/// <param name="Lines">
/// Its lines. A name in braces, such as <c>{amount}</c>, is filled with that fact or left as a blank; words in square brackets are
/// blanks for the reader to fill in.
/// </param>
public sealed record SheetPart(string Heading, IReadOnlyList<Line> Lines);
