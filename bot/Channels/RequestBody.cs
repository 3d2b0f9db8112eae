using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace BotAdvice.Bot.Channels;

/// <summary>Reads a JSON body from anybody: of limited size and depth, and never a fault of ours when it is nonsense.</summary>
internal static class RequestBody
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">How to read it; from <see cref="ActivityJson.Incoming"/>.</param>
    /// <param name="limit">Bytes; what is longer is refused.</param>
    /// <param name="cancellationToken">The request's own.</param>
    /// <returns>The value (null when the body is empty or the word null), or why there is none.</returns>
    public static async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, int limit, CancellationToken cancellationToken)
        where T : class
    {
        if (request.ContentLength > limit || await ReadBytesAsync(request.Body, limit, cancellationToken) is not { } bytes)
        {
            return (null, Fault.Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"The body may hold at most {limit} bytes."));
        }

        var json = bytes.AsSpan().StartsWith(ByteOrderMark) ? bytes.AsSpan(ByteOrderMark.Length) : bytes;
        if (json.Trim(" \t\r\n"u8).IsEmpty)
        {
            return (null, null);
        }

        // What is carried as it came is not decoded before it is written again: to find then that it is no text would be too late.
        if (!Utf8.IsValid(json))
        {
            return (null, Fault.BadRequest("The body is not in UTF-8."));
        }

        try
        {
            var value = JsonSerializer.Deserialize(json, type);
            if (json.IndexOf("\\u"u8) >= 0)
            {
                // What is carried as it came may hold half a surrogate pair, which shows only when it is written again.
                JsonSerializer.SerializeToUtf8Bytes(value, type!);
            }

            return (value, null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return (null, Fault.BadRequest("The body is not the JSON that is expected here."));
        }
    }

    private static async Task<byte[]?> ReadBytesAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[8192];
        int count;
        while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (read.Length + count > limit)
            {
                return null;
            }

            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
