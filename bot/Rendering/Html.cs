using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace BotAdvice.Bot.Rendering;

/// <summary>
/// A piece of HTML. The only way to make one is a template, <c>Html.Of($"...")</c>, in which what is filled in is encoded unless it
/// is itself a piece of HTML: forgetting to encode is not possible.
/// </summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new("");

    /// <summary>HTML from a template. Attribute values must stand in double quotes.</summary>
    public static Html Of(Template template) => new(template.ToStringAndClear());

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.markup)));

    /// <summary>The markup.</summary>
    public override string ToString() => markup;

    /// <summary>Made by the compiler from an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template(int literalLength, int formattedCount)
    {
        private readonly StringBuilder markup = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string literal) => markup.Append(literal);

        public void AppendFormatted(string? text) => markup.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(long number) => markup.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Html? html) => markup.Append(html?.markup);

        public void AppendFormatted(IEnumerable<Html> parts) => markup.AppendJoin("", parts.Select(part => part.markup));

        internal string ToStringAndClear() => markup.ToString();
    }
}
