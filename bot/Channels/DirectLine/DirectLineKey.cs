using System.Security.Cryptography;
using System.Text;
using BotAdvice.Bot.Storage;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>The key that signs tokens: from settings, or a random one kept in a file beside the conversations.</summary>
internal sealed partial class DirectLineKey(
    IOptions<DirectLineOptions> options, IOptions<StorageOptions> storage, ILogger<DirectLineKey> logger)
{
    private const int Size = 32;
    private const string FileName = "direct-line.key";

    private readonly Lazy<SymmetricSecurityKey> key = new(() => new(Read(options.Value.SigningKey, storage.Value.Path, logger)));

    public SymmetricSecurityKey Key => key.Value;

    private static byte[] Read(string setting, string conversations, ILogger logger)
    {
        if (setting.Length > 0)
        {
            return SHA256.HashData(Encoding.UTF8.GetBytes(setting));
        }

        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(conversations))!, FileName);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return Kept(path) ?? Make(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotKept(logger, fault, path);
            return RandomNumberGenerator.GetBytes(Size);
        }
    }

    private static byte[]? Kept(string path) => File.Exists(path) && File.ReadAllBytes(path) is { Length: Size } bytes ? bytes : null;

    // Written under another name and then moved, so that no other process can read half a key; the first to move it wins.
    private static byte[] Make(string path)
    {
        var bytes = RandomNumberGenerator.GetBytes(Size);
        var draft = $"{path}.{Guid.NewGuid():N}";
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, how))
        {
            file.Write(bytes);
        }

        try
        {
            // A file that is there but is no key was cut off by a full disk, and opens nothing.
            File.Move(draft, path, overwrite: File.Exists(path) && Kept(path) is null);
            return bytes;
        }
        catch (IOException) when (Kept(path) is not null)
        {
            File.Delete(draft);
            return Kept(path)!;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The key for tokens cannot be kept in {Path}: open pages must start again when the bot is restarted")]
    private static partial void LogNotKept(ILogger logger, Exception fault, string path);
}
