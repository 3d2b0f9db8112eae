using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace BotAdvice.Bot.Widget;

/// <summary>
/// The page's own files, built into the program from <c>wwwroot</c>, so that they are there whichever folder the bot is started in.
/// A page asks for them by their hash and browsers keep them for a year; a change has a new hash.
/// </summary>
internal sealed class Assets
{
    private const string Prefix = "wwwroot/";

    private readonly FrozenDictionary<string, Asset> assets = typeof(Assets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read);

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => assets.Keys;

    /// <summary>Where a page finds one: "/chat.css?v=1f2e3d4c5b".</summary>
    public string Address(string name) => $"/{name}?v={assets[name].Hash}";

    /// <summary>Serves one.</summary>
    public IResult Serve(string name, HttpContext context)
    {
        var asset = assets[name];
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "public, max-age=3600";
        headers.Vary = "Accept-Encoding";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var zipped = Accepts(context.Request.Headers.AcceptEncoding, "gzip");
        if (zipped)
        {
            headers.ContentEncoding = "gzip";
        }

        return TypedResults.Bytes(
            zipped ? asset.Zipped : asset.Content,
            asset.Type,
            entityTag: new(zipped ? $"\"{asset.Hash}-gzip\"" : $"\"{asset.Hash}\""));
    }

    private static bool Accepts(StringValues encodings, string encoding) => encodings
        .SelectMany(value => value?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        .Any(value => string.Equals(value.Split(';')[0], encoding, StringComparison.OrdinalIgnoreCase) && !value.EndsWith(";q=0", StringComparison.Ordinal));

    private static Asset Read(string resource)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(content.GetBuffer(), 0, (int)content.Length);
        }

        var bytes = content.ToArray();
        var type = Path.GetExtension(resource) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        return new(bytes, zipped.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes))[..10], type);
    }

    private sealed record Asset(byte[] Content, byte[] Zipped, string Hash, string Type);
}
